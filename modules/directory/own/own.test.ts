import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  suspendAccess,
} from '../builders.ts';
import { directoryModule } from '../register.ts';
import { tellingMail } from '../tellings/tell.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const PHONE = '+33600990011';
const MAIL = 'aminata@exemple.invalid';

interface Place {
  readonly school: BuiltSchool;
  readonly group: BuiltGroup;
  readonly child: BuiltPupil;
  readonly mother: BuiltPerson;
  readonly teacher: BuiltAdult;
  readonly head: BuiltAdult;
  readonly care: BuiltAdult;
  readonly otherMother: BuiltPerson;
}

const build = async (): Promise<Place> => {
  const school = await buildSchool(door.db);
  const group = await buildClass(door.db, { school });
  const child = await buildPupil(door.db, { class: group, givenName: 'Maëlle' });
  return {
    school,
    group,
    child,
    mother: await buildGuardian(door.db, { of: child, givenName: 'Aminata', mobile: PHONE, email: MAIL }),
    teacher: await buildTeacher(door.db, { classes: [group], givenName: 'Nora', mobile: '+33600990022' }),
    head: await buildHead(door.db, { school }),
    care: await buildStaff(door.db, { school, kind: 'after_school' }),
    otherMother: await buildGuardian(door.db, { of: await buildPupil(door.db, { class: group }) }),
  };
};

interface Sight {
  readonly phones: readonly string[] | null;
  readonly contact: { readonly email: string | null } | null;
}
const sightOf = async (viewer: { readonly id: string }, person: BuiltPerson): Promise<Sight | undefined> => {
  const reply = await (await as(viewer)).api('GET', `/api/people/${person.uid}`);
  return reply.status === 200 ? reply.json<Sight>() : undefined;
};
const choose = async (person: BuiltPerson, given: Record<string, string>): Promise<number> =>
  (await (await as(person)).post('/account/contact', { email: MAIL, mobile: PHONE, phone: '', ...given })).status;

test('by default those who follow the child see how to reach a parent; the parent may keep it for the head alone', async () => {
  const { mother, teacher, head, care } = await build();
  equal((await sightOf(teacher, mother))?.phones?.[0], PHONE);
  equal((await sightOf(teacher, mother))?.contact?.email, MAIL);
  equal(await choose(mother, { phoneSeenBy: 'head', emailSeenBy: 'head' }), 303);
  const kept = await sightOf(teacher, mother);
  equal(kept?.phones, null);
  equal(kept?.contact?.email ?? null, null);
  equal((await sightOf(head, mother))?.phones?.[0], PHONE);
  equal((await sightOf(care, mother))?.phones?.[0], PHONE, 'after-school care may have to call at 18 h');
  doesNotMatch((await (await as(teacher)).get(`/people/${mother.uid}`)).text, /06 00 99 00 11|aminata@/);
  await choose(mother, {});
  equal((await sightOf(teacher, mother))?.phones?.[0], PHONE);
});

test('shared with the class, it is seen by its families where the school lets them see each other, and by nobody else', async () => {
  const { school, mother, otherMother, teacher } = await build();
  const stranger = await buildGuardian(door.db);
  await choose(mother, { phoneSeenBy: 'class' });
  equal(await sightOf(otherMother, mother), undefined, 'families do not see each other by default');
  await sql`insert into directory.platform_rule_choices (stage, rule, verb, choice, starts_on, decided_at)
            values ('elementary', 'guardian.class-families', 'see', 'open', '2026-09-01', '2026-09-01T08:00:00Z')`.execute(
    door.db,
  );
  await sql`insert into directory.school_rule_choices (school_id, rule, verb, choice, starts_on, decided_at)
            values (${school.id}, 'guardian.class-families', 'see', 'open', '2026-09-01', '2026-09-01T08:00:00Z')`.execute(
    door.db,
  );
  const seen = await sightOf(otherMother, mother);
  equal(seen?.phones?.[0], PHONE);
  equal(seen?.contact?.email ?? null, null, 'the address was not shared');
  equal(await sightOf(stranger, mother), undefined);
  equal((await sightOf(otherMother, teacher))?.phones, null);
  await choose(teacher, { mobile: '+33600990022', phoneSeenBy: 'class' });
  equal((await sightOf(otherMother, teacher))?.phones?.[0], '+33600990022');
});

test('a teacher shares it with colleagues or does not', async () => {
  const { school, teacher } = await build();
  const colleague = await buildTeacher(door.db, { school });
  equal((await sightOf(colleague, teacher))?.phones, null);
  await choose(teacher, { mobile: '+33600990022', phoneSeenBy: 'staff' });
  equal((await sightOf(colleague, teacher))?.phones?.[0], '+33600990022');
  equal((await sightOf(await buildTeacher(door.db), teacher))?.phones ?? null, null);
});

test('what a person writes of how to be reached is theirs: odd numbers are refused beside the field, with what was typed', async () => {
  const { mother, child } = await build();
  const visitor = await as(mother);
  const refused = await visitor.post('/account/contact', { email: 'pas une adresse', mobile: '12', phone: '' });
  equal(refused.status, 422);
  match(refused.text, /pas une adresse/);
  match(refused.text, /Ce numéro ne convient pas/);
  await visitor.post('/account/contact', { email: 'neuve@exemple.invalid', mobile: '06 00 99 00 33', phone: '' });
  const row = await firstOf(
    door.db,
    sql<object>`select email, mobile, owners from directory.persons where id = ${mother.id}`,
  );
  ok(JSON.stringify(row).includes('"mobile":"+33600990033"'));
  ok(JSON.stringify(row).includes('"email":"person"'));
  equal((await (await as(child)).get('/account/contact')).status, 404, 'a pupil’s are the family’s and the school’s');
});

test('a parent gives the name that a child goes by: it is shown everywhere, found by search, and the civil name is kept', async () => {
  const { mother, child, teacher, head } = await build();
  const page = `/people/${child.uid}/name`;
  equal((await (await as(mother)).post(page, { used: 'Gaël' })).location, `/people/${child.uid}`);
  const seen = (await (await as(teacher)).get(`/people/${child.uid}`)).text;
  match(seen, /Gaël/);
  doesNotMatch(seen, /Maëlle/);
  match((await (await as(head)).get('/people?q=gael')).text, new RegExp(child.uid));
  match((await (await as(head)).get(page)).text, /revenir à « Maëlle »/);
  const act = await firstOf(
    door.db,
    sql<{
      actor_id: string;
    }>`select actor_id from platform.audit_entries where act = 'directory.name-used' and subject_id = ${child.id}`,
  );
  equal(act?.actor_id, mother.id);
  await (await as(head)).post(page, { used: '' });
  match((await (await as(teacher)).get(`/people/${child.uid}`)).text, /Maëlle/);
  const row = await firstOf(
    door.db,
    sql<object>`select given_name, civil_given_name, owners from directory.persons where id = ${child.id}`,
  );
  equal(JSON.stringify(row), '{"given_name":"Maëlle","civil_given_name":null,"owners":{}}');
});

test('what one parent decides of a child’s name, the other learns; who has no access does not', async () => {
  const { mother, child } = await build();
  const father = await buildGuardian(door.db, { of: child, relation: 'father' });
  const kept = await buildGuardian(door.db, { of: child });
  await suspendAccess(door.db, { guardian: kept, child });
  await (await as(mother)).post(`/people/${child.uid}/name`, { used: 'Gaël' });
  const told = await rowsOf(
    door.db,
    sql<{ id: string; person_id: string }>`
      select id, person_id from directory.tellings where code = 'child-renamed' and details ->> 'about' = ${child.id}`,
  );
  deepEqual(
    told.map((row) => row.person_id),
    [father.id],
  );
  const mail = await tellingMail(door.db, told[0]?.id ?? '', 'fr');
  match(mail?.text ?? '', /a changé le prénom qui se montre pour Maëlle : c’est maintenant « Gaël »/);
});

test('an adult chooses their own; a pupil, a teacher and a stranger do not choose a child’s', async () => {
  const { mother, child, teacher } = await build();
  const own = await as(mother);
  equal((await own.post(`/people/${mother.uid}/name`, { used: 'Mina' })).location, '/account');
  match((await own.get(`/people/${mother.uid}`)).text, /Mina/);
  equal((await own.post(`/people/${mother.uid}/name`, { used: '!!' })).status, 422);
  const others = [child, teacher, await buildGuardian(door.db), await buildHead(door.db)];
  for (const other of others) {
    const visitor = await as(other);
    equal((await visitor.get(`/people/${child.uid}/name`)).status, 404);
    equal((await visitor.post(`/people/${child.uid}/name`, { used: 'Gaël' })).status, 404);
  }
});
