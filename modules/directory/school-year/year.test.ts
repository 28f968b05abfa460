import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { consoleModule } from '../../console/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import {
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../builders.ts';
import { directoryModule } from '../register.ts';
import { openDueYears } from './jobs.ts';

const JUNE = '2027-06-15T07:30:00Z';
const LATE_AUGUST = '2027-08-26T07:30:00Z';
/** Ten past midnight at school on 1 September. */
const OPENING_NIGHT = '2027-08-31T22:10:00Z';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, consoleModule([directoryModule])] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** An école with CP A, CE1 A and CM2 A, in June. */
async function buildEcole() {
  door.clock.set(JUNE);
  const { db } = door;
  const school = await buildSchool(db);
  const [cp, ce1, cm2] = [
    await buildClass(db, { school, label: 'CP A' }),
    await buildClass(db, { school, label: 'CE1 A' }),
    await buildClass(db, { school, label: 'CM2 A' }),
  ];
  const head = await buildHead(db, { school });
  const roux = await buildTeacher(db, { classes: [cp], familyName: 'ROUX', givenName: 'Claire' });
  const petit = await buildTeacher(db, { classes: [ce1], familyName: 'PETIT', givenName: 'Julien' });
  const lina = await buildPupil(db, { class: cp, familyName: 'ZOLA', givenName: 'Lina', levelCode: '1121' });
  const sami = await buildPupil(db, { class: ce1, familyName: 'YVON', givenName: 'Sami', levelCode: '1122' });
  const noe = await buildPupil(db, { class: cm2, familyName: 'XAVIER', givenName: 'Noé', levelCode: '1125' });
  return { school, cp, ce1, cm2, head, roux, petit, lina, sami, noe };
}

const address = (uai: string, rest = ''): string => `/schools/${uai}/next-year${rest}`;

interface Year {
  stage: string;
  classes: { id: string; label: string; pupils: number; teachers: string[] }[];
  waiting: number;
  leaving: number;
  overruled: { displayName: string; said: string; now: string }[];
  counts: Record<string, number> | null;
}
const yearOf = async (visitor: Visitor, uai: string): Promise<Year> => {
  const reply = await visitor.api('GET', `/api${address(uai)}`);
  equal(reply.status, 200, reply.text);
  return reply.json<Year>();
};
const classNamed = (year: Year, label: string) => {
  const found = year.classes.find((one) => one.label === label);
  ok(found, `${label} among ${year.classes.map((one) => one.label).join(', ')}`);
  return found;
};

/** In which classes that are open on a day a pupil is, by name. */
const classesOf = async (pupil: BuiltPupil, today: string): Promise<string[]> =>
  (
    await rowsOf(
      door.db,
      sql<{ label: string }>`
        select g.label from directory.memberships m join directory.groups g on g.id = m.group_id
        where m.person_id = ${pupil.id} and (m.ends_on is null or m.ends_on > ${today}::date) and (g.ends_on is null or g.ends_on > ${today}::date)
        order by g.label`,
    )
  ).map((row) => row.label);

const runNight = (): Promise<number> =>
  openDueYears({ db: door.db, clock: door.clock, signal: new AbortController().signal, log: () => undefined });

test('before June the page says when; in June one tap proposes classes, places and who leaves', async () => {
  const { school, head } = await buildEcole();
  door.clock.set('2027-05-20T07:30:00Z');
  const early = await as(head);
  match((await early.get(address(school.uai))).text, /à partir du 1er juin 2027/);
  equal((await early.post(address(school.uai))).status, 409);
  door.clock.set(JUNE);
  const visitor = await as(head);
  match((await visitor.get(address(school.uai))).text, /Rien n’est encore préparé/);
  const prepared = await visitor.submit(address(school.uai));
  match(prepared.text, /3 classes et 3 élèves : à vous de vérifier/);
  match(prepared.text, /rien ne change avant le 1er septembre 2027/);
  const year = await yearOf(visitor, school.uai);
  deepEqual(
    year.classes.map(({ label, pupils, teachers }) => [label, pupils, teachers]),
    [
      ['CE1 A', 1, ['Mme PETIT']],
      ['CE2 A', 1, []],
      ['CP A', 0, ['Mme ROUX']],
    ],
  );
  deepEqual([year.waiting, year.leaving], [0, 1]);
});

test('the draft changes nothing for anybody', async () => {
  const { school, head, lina, roux } = await buildEcole();
  await (await as(head)).submit(address(school.uai));
  deepEqual(await classesOf(lina, '2027-06-15'), ['CP A']);
  match((await (await as(roux)).get(`/schools/${school.uai}`)).text, /CM2 A/);
  const { count } = (await firstOf(
    door.db,
    sql<{ count: number }>`select count(*) as count from directory.groups where school_id = ${school.id}`,
  )) ?? { count: 0 };
  equal(count, 3);
});

test('the head moves pupils in one form, keeps one at the same level, adds, renames and removes a class', async () => {
  const { school, head, lina, sami, noe, roux, petit } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  match((await visitor.submit(address(school.uai, '/classes'), { label: 'CE1-CE2 B' })).text, /La classe est ajoutée/);
  const taken = await visitor.post(address(school.uai, '/classes'), { label: 'ce1 ce2 b' });
  equal(taken.status, 409);
  match(taken.text, /porte déjà ce nom/);
  match(taken.text, /value="ce1 ce2 b"/, 'what was typed stays');
  const added = classNamed(await yearOf(visitor, school.uai), 'CE1-CE2 B');
  const moves = address(school.uai, '/moves');
  const two = await visitor.api('POST', `/api${moves}`, { pupil: [lina.uid, sami.uid], to: added.id });
  deepEqual(two.json(), { moved: 2 });
  match((await visitor.get(address(school.uai, `/places/${added.id}`))).text, /CE2 · cette année en CE1 A/);
  await visitor.submit(moves, { pupil: lina.uid, to: added.id, level: 'same', back: added.id });
  match((await visitor.get(address(school.uai, `/places/${added.id}`))).text, /CP · cette année en CP A/);
  const back = await visitor.submit(moves, { pupil: noe.uid, to: 'waiting', back: 'leaving' });
  match(back.text, /L’élève est déplacé/);
  equal((await visitor.post(moves, { to: added.id })).status, 422);
  const unknown = await visitor.post(moves, { pupil: lina.uid, to: added.id.replace(/.$/, '0'), back: 'waiting' });
  equal(unknown.status, 422);
  const changed = await visitor.submit(address(school.uai, `/classes/${added.id}`), {
    label: 'Les grands',
    teacher: roux.uid,
    second: petit.uid,
  });
  match(changed.text, /Les grands/);
  match(changed.text, /Avec Mme PETIT, Mme ROUX/);
  const stranger = await buildTeacher(door.db);
  equal(
    (await visitor.post(address(school.uai, `/classes/${added.id}`), { label: 'X', teacher: stranger.uid })).status,
    422,
  );
  await visitor.submit(address(school.uai, `/classes/${added.id}/remove`));
  const year = await yearOf(visitor, school.uai);
  deepEqual([year.waiting, year.leaving], [3, 0], 'its pupils wait with the one who does not leave');
});

test('a teacher reads the draft once the head shares it, and changes nothing', async () => {
  const { school, head, roux } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  const teacher = await as(roux);
  equal((await teacher.get(address(school.uai))).status, 404);
  const before = await teacher.get(`/schools/${school.uai}`);
  match(before.text, /Années passées/);
  doesNotMatch(before.text, /L’année prochaine/);
  match(
    (await visitor.submit(address(school.uai, '/settings'), { opensOn: '2027-08-30', shared: 'yes' })).text,
    /avant le 30 août 2027/,
  );
  const seen = await teacher.get(address(school.uai));
  match(seen.text, /La direction vous partage ce brouillon/);
  doesNotMatch(seen.text, /Ajouter une classe/);
  match((await teacher.get(`/schools/${school.uai}`)).text, /L’année prochaine/);
  const { classes } = await yearOf(teacher, school.uai);
  const list = await teacher.get(address(school.uai, `/places/${classes[0]?.id}`));
  equal(list.status, 200);
  doesNotMatch(list.text, /checkbox/);
  equal((await teacher.post(address(school.uai, '/classes'), { label: 'X' })).status, 403);
  equal((await teacher.post(address(school.uai, '/drop'))).status, 403);
});

test('a delegate for the year and the operator prepare it; other delegates and other schools do not', async () => {
  const { school, head } = await buildEcole();
  const { db } = door;
  const secretary = await buildTeacher(db, { school });
  await buildMandate(db, { kind: 'delegate', person: secretary, school, duties: ['year'] });
  equal((await (await as(secretary)).post(address(school.uai))).status, 303);
  equal((await (await as(await buildMandate(db, { kind: 'platform' }))).get(address(school.uai))).status, 200);
  const other = await buildTeacher(db, { school });
  await buildMandate(db, { kind: 'delegate', person: other, school, duties: ['people'] });
  equal((await (await as(other)).post(address(school.uai, '/drop'))).status, 403);
  const [place] = (await yearOf(await as(head), school.uai)).classes;
  const stranger = await as(await buildHead(db));
  for (const path of ['', '/places/leaving', `/places/${place?.id}`])
    equal((await stranger.get(address(school.uai, path))).status, 404, path);
  for (const path of ['', '/drop', '/open', '/settings'])
    equal((await stranger.post(address(school.uai, path))).status, 404, path);
  equal((await stranger.post(address(school.uai, '/classes'), { label: 'X' })).status, 404);
  equal((await stranger.post(address(school.uai, '/moves'), { to: 'leaving', pupil: 'A0AA0000' })).status, 404);
  equal((await stranger.post(address(school.uai, `/classes/${place?.id}`), { label: 'X' })).status, 404);
  equal((await stranger.post(address(school.uai, `/classes/${place?.id}/remove`))).status, 404);
  equal((await stranger.get(`/schools/${school.uai}/former-years`)).status, 404);
  equal((await stranger.get(`/schools/${school.uai}/arrivals`)).status, 404);
});

test('a pupil of another school is never placed here', async () => {
  const { school, head } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  const abroad = await buildPupil(door.db);
  const reply = await visitor.api('POST', `/api${address(school.uai, '/moves')}`, { pupil: abroad.uid, to: 'leaving' });
  deepEqual(reply.json(), { moved: 0 });
});

test('on its day, at night, the year opens: pupils are in their new classes, the former ones are closed, CM2 are gone', async () => {
  const { school, head, lina, sami, noe, roux, cp } = await buildEcole();
  const mother = await buildGuardian(door.db, { of: noe });
  await (await as(head)).submit(address(school.uai));
  const late = await buildPupil(door.db, { class: cp, familyName: 'WEIL', givenName: 'Ana', levelCode: '1121' });
  door.clock.set('2027-08-30T22:10:00Z');
  await runNight();
  equal((await yearOf(await as(head), school.uai)).stage, 'draft', 'not the night before');
  door.clock.set(OPENING_NIGHT);
  ok((await runNight()) >= 1);
  const today = '2027-09-01';
  deepEqual(await classesOf(lina, today), ['CE1 A']);
  deepEqual(await classesOf(sami, today), ['CE2 A']);
  deepEqual(await classesOf(noe, today), []);
  deepEqual(await classesOf(late, today), [], 'who came after the draft waits for a class');
  const visitor = await as(head);
  const year = await yearOf(visitor, school.uai);
  equal(year.stage, 'open');
  deepEqual(year.counts, { classes: 3, placed: 2, waiting: 1, left: 1, byAcademy: 0 });
  const enrolled = await rowsOf(
    door.db,
    sql<{ pupil_id: string; level_code: string }>`
      select pupil_id, level_code from directory.enrolments
      where school_id = ${school.id} and year = 2027 and ends_on is null order by level_code nulls last`,
  );
  deepEqual(
    enrolled.map((row) => [row.pupil_id, row.level_code]),
    [
      [lina.id, '1122'],
      [sami.id, '1123'],
      [late.id, null],
    ],
  );
  const gone = await rowsOf(
    door.db,
    sql<{
      id: string;
    }>`select id from directory.persons where id in (${noe.id}, ${mother.id}, ${lina.id}) and left_on = ${today}::date`,
  );
  deepEqual(gone.map((row) => row.id).sort(), [noe.id, mother.id].sort());
  match((await (await as(roux)).api('GET', '/api/groups')).text, /CP A/);
  const acts = await rowsOf(
    door.db,
    sql<{ act: string; actor_id: string | null }>`
      select act, actor_id from platform.audit_entries where school_id = ${school.id} order by occurred_at, id`,
  );
  deepEqual(acts, [
    { act: 'directory.year-prepared', actor_id: head.id },
    { act: 'directory.year-opened', actor_id: null },
  ]);
  const facts = await rowsOf(
    door.db,
    sql<{ name: string }>`select name from platform.outbox where payload ->> 'schoolId' = ${school.id}`,
  );
  deepEqual(facts, [{ name: 'directory.year-opened' }]);
});

test('opened twice, or by a night that was cut short, a year is opened once', async () => {
  const schools = [await buildEcole(), await buildEcole(), await buildEcole()];
  for (const { school, head } of schools) await (await as(head)).submit(address(school.uai));
  door.clock.set(OPENING_NIGHT);
  const cut = new AbortController();
  const ctx = { db: door.db, clock: door.clock, log: () => undefined };
  const openings = async (): Promise<number> =>
    (
      await rowsOf(
        door.db,
        sql`select 1 from directory.year_drafts where opened_at is not null and school_id = any(${schools.map((one) => one.school.id)}::uuid[])`,
      )
    ).length;
  const running = openDueYears({ ...ctx, signal: cut.signal });
  while ((await openings()) === 0) await new Promise((resolve) => setImmediate(resolve));
  cut.abort();
  await running.catch(() => undefined);
  await runNight();
  equal(await openings(), 3);
  const [first] = schools;
  const count = async (): Promise<number | undefined> =>
    (
      await firstOf(
        door.db,
        sql<{
          count: number;
        }>`select count(*) as count from directory.memberships where school_id = ${first?.school.id}`,
      )
    )?.count;
  const once = await count();
  equal(await runNight(), 0);
  equal(await count(), once);
});

test('a head opens from August on, after proving who they are; then the draft is closed to changes', async () => {
  const { school, head, lina } = await buildEcole();
  const june = await as(head);
  await june.submit(address(school.uai));
  const early = await june.post(address(school.uai, '/open'));
  equal(early.status, 409);
  match(early.text, /à partir du 1er août/);
  door.clock.set(LATE_AUGUST);
  const visitor = await as(head);
  match((await visitor.submit(address(school.uai, '/open'))).text, /L’année est ouverte/);
  deepEqual(await classesOf(lina, '2027-08-26'), ['CE1 A']);
  const again = await visitor.post(address(school.uai, '/open'));
  equal(again.status, 409);
  for (const path of ['', '/drop', '/settings'])
    equal((await visitor.post(address(school.uai, path))).status, 409, path);
  equal((await visitor.post(address(school.uai, '/moves'), { pupil: lina.uid, to: 'leaving' })).status, 409);
});

test('a draft can be thrown away, and its day cannot be in the past or in winter', async () => {
  const { school, head } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  for (const opensOn of ['2027-06-14', '2027-07-20', '2027-12-01']) {
    const refused = await visitor.post(address(school.uai, '/settings'), { opensOn });
    equal(refused.status, 422);
    match(refused.text, /entre le 1er août et le 31 octobre/);
  }
  match((await visitor.submit(address(school.uai, '/drop'))).text, /Le brouillon est jeté/);
  equal((await yearOf(visitor, school.uai)).stage, 'none');
});

test('asked again, the draft proposes a place to who came since, and leaves the others where the head put them', async () => {
  const { school, head, cp, lina } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  await visitor.submit(address(school.uai, '/moves'), { pupil: lina.uid, to: 'waiting', back: 'waiting' });
  await buildPupil(door.db, { class: cp, levelCode: '1121' });
  equal((await yearOf(visitor, school.uai)).waiting, 2);
  match((await visitor.submit(address(school.uai))).text, /Aucune nouvelle classe et 1 élève/);
  const year = await yearOf(visitor, school.uai);
  deepEqual([year.waiting, classNamed(year, 'CE1 A').pupils], [1, 1]);
});

test('the former year is read by the head and by who taught the class, not by other teachers', async () => {
  const { school, head, roux, petit, cp, lina } = await buildEcole();
  await (await as(head)).submit(address(school.uai));
  door.clock.set(LATE_AUGUST);
  await (await as(head)).submit(address(school.uai, '/open'));
  await sql`insert into directory.groups (id, school_id, kind, code, label, year, ends_on, owner)
            values (gen_random_uuid(), ${school.id}, 'class', 'VIDE', 'CE2 jamais ouvert', 2026, '2026-11-24', 'school')`.execute(
    door.db,
  );
  const visitor = await as(head);
  const years = await visitor.get(`/schools/${school.uai}/former-years`);
  match(years.text, /Classes de 2026-2027/);
  match(years.text, /CM2 A/);
  doesNotMatch(years.text, /jamais ouvert/, 'a class in which nobody ever was');
  match((await visitor.get(`/former-classes/${cp.id}`)).text, /Lina ZOLA/);
  const teacher = await as(roux);
  const own = await teacher.get(`/schools/${school.uai}/former-years`);
  match(own.text, /CP A/);
  doesNotMatch(own.text, /CM2 A/);
  const list = await teacher.get(`/former-classes/${cp.id}`);
  match(list.text, /close depuis le 26 août 2027/);
  match(list.text, /CP/);
  equal((await (await as(petit)).get(`/former-classes/${cp.id}`)).status, 404);
  equal((await (await as(await buildHead(door.db))).get(`/former-classes/${cp.id}`)).status, 404);
  equal((await (await as(lina)).get(`/former-classes/${cp.id}`)).status, 404);
});

test('nothing is written in a class of a closed year: a sentence says so', async () => {
  const { school, head, roux, petit, cp } = await buildEcole();
  await (await as(head)).submit(address(school.uai));
  door.clock.set(LATE_AUGUST);
  await (await as(head)).submit(address(school.uai, '/open'));
  const visitor = await as(head);
  const refused = await visitor.api('POST', `/api/groups/${cp.id}/teachers`, { teacher: petit.uid });
  equal(refused.status, 409, refused.text);
  equal(refused.json<{ error: { code: string } }>().error.code, 'directory.year-closed');
  equal((await visitor.api('POST', `/api/groups/${cp.id}/members`, { person: roux.uid })).status, 409);
  const page = await visitor.get(`/groups/${cp.id}`);
  equal(page.status, 303);
  equal(page.headers.location, `/former-classes/${cp.id}`);
});

test('what the academy has said of the new year stands when the draft opens', async () => {
  const { school, head, lina, sami, noe } = await buildEcole();
  const { db } = door;
  await (await as(head)).submit(address(school.uai));
  // Its delivery of late August: a CE1 A of its own, Lina in CE1 B, Noé kept in the école.
  await sql`insert into directory.groups (id, school_id, year, kind, code, label, owner, source)
            select gen_random_uuid(), ${school.id}, 2027, 'class', label, label, 'academy', '10-1D' from unnest(array['CE1 A', 'CE1 B']) as label`.execute(
    db,
  );
  await sql`insert into directory.memberships (id, school_id, group_id, person_id, role, owner, source, starts_on)
            select gen_random_uuid(), g.school_id, g.id, p.id, 'pupil', 'academy', '10-1D', '2027-08-25'
            from directory.groups g cross join unnest(array[${lina.id}, ${noe.id}]::uuid[]) as p (id)
            where g.school_id = ${school.id} and g.year = 2027 and g.label = 'CE1 B'`.execute(db);
  door.clock.set(OPENING_NIGHT);
  await runNight();
  deepEqual(await classesOf(lina, '2027-09-01'), ['CE1 B']);
  deepEqual(await classesOf(noe, '2027-09-01'), ['CE1 B'], 'nobody is lost');
  deepEqual(await classesOf(sami, '2027-09-01'), ['CE2 A']);
  const year = await yearOf(await as(head), school.uai);
  deepEqual([year.counts?.byAcademy, year.counts?.left], [2, 0]);
  deepEqual(
    year.overruled.map(({ displayName, said, now }) => [displayName, said, now]),
    [
      ['Noé XAVIER', '', 'CE1 B'],
      ['Lina ZOLA', 'CE1 A', 'CE1 B'],
    ],
  );
  const { count } = (await firstOf(
    db,
    sql<{ count: number }>`
      select count(*) as count from directory.groups where school_id = ${school.id} and year = 2027 and label = 'CE1 A'`,
  )) ?? { count: 0 };
  equal(count, 1, 'the academy’s class is the one');
});

test('the operator and the academy follow who has prepared and who has opened; a head does not', async () => {
  const { school, head } = await buildEcole();
  await (await as(head)).submit(address(school.uai));
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const page = await operator.get('/next-years?stage=draft');
  equal(page.status, 200);
  match(page.text, new RegExp(school.name));
  match(page.text, /s’ouvre le 1er septembre 2027/);
  const table = await operator.get(`/console/tables/schools?columns=name,next-year&sort=next-year&q=${school.uai}`);
  match(table.text, /Préparée \(2027-2028\)/);
  equal((await (await as(await buildMandate(door.db, { kind: 'academy' }))).get('/next-years')).status, 200);
  equal((await (await as(head)).get('/next-years')).status, 404);
});

test('three hundred pupils who wait are forty on a page, and every page stays light', async () => {
  const { school, head, cp } = await buildEcole();
  await sql`
    with made as (
      insert into directory.persons (id, uid, family_name, given_name, sort_name)
      select gen_random_uuid(), 'Y1' || chr(65 + n / 26) || chr(65 + n % 26) || lpad(n::text, 4, '0'), 'NOM' || n, 'Prénom', 'nom' || lpad(n::text, 4, '0')
      from generate_series(1, 300) as n returning id),
    profile as (
      insert into directory.profiles (id, school_id, person_id, kind, owner, starts_on)
      select gen_random_uuid(), ${school.id}, id, 'pupil', 'academy', '2026-09-01' from made)
    insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
    select gen_random_uuid(), ${school.id}, ${cp.id}, id, 'pupil', 'academy', '2026-09-01' from made`.execute(door.db);
  const visitor = await as(head);
  await visitor.submit(address(school.uai));
  const year = await yearOf(visitor, school.uai);
  await visitor.submit(address(school.uai, `/classes/${classNamed(year, 'CE1 A').id}/remove`));
  const page = await visitor.get(address(school.uai, '/places/waiting'));
  match(page.text, /301 élèves/);
  equal([...page.text.matchAll(/name="pupil"/g)].length, 40);
  ok([...page.text.matchAll(/<[a-z]/g)].length < 900);
  const next = /href="([^"]+after=[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  match((await visitor.get(next)).text, /NOM41\b/);
});
