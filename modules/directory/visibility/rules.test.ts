import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import {
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  suspendAccess,
} from '../builders.ts';
import { loadActor, mayWrite } from '../index.ts';
import { personPolicy } from '../policy.ts';
import { directoryModule } from '../register.ts';
import { circleRules, ruleName, verbs } from './catalogue.ts';
import { refreshCircles } from './refresh.ts';
import { reasonTexts } from './texts-reasons.ts';
import { ruleTexts } from './texts-rules.ts';

const TODAY = '2026-11-24';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const rulesAt = ({ uai }: BuiltSchool): string => `/schools/${uai}/rules`;

interface Listed {
  readonly rule: string;
  readonly verb: string;
  readonly isOpen: boolean;
  readonly isChoice: boolean;
  readonly choice: string;
  readonly setting: string;
  readonly decision: { readonly author: string; readonly startsOn: string } | null;
  readonly ahead: readonly { readonly choice: string; readonly startsOn: string }[];
}

const listed = async (visitor: Visitor, address: string): Promise<Map<string, Listed>> => {
  const reply = await visitor.api('GET', `/api${address}`);
  equal(reply.status, 200, reply.text);
  return new Map(reply.json<{ rules: Listed[] }>().rules.map((rule) => [`${rule.rule}.${rule.verb}`, rule]));
};

/** A school with a class, a pupil in it with a guardian, a teacher and the head. */
async function buildSmallSchool(kind: 'elementary' | 'college' | 'nursery' = 'elementary') {
  const { db } = door;
  const school = await buildSchool(db, { kind });
  const group = await buildClass(db, { school, label: 'CM2 Bleu' });
  const noe = await buildPupil(db, { class: group, givenName: 'Noé', familyName: 'DIALLO' });
  const lina = await buildPupil(db, { class: group, givenName: 'Lina', familyName: 'ROSSET' });
  const mother = await buildGuardian(db, { of: noe, givenName: 'Aminata', familyName: 'DIALLO' });
  const teacher = await buildTeacher(db, { classes: [group], givenName: 'Claire', familyName: 'ROUX' });
  const head = await buildHead(db, { school, givenName: 'Karim', familyName: 'BENALI' });
  return { school, group, noe, lina, mother, teacher, head };
}

const writes = async (from: { readonly id: string }, to: { readonly id: string }): Promise<boolean> => {
  const actor = await loadActor(door.db, from.id, TODAY);
  ok(actor);
  return (await mayWrite(door.db, actor, [to.id])).has(to.id);
};

test('every rule has its sentence and its reason in both languages', () => {
  for (const locale of ['fr', 'en'] as const)
    for (const rule of circleRules) {
      for (const verb of verbs)
        equal(
          Boolean(ruleTexts[locale][ruleName(rule)]?.[verb]),
          Boolean(rule[verb]),
          `${locale} ${ruleName(rule)} ${verb}`,
        );
      ok(reasonTexts[locale][ruleName(rule)], `${locale} ${ruleName(rule)}`);
    }
  for (const rules of [personPolicy.rules.see, personPolicy.rules.write])
    for (const { role, scope } of rules)
      if (scope !== 'self') ok(reasonTexts.fr[`${role}.${scope}`], `${role}.${scope} has its reason`);
});

test('pupils of an école write to nobody of the school until the head opens it, from the day that the head says', async () => {
  const { school, noe, lina, teacher, head } = await buildSmallSchool();
  equal(await writes(noe, lina), false);
  equal(await writes(noe, teacher), false);
  const visitor = await as(head);
  const page = await visitor.get(`${rulesAt(school)}?change=pupil.own-teachers.write`);
  match(page.text, /Les élèves écrivent à leurs enseignants\./);
  match(page.text, /Comme la plateforme \(fermé\)/);
  const done = await visitor.submit(rulesAt(school), {
    rule: 'pupil.own-teachers',
    verb: 'write',
    choice: 'open',
    startsOn: '',
  });
  match(done.text, /la règle vaut à partir du 24 novembre 2026/);
  equal(await writes(noe, teacher), true);
  equal(await writes(noe, lina), false, 'one rule opens one thing');
  await visitor.submit(rulesAt(school), {
    rule: 'pupil.classmates',
    verb: 'write',
    choice: 'open',
    startsOn: '2026-12-01',
  });
  equal(await writes(noe, lina), false, 'not before the day');
  const rules = await listed(visitor, rulesAt(school));
  deepEqual(
    rules.get('pupil.classmates.write')?.ahead.map(({ choice, startsOn }) => [choice, startsOn]),
    [['open', '2026-12-01']],
  );
  equal(rules.get('pupil.own-teachers.write')?.decision?.author, 'Karim BENALI');
  const later = await loadActor(door.db, noe.id, '2026-12-01');
  ok(later && (await mayWrite(door.db, later, [lina.id])).has(lina.id));
});

test('a collège is open where an école is closed; its head closes', async () => {
  const { school, noe, lina, teacher, head } = await buildSmallSchool('college');
  equal(await writes(noe, lina), true);
  const visitor = await as(head);
  const reply = await visitor.api('POST', `/api${rulesAt(school)}`, {
    rule: 'pupil.classmates',
    verb: 'write',
    choice: 'closed',
  });
  equal(reply.status, 200, reply.text);
  equal(await writes(noe, lina), false);
  equal(await writes(noe, teacher), true);
  await visitor.api('POST', `/api${rulesAt(school)}`, { rule: 'pupil.classmates', verb: 'write', choice: 'default' });
  equal(await writes(noe, lina), true, 'back to what the platform says');
});

test('whom the school hides one does not write to: closing the first closes the second', async () => {
  const { school, noe, lina, head } = await buildSmallSchool('college');
  await (await as(head)).api('POST', `/api${rulesAt(school)}`, {
    rule: 'pupil.classmates',
    verb: 'see',
    choice: 'closed',
  });
  equal(await writes(noe, lina), false);
  const page = await (await as(noe)).get('/people?q=rosset');
  doesNotMatch(page.text, /Lina/);
});

test('no school reaches beyond the platform: what it never opens, and what is always open, stays', async () => {
  const { school, noe, lina, mother, head } = await buildSmallSchool('nursery');
  const visitor = await as(head);
  for (const [rule, verb, choice] of [
    ['pupil.classmates', 'write', 'open'],
    ['guardian.class-families', 'see', 'open'],
    ['guardian.childrens-heads', 'write', 'closed'],
    ['teacher.own-pupils-families', 'write', 'closed'],
  ]) {
    const reply = await visitor.api('POST', `/api${rulesAt(school)}`, { rule, verb, choice });
    equal(reply.status, 409, `${rule} ${verb}`);
  }
  // Even a row that came in otherwise opens nothing and closes nothing.
  await sql`insert into directory.school_rule_choices (school_id, rule, verb, choice, starts_on, decided_at)
            values (${school.id}, 'pupil.classmates', 'write', 'open', ${TODAY}::date, now()),
                   (${school.id}, 'guardian.childrens-heads', 'write', 'closed', ${TODAY}::date, now())`.execute(
    door.db,
  );
  equal(await writes(noe, lina), false);
  equal(await writes(mother, head), true);
});

test('what the operator forbids afterwards is closed also where a school had opened it', async () => {
  const { school, noe, teacher, head } = await buildSmallSchool();
  const other = await buildSmallSchool('college');
  await (await as(head)).api('POST', `/api${rulesAt(school)}`, {
    rule: 'pupil.own-teachers',
    verb: 'write',
    choice: 'open',
  });
  equal(await writes(noe, teacher), true);
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const before = await listed(operator, '/rules?stage=elementary');
  equal(before.get('pupil.own-teachers.write')?.setting, 'closed');
  const done = await operator.submit('/rules', {
    stage: 'elementary',
    rule: 'pupil.own-teachers',
    verb: 'write',
    choice: 'never',
    startsOn: '',
  });
  match(done.text, /C’est noté pour : Élémentaire/);
  equal(await writes(noe, teacher), false);
  equal(await writes(other.noe, other.teacher), true, 'collèges are another level');
  await operator.submit('/rules', {
    stage: 'elementary',
    rule: 'pupil.own-teachers',
    verb: 'write',
    choice: 'closed',
    startsOn: '',
  });
  equal(await writes(noe, teacher), true, 'the choice of the school holds again');
  const fixed = await operator.api('POST', '/api/rules', {
    stage: 'nursery',
    rule: 'pupil.classmates',
    verb: 'write',
    choice: 'open',
  });
  equal(fixed.status, 409);
});

test('a day that is gone is refused, and what was chosen stays chosen', async () => {
  const { school, head } = await buildSmallSchool();
  const reply = await (await as(head)).submit(rulesAt(school), {
    rule: 'pupil.classmates',
    verb: 'write',
    choice: 'open',
    startsOn: '2026-11-23',
  });
  equal(reply.status, 422);
  match(reply.text, /Choisissez aujourd’hui ou un jour à venir/);
  match(reply.text, /value="2026-11-23"/);
  match(reply.text, /value="open"[^>]*checked|checked[^>]*value="open"/);
});

test('each decision is in the audit, with who and from which day', async () => {
  const { school, head } = await buildSmallSchool();
  await (await as(head)).api('POST', `/api${rulesAt(school)}`, {
    rule: 'pupil.classmates',
    verb: 'write',
    choice: 'open',
    startsOn: '2026-12-01',
  });
  const acts = await rowsOf(
    door.db,
    sql<{ act: string; actor: string; details: object }>`
      select act, actor_id as actor, details from platform.audit_entries where school_id = ${school.id}`,
  );
  deepEqual(acts, [
    {
      act: 'directory.school-rule-decided',
      actor: head.id,
      details: { rule: 'pupil.classmates', verb: 'write', choice: 'open', startsOn: '2026-12-01' },
    },
  ]);
});

test('those of the school read its rules and only the head changes them; for a stranger there is nothing', async () => {
  const { school, teacher, mother, noe } = await buildSmallSchool();
  for (const person of [teacher, mother, noe]) {
    const visitor = await as(person);
    const page = await visitor.get(rulesAt(school));
    equal(page.status, 200);
    doesNotMatch(page.text, /change=/);
    const reply = await visitor.api('POST', `/api${rulesAt(school)}`, {
      rule: 'pupil.classmates',
      verb: 'write',
      choice: 'open',
    });
    equal(reply.status, 403);
    equal((await visitor.get('/rules')).status, 404);
    equal((await visitor.get('/rules/simulator')).status, 404);
  }
  const far = await buildSmallSchool();
  for (const person of [far.head, far.teacher, far.mother, await buildMandate(door.db, { kind: 'academy' })]) {
    const stranger = await as(person);
    if (person !== far.head) equal((await stranger.get('/rules/simulator')).status, 404);
    const reply = await stranger.api('POST', `/api${rulesAt(school)}`, {
      rule: 'pupil.classmates',
      verb: 'write',
      choice: 'open',
    });
    ok(reply.status === 404 || reply.status === 403, String(reply.status));
  }
  equal((await (await as(far.head)).get(rulesAt(school))).status, 404);
});

test('can Mme Diallo write to Noé’s teacher? Yes, because…', async () => {
  const { school, mother, teacher, noe, lina, head } = await buildSmallSchool();
  const visitor = await as(head);
  const search = await visitor.get('/rules/simulator?q=diallo');
  match(search.text, new RegExp(`from=${mother.uid}`));
  const page = await visitor.get(`/rules/simulator?from=${mother.uid}&to=${teacher.uid}`);
  match(page.text, /Oui, Aminata DIALLO peut écrire à Claire ROUX\./);
  match(
    page.text,
    new RegExp(`Aminata DIALLO est responsable de Noé, et Claire ROUX lui enseigne : CM2 Bleu, ${school.name}`),
  );
  const closed = await visitor.get(`/rules/simulator?from=${noe.uid}&to=${lina.uid}`);
  match(closed.text, /Non, Noé DIALLO ne peut pas écrire à Lina ROSSET\./);
  match(closed.text, /La plateforme ne l’ouvre pas pour ce niveau/);
  match(closed.text, /Oui, Noé DIALLO voit Lina ROSSET\./);
  const untied = await visitor.get(`/rules/simulator?from=${mother.uid}&to=${lina.uid}`);
  match(untied.text, /Aucune règle ne relie ces deux personnes/);
  await visitor.api('POST', `/api${rulesAt(school)}`, {
    rule: 'guardian.childrens-teachers',
    verb: 'write',
    choice: 'closed',
  });
  const shut = await visitor.get(`/rules/simulator?from=${mother.uid}&to=${teacher.uid}`);
  match(shut.text, /Non, Aminata DIALLO ne peut pas écrire à Claire ROUX\./);
  match(shut.text, /L’établissement a fermé cette règle/);
});

test('a closed access is told to the head, not to the operator; nothing passes through that child', async () => {
  const { mother, teacher, noe, head } = await buildSmallSchool();
  await suspendAccess(door.db, { guardian: mother, child: noe });
  const address = `/rules/simulator?from=${teacher.uid}&to=${mother.uid}`;
  const forHead = await (await as(head)).get(address);
  match(forHead.text, /Non, Claire ROUX ne peut pas écrire à Aminata DIALLO\./);
  match(forHead.text, /Une décision ferme l’accès/);
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const forOperator = await operator.get(address);
  match(forOperator.text, /Non, Claire ROUX ne peut pas écrire/);
  doesNotMatch(forOperator.text, /décision ferme/);
});

test('the head of another school checks nobody of ours', async () => {
  const { mother, teacher } = await buildSmallSchool();
  const stranger = await as(await buildHead(door.db));
  equal((await stranger.get(`/rules/simulator?from=${mother.uid}&to=${teacher.uid}`)).status, 404);
  equal((await stranger.get(`/people/in-reach?of=${mother.uid}`)).status, 404);
  doesNotMatch((await stranger.get('/rules/simulator?q=diallo')).text, /Aminata/);
});

test('a municipal agent sees and writes to nobody, and the simulator says that this is the rule', async () => {
  const { noe } = await buildSmallSchool();
  const agent = await buildMandate(door.db, { kind: 'commune' });
  const visitor = await as(agent);
  match((await visitor.get('/people/in-reach')).text, /Personne pour l’instant/);
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const page = await operator.get(`/rules/simulator?from=${agent.uid}&to=${noe.uid}`);
  match(page.text, /voit des effectifs et aucune personne/);
});

test('everybody pages through the people in reach; the head sees those of a guardian', async () => {
  const { db } = door;
  const { school, mother, teacher, head, group } = await buildSmallSchool();
  for (let rank = 0; rank < 30; rank += 1) await buildPupil(db, { class: group, familyName: `ELEVE${rank}` });
  const animator = await buildStaff(db, { school, kind: 'after_school', familyName: 'ZOLA' });
  await refreshCircles(db, [school.id], TODAY);
  const visitor = await as(teacher);
  const first = (await visitor.api('GET', '/api/people/in-reach')).json<{ people: { id: string }[]; next: string }>();
  equal(first.people.length, 25);
  const second = (await visitor.api('GET', `/api/people/in-reach?after=${first.next}`)).json<{
    people: { id: string }[];
    next: null;
  }>();
  equal(new Set([...first.people, ...second.people].map(({ id }) => id)).size, 30 + 2 + 1 + 1 + 1);
  equal(second.next, null);
  const found = (await visitor.api('GET', '/api/people/in-reach?verb=write&q=zol')).json<{
    people: { id: string }[];
  }>();
  deepEqual(
    found.people.map(({ id }) => id),
    [animator.uid],
  );
  const page = await (await as(head)).get(`/people/in-reach?of=${mother.uid}&verb=write`);
  match(page.text, /À qui peut écrire Aminata DIALLO/);
  for (const name of ['Claire ROUX', 'Karim BENALI', 'ZOLA']) match(page.text, new RegExp(name));
  doesNotMatch(page.text, /Lina ROSSET/);
});
