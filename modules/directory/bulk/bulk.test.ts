import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countStatements, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import { consoleModule } from '../../console/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { buildClass, buildGuardian, buildHead, buildPupil, buildSchool, buildTeacher } from '../builders.ts';
import { directoryModule } from '../register.ts';

describe('what is done to chosen people in one go', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, consoleModule([directoryModule])] });
  });
  after(() => door.close());

  async function buildTwoClasses() {
    const { db } = door;
    const school = await buildSchool(db, { kind: 'primary' });
    const cp = await buildClass(db, { school, label: 'CP' });
    const ce1 = await buildClass(db, { school, label: 'CE1' });
    const pupils = [];
    for (const givenName of ['Awa', 'Noé', 'Lina']) pupils.push(await buildPupil(db, { class: cp, givenName }));
    const [awa, noe, lina] = pupils as [(typeof pupils)[0], (typeof pupils)[0], (typeof pupils)[0]];
    const mother = await buildGuardian(db, { of: awa });
    const teacher = await buildTeacher(db, { school, classes: [cp] });
    const headPerson = await buildHead(db, { school });
    const head = await signInAs(door, headPerson.id);
    return { school, cp, ce1, awa, noe, lina, mother, teacher, headPerson, head, at: `/schools/${school.uai}/people` };
  }
  /** Ticks rows of the table and presses a button under it, as a browser sends it. */
  const press = (visitor: Visitor, uai: string, act: string, uids: readonly string[], all = false): Promise<Reply> =>
    visitor.post(
      `/console/tables/people/actions/${act}`,
      new URLSearchParams([
        ['query', `place=${uai}`],
        ...uids.map((uid): [string, string] => ['id', uid]),
        ...(all ? [['all', 'yes'] as [string, string]] : []),
      ]) as unknown as Record<string, string>,
    );
  const classOf = async (person: { readonly id: string }): Promise<string[]> =>
    (
      await rowsOf(
        door.db,
        sql<{ label: string }>`
          select g.label from directory.memberships m join directory.groups g on g.id = m.group_id
          where m.person_id = ${person.id} and m.role = 'pupil' and g.kind = 'class' and m.ends_on is null`,
      )
    ).map(({ label }) => label);
  const actsAbout = async (person: { readonly id: string }, act: string): Promise<number> =>
    (
      await rowsOf(
        door.db,
        sql`select 1 from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
            where s.person_id = ${person.id} and e.subject_id = ${person.id} and e.act = ${act}`,
      )
    ).length;

  it('the table first says how many and whom, and nothing is done', async () => {
    const { school, head, awa, noe, mother } = await buildTwoClasses();
    const page = await press(head, school.uai, 'move-people', [awa.uid, noe.uid, mother.uid]);
    equal(page.status, 200);
    match(page.text, /2 personnes\. Rien n’est encore fait/);
    match(page.text, /1 personne de votre choix reste de côté/);
    match(page.text, /Changer 2 élèves de classe/);
    match(page.text, new RegExp(`value="(${awa.uid},${noe.uid}|${noe.uid},${awa.uid})"`));
    deepEqual(await classOf(awa), ['CP']);
    const all = await press(head, school.uai, 'move-people', [], true);
    match(all.text, /3 personnes\. Rien/);
    match((await press(head, school.uai, 'move-people', [mother.uid])).text, /Personne n’est concerné/);
  });

  it('pupils change class together: each has one class, one line in the journal, and those who were there stay', async () => {
    const { head, at, ce1, awa, noe, lina, school } = await buildTwoClasses();
    const moved = await head.post(`${at}/move`, { people: `${awa.uid},${noe.uid}`, class: ce1.id });
    equal(moved.location, `/console/tables/people?place=${school.uai}`, moved.text);
    deepEqual([await classOf(awa), await classOf(noe), await classOf(lina)], [['CE1'], ['CE1'], ['CP']]);
    deepEqual(
      [await actsAbout(awa, 'directory.class-changed'), await actsAbout(lina, 'directory.class-changed')],
      [1, 0],
    );
    const again = await head.api('POST', `/api${at}/move`, { people: `${awa.uid},${lina.uid}`, class: ce1.id });
    deepEqual(again.json(), { people: 1 });
    equal(await actsAbout(awa, 'directory.class-changed'), 1);
  });

  it('people join a free group together, pupils as pupils; who is there already is not added twice', async () => {
    const { head, at, school, awa, noe, teacher, mother } = await buildTwoClasses();
    const empty = await press(head, school.uai, 'join-people', [awa.uid]);
    match(empty.text, /Créer un groupe/);
    const made = await head.post(`/schools/${school.uai}/groups`, { label: 'Chorale', to: '' });
    const groupId = /\/groups\/([0-9a-f-]{36})/.exec(made.location ?? '')?.[1] ?? '';
    ok(groupId, made.text);
    const people = [awa, noe, teacher, mother].map(({ uid }) => uid).join();
    deepEqual((await head.api('POST', `/api${at}/join`, { people, group: groupId })).json(), { people: 3 });
    deepEqual((await head.api('POST', `/api${at}/join`, { people, group: groupId })).json(), { people: 0 });
    const rows = await rowsOf(
      door.db,
      sql<{
        role: string;
      }>`select role from directory.memberships where group_id = ${groupId} and person_id = ${awa.id}`,
    );
    deepEqual(rows, [{ role: 'pupil' }]);
    equal(await actsAbout(teacher, 'directory.group-members-added'), 1);
  });

  it('departures are noted together, never the head’s nor a parent’s, and each is taken back in one tap', async () => {
    const { head, headPerson, at, school, awa, noe, mother, teacher } = await buildTwoClasses();
    const people = [awa, noe, mother, teacher, headPerson].map(({ uid }) => uid).join();
    const left = await head.post(`${at}/leave`, { people, on: '2026-11-24' });
    equal(left.location, `/schools/${school.uai}/departures`, left.text);
    const page = (await head.get(left.location ?? '')).text;
    match(page, /3 départs sont notés/);
    match(page, /Awa/);
    deepEqual([await classOf(awa), await actsAbout(noe, 'directory.person-left')], [[], 1]);
    const open = await rowsOf(
      door.db,
      sql<{
        person_id: string;
      }>`select person_id from directory.profiles where school_id = ${school.id} and ends_on is null`,
    );
    const still = open.map((row) => row.person_id);
    ok(still.includes(headPerson.id) && !still.includes(mother.id), 'the mother followed her child');
    equal((await head.post(`/people/${awa.uid}/schools/${school.uai}/return`)).status, 303);
    deepEqual(await classOf(awa), ['CP']);
  });

  it('however many they are, the same statements', async () => {
    const { head, at, cp, ce1, awa, noe, lina } = await buildTwoClasses();
    const move = (people: string, to: string) => countStatements(() => head.post(`${at}/move`, { people, class: to }));
    const one = await move(awa.uid, ce1.id);
    const three = await move([awa, noe, lina].map(({ uid }) => uid).join(), ce1.id);
    equal(three.statements, one.statements);
    const alone = await countStatements(() => head.post(`${at}/leave`, { people: awa.uid, on: '2026-11-24' }));
    const both = await countStatements(() =>
      head.post(`${at}/leave`, { people: `${noe.uid},${lina.uid}`, on: '2026-11-24' }),
    );
    equal(both.statements, alone.statements);
    ok(cp);
  });

  it('what cannot be comes back with its reason; a class, a group of another school is none', async () => {
    const { head, at, awa, mother } = await buildTwoClasses();
    const elsewhere = await buildTwoClasses();
    const odd = await head.post(`${at}/leave`, { people: awa.uid, on: '2030-01-01' });
    equal(odd.status, 422);
    match(odd.text, /six mois en avant/);
    match(odd.text, new RegExp(awa.uid));
    const foreign = await head.post(`${at}/move`, { people: awa.uid, class: elsewhere.ce1.id });
    equal(foreign.status, 422);
    match(foreign.text, /Choisissez une classe de l’établissement/);
    equal((await head.post(`${at}/move`, { people: mother.uid, class: elsewhere.ce1.id })).status, 422);
    equal((await head.post(`${at}/move`, { people: 'tous', class: elsewhere.ce1.id })).status, 422);
    const others = await head.api('POST', `/api${at}/leave`, { people: elsewhere.awa.uid, on: '2026-11-24' });
    equal(others.status, 422);
    deepEqual(await classOf(elsewhere.awa), ['CP']);
  });

  it('a stranger does nothing: nor a teacher, a parent, the head of the next school', async () => {
    const { school, at, ce1, awa, teacher, mother } = await buildTwoClasses();
    const stranger = await buildHead(door.db);
    for (const [person, status] of [
      [teacher, 403],
      [mother, 403],
      [stranger, 404],
    ] as const) {
      const visitor = await signInAs(door, person.id);
      equal((await visitor.post(`${at}/move`, { people: awa.uid, class: ce1.id })).status, status);
      equal((await visitor.post(`${at}/leave`, { people: awa.uid, on: '2026-11-24' })).status, status);
      equal((await press(visitor, school.uai, 'move-people', [awa.uid])).status, 404);
    }
    deepEqual(await classOf(awa), ['CP']);
  });

  it('the chosen rows alone are taken away as a file, and those it concerns can read so', async () => {
    const { head, school, awa, noe } = await buildTwoClasses();
    const file = await head.post('/console/tables/people/export-chosen', {
      query: `place=${school.uai}`,
      id: awa.uid,
      format: 'csv',
    });
    equal(file.status, 200);
    match(file.text, /Awa/);
    doesNotMatch(file.text, /Noé/);
    const exported = async (person: { readonly id: string }): Promise<number> =>
      (
        await rowsOf(
          door.db,
          sql`select 1 from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
              where s.person_id = ${person.id} and e.act = 'console.table-exported'`,
        )
      ).length;
    deepEqual([await exported(awa), await exported(noe)], [1, 0]);
    const none = await head.post('/console/tables/people/export-chosen', { query: `place=${school.uai}` });
    equal(none.status, 422);
    match(none.text, /Choisissez au moins une ligne/);
    const stranger = await signInAs(door, (await buildHead(door.db)).id);
    equal(
      (await stranger.post('/console/tables/people/export-chosen', { query: `place=${school.uai}`, id: awa.uid }))
        .status,
      404,
    );
  });
});
