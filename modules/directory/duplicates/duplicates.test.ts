import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { modules } from '../../../app/modules.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { provisionAccounts } from '../../identity/index.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../builders.ts';
import { directoryModule } from '../register.ts';
import { settleMerges } from './merge.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** A mother whom two files know, each by one of her children. */
async function buildTwice() {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label: 'CE2' });
  const head = await buildHead(db, { school });
  const lina = await buildPupil(db, { class: group, familyName: 'HADDAD', givenName: 'Lina' });
  const sami = await buildPupil(db, { class: group, familyName: 'HADDAD', givenName: 'Sami' });
  const one = await buildGuardian(db, {
    of: lina,
    familyName: 'HADDAD',
    givenName: 'Samira',
    email: 'samira@famille.invalid',
  });
  const two = await buildGuardian(db, {
    of: [lina, sami],
    familyName: 'Haddad',
    givenName: 'Samira',
    email: 'samira@famille.invalid',
    mobile: '+33600990044',
  });
  return { school, group, head, lina, sami, one, two };
}

const childrenOf = async (visitor: Visitor): Promise<string[]> => {
  const home = await visitor.api('GET', '/api/groups');
  return home.status === 200
    ? home.json<{ groups: { displayName: string }[] }>().groups.map((group) => group.displayName)
    : [];
};

test('the head sees what makes us think so, compares side by side, merges, and finds one record', async () => {
  const { school, head, lina, sami, one, two } = await buildTwice();
  await givePassword(door.db, two.id, 'cartable-soleil-marelle', door.clock.now());
  const visitor = await as(head);
  const list = await visitor.get(`/schools/${school.uai}/duplicates`);
  match(list.text, /même nom, même enfant, même adresse e-mail/);
  match(list.text, /Presque sûr/);
  const pair = `/duplicates/${one.uid}/${two.uid}`;
  match((await visitor.get(pair)).text, /Est-ce la même personne|Réunir les deux fiches/);
  const page = await visitor.submit(pair, { stays: one.uid });
  match(page.text, /il n’y a plus qu’une fiche pour Samira Haddad/);
  const kept = await firstOf(
    door.db,
    sql<{
      into_id: string;
      proof: string;
    }>`select into_id, proof from directory.merges where from_id in (${one.id}, ${two.id})`,
  );
  deepEqual(kept, { into_id: two.id, proof: 'school' }, 'the account in use stays, whatever was chosen');
  match(
    (await visitor.get(`/people/${one.uid}`)).text,
    /Samira Haddad/,
    'the former address leads to the record that stays',
  );
  const parent = await as(two);
  for (const child of [lina, sami]) equal((await parent.get(`/people/${child.uid}`)).status, 200);
  doesNotMatch((await visitor.get(`/schools/${school.uai}/duplicates`)).text, /même nom/);
  const adults = (await visitor.api('GET', `/api/people/${lina.uid}`)).json<{ adults: unknown[] }>().adults;
  equal(adults.length, 1);
});

test('undone within thirty days, each has what they had; after that it is too late and nothing is left', async () => {
  const { school, head, lina, sami, one, two } = await buildTwice();
  await givePassword(door.db, one.id, 'cartable-soleil-marelle', door.clock.now());
  const visitor = await as(head);
  await visitor.submit(`/duplicates/${one.uid}/${two.uid}`, {});
  const { merges } = (await visitor.api('GET', `/api/schools/${school.uai}/duplicates`)).json<{
    merges: { id: string }[];
  }>();
  const undo = `/schools/${school.uai}/merges/${merges[0]?.id}/undo`;
  match((await visitor.submit(undo)).text, /de nouveau séparées/);
  equal((await (await as(one)).get(`/people/${sami.uid}`)).status, 404);
  equal((await (await as(two)).get(`/people/${sami.uid}`)).status, 200);
  equal((await (await as(one)).get(`/people/${lina.uid}`)).status, 200);
  equal((await visitor.post(undo)).status, 404, 'once');
  await visitor.submit(`/duplicates/${one.uid}/${two.uid}`, {});
  const extensions = extensionsOf(modules);
  const work = { db: door.db, clock: door.clock, extensions, log: () => undefined };
  equal(await settleMerges(work), 0, 'not before thirty days');
  door.clock.advance(31 * 24 * 3600_000);
  try {
    ok((await settleMerges(work)) > 0);
    equal(await settleMerges(work), 0, 'once');
    const left = await firstOf(
      door.db,
      sql<{ family_name: string; email: string | null; accounts: number; moved: unknown }>`
        select p.family_name, p.email, (select count(*) from identity.accounts a where a.person_id = p.id)::int as accounts, m.moved
        from directory.persons p join directory.merges m on m.from_id = p.id and m.settled_at is not null where p.id = ${two.id}`,
    );
    deepEqual(left, { family_name: '', email: null, accounts: 0, moved: null });
    ok(await firstOf(door.db, sql`select 1 from directory.retired_uids where uid = ${two.uid}`));
  } finally {
    door.clock.advance(-31 * 24 * 3600_000);
  }
});

test('two persons stay two when the head says so', async () => {
  const { school, head, one, two } = await buildTwice();
  const visitor = await as(head);
  match((await visitor.submit(`/duplicates/${one.uid}/${two.uid}/apart`)).text, /ne seront plus proposées/);
  match((await visitor.get(`/schools/${school.uai}/duplicates`)).text, /Aucun doublon en vue/);
});

test('a closed access stays closed for the merged record', async () => {
  const { head, lina, one, two } = await buildTwice();
  await suspendAccess(door.db, { guardian: one, child: lina });
  await givePassword(door.db, two.id, 'cartable-soleil-marelle', door.clock.now());
  await (await as(head)).submit(`/duplicates/${one.uid}/${two.uid}`, {});
  equal((await (await as(two)).get(`/people/${lina.uid}`)).status, 404);
});

test('an adult and their child, or pupils of two numbers, are refused with a sentence', async () => {
  const { db } = door;
  const { head, group, lina, one } = await buildTwice();
  const visitor = await as(head);
  const kin = await visitor.post(`/duplicates/${lina.uid}/${one.uid}`, {});
  equal(kin.status, 422);
  match(kin.text, /Un adulte et son enfant/);
  const [a, b] = [
    await buildPupil(db, { class: group, ine: `A${newId()}` }),
    await buildPupil(db, { class: group, ine: `B${newId()}` }),
  ];
  match((await visitor.post(`/duplicates/${a.uid}/${b.uid}`, {})).text, /deux numéros nationaux différents/);
  const self = await visitor.post(`/duplicates/${head.uid}/${one.uid}`, {});
  equal(self.status, 422, 'nobody merges their own record alone');
});

test('merging opens an account: not one that holds an office elsewhere, and not by a stranger', async () => {
  const { db } = door;
  const { school, group, head, one, two } = await buildTwice();
  const abroad = await buildStaff(db, { familyName: 'HADDAD', givenName: 'Samira' });
  await joinFamily(db, { guardian: abroad, child: await buildPupil(db, { class: group }) });
  const visitor = await as(head);
  equal((await visitor.post(`/duplicates/${one.uid}/${abroad.uid}`, {})).status, 403);
  const pair = `/duplicates/${one.uid}/${two.uid}`;
  const stranger = await as(await buildHead(db));
  for (const address of [pair, `/schools/${school.uai}/duplicates`]) equal((await stranger.get(address)).status, 404);
  equal((await stranger.post(pair, {})).status, 404);
  const teacher = await as(await buildTeacher(db, { classes: [group] }));
  equal((await teacher.post(pair, {})).status, 403);
  const delegate = await buildStaff(db, { school });
  await buildMandate(db, { kind: 'delegate', person: delegate, school, duties: ['duplicates'] });
  equal((await (await as(delegate)).post(pair, {})).status, 303);
  const { merges } = (await visitor.api('GET', `/api/schools/${school.uai}/duplicates`)).json<{
    merges: { id: string }[];
  }>();
  equal((await stranger.post(`/schools/${school.uai}/merges/${merges[0]?.id}/undo`)).status, 404);
});

test('a duplicate never keeps anybody from entering: both accounts work until they are merged', async () => {
  const { lina, sami, one, two } = await buildTwice();
  await provisionAccounts(door.db, '2026-11-24', door.clock.now());
  equal((await (await as(one)).get(`/people/${lina.uid}`)).status, 200);
  equal((await (await as(two)).get(`/people/${sami.uid}`)).status, 200);
  ok((await childrenOf(await as(two))).length > 0);
});

test('every column of the product that names a person is looked after by a module', async () => {
  const declared = new Set(modules.flatMap((module) => module.mergeParts ?? []).flatMap((part) => part.columns));
  const rows = await rowsOf(
    door.db,
    sql<{ name: string }>`
      select n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and n.nspname in (select distinct split_part(s.schema_name, '.', 1) from information_schema.schemata s)
        and n.nspname not in ('pg_catalog', 'information_schema', 'directory_import', 'graphile_worker')
        and (a.attname in ('person_id', 'pupil_id', 'adult_id')
          or exists (select 1 from pg_constraint f
                     where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any(f.conkey)
                       and f.confrelid in ('directory.persons'::regclass, 'identity.accounts'::regclass)))
      order by 1`,
  );
  ok(rows.length > 25);
  deepEqual(
    rows.map(({ name }) => name).filter((name) => !declared.has(name)),
    [],
  );
});
