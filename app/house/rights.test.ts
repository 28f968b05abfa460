import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roles } from '../../modules/directory/index.ts';
import { locales } from '../../platform/texts/texts.ts';
import { modules } from '../modules.ts';
import { policiesOf, rightsCsv, rightsGrid, rightsWords } from './rights.ts';

const policies = policiesOf(modules);

describe('the grid of rights', () => {
  it('says every verb of every policy for every role, in a sentence of its own, in every language', () => {
    const verbs = policies.flatMap((policy) => policy.verbs.map((name) => `${policy.thing}.${name}`));
    assert.ok(verbs.length > 10 && new Set(verbs).size === verbs.length);
    for (const locale of locales) {
      const grid = rightsGrid(modules, roles, locale);
      assert.deepEqual(
        grid.map(({ verb, role }) => `${verb} × ${role}`),
        verbs.flatMap((verb) => roles.map((role) => `${verb} × ${role}`)),
      );
      assert.equal(new Set(grid.map(({ sentence }) => sentence)).size, grid.length, 'no two cells say the same');
    }
  });

  it('has a word for every thing, verb, scope and role', () => {
    for (const locale of locales) {
      const word = rightsWords(modules, locale);
      const keys = new Set(
        rightsGrid(modules, roles, locale).flatMap(({ role, thing, verb, scopes }) => [
          `role.${role}`,
          thing,
          verb,
          ...scopes,
        ]),
      );
      assert.deepEqual(
        [...keys].filter((key) => word(key) === key || word(key).trim() === ''),
        [],
        locale,
      );
    }
  });

  it('agrees with the rules that decide, cell by cell', () => {
    for (const { role, thing, verb, allowed, scopes } of rightsGrid(modules, roles, 'fr')) {
      const policy = policies.find((candidate) => candidate.thing === thing);
      const rules = policy?.rules[verb.slice(thing.length + 1)]?.filter((rule) => rule.role === role) ?? [];
      assert.equal(allowed, rules.length > 0, `${verb} × ${role}`);
      assert.deepEqual(scopes, [...new Set(rules.map((rule) => rule.scope))], `${verb} × ${role}`);
    }
  });

  it('knows every role that a rule names', () => {
    const named = policies.flatMap((policy) =>
      Object.values(policy.rules)
        .flat()
        .map((rule) => rule.role),
    );
    assert.deepEqual(
      named.filter((role) => !roles.includes(role as never)),
      [],
    );
  });

  it('has the SQL of every rule about rows; a policy without rows has none at all', () => {
    const rowless: readonly string[] = ['house', 'identity.certificate', 'identity.provider', 'messaging.wide'];
    for (const policy of policies) {
      const rules = Object.values(policy.rules).flat();
      const twins = rules.filter((rule) => rule.sql).length;
      assert.ok(twins === rules.length || twins === 0, `${policy.thing}: ${twins} of ${rules.length} rules have SQL`);
      assert.equal(twins === 0, rowless.includes(policy.thing), `${policy.thing} is about rows`);
    }
  });

  it('names no policy twice', () => {
    const things = policies.map((policy) => policy.thing);
    assert.equal(new Set(things).size, things.length);
  });

  it('goes into a spreadsheet line by line', () => {
    const grid = rightsGrid(modules, roles, 'fr');
    const csv = rightsCsv(grid, 'fr');
    assert.ok(csv.startsWith('\u{feff}"rôle";"objet";"droit"'));
    assert.equal(csv.trimEnd().split('\r\n').length, grid.length + 1);
    assert.match(
      csv,
      /"pupil";"directory\.person";"directory\.person\.see";"oui";"self, classmates[^"]*";"Une personne : un élève peut/,
    );
  });
});
