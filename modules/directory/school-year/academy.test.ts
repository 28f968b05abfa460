import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { generateAcademy } from '../../../tools/academy/academy.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { portalModule } from '../../portal/register.ts';
import { importDeliveries } from '../aaf/import.ts';
import { buildHead, buildPerson, buildPupil, buildSchool, giveProfile, joinFamily } from '../builders.ts';
import { markLeft } from '../leaving/mark.ts';
import { directoryModule } from '../register.ts';
import { beginEnrolments } from './arrivals.ts';
import { tidyDrafts } from './jobs.ts';

/* A year that a school opened itself, and pupils who change school, when the academy's files come. */

const out = mkdtempSync(join(tmpdir(), 'preau-year-'));
let door: Door;
before(async () => {
  await generateAcademy({
    size: 'demo',
    seed: 1,
    date: '2027-08-25',
    out,
    delta: true,
    nextComplete: true,
    format: 'folder',
  });
  door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
  door.clock.set('2027-08-26T07:30:00Z');
  await deliver('ENT1DVA.20270825.Complet', '2027-08-25');
  await deliver('ENT2DVA.20270825.Complet', '2027-08-25');
});
after(async () => {
  await door.close();
  rmSync(out, { recursive: true, force: true });
});

async function deliver(name: string, on: string) {
  const clock = fixedClock(`${on}T04:00:00Z`);
  const [outcome] = await importDeliveries({ databaseUrl: door.url, paths: [join(out, name)], clock });
  equal(outcome?.status, 'applied');
  return outcome;
}

const single = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row> => {
  const row = await firstOf(door.db, query);
  ok(row);
  return row;
};

/** A sixth-grader of the deliveries as they would be had they been in an école until now: no trace in the collège, a class in the école. */
async function backInEcole() {
  const sixth = await single(
    sql<{ id: string; schoolId: string; uai: string; name: string }>`
      select p.id, s.id as "schoolId", s.uai, concat_ws(' ', p.given_name, p.family_name) as name
      from directory.enrolments e
      join directory.persons p on p.id = e.pupil_id
      join directory.schools s on s.id = e.school_id
      where e.level_code = '2111' and s.kind = 'college' and e.starts_on > '2027-08-25' and e.ends_on is null
        and (select count(*) from directory.profiles o where o.person_id = p.id and o.ends_on is null) = 1
      order by p.sort_name, p.uid limit 1`,
  );
  for (const [table, column] of [
    ['memberships', 'person_id'],
    ['profiles', 'person_id'],
    ['enrolments', 'pupil_id'],
  ])
    await sql`delete from ${sql.table(`directory.${table}`)} where ${sql.ref(column ?? '')} = ${sixth.id}`.execute(
      door.db,
    );
  const école = await buildSchool(door.db);
  await giveProfile(door.db, { person: sixth, schoolId: école.id, kind: 'pupil' });
  return { sixth, école };
}

test('a pupil of an école whom the collège’s file announces: a name there, both schools for the family, nothing more before the day', async () => {
  const { sixth, école } = await backInEcole();
  const guardian = await buildPerson(door.db, { title: 'Mme' });
  const child = await buildPupil(door.db);
  await joinFamily(door.db, { guardian, child: { ...child, id: sixth.id, schoolId: école.id } });
  await deliver('ENT2DVA.20270826.Complet', '2027-08-26');
  const enrolment = await single(
    sql<{ starts_on: string }>`
      select starts_on from directory.enrolments where pupil_id = ${sixth.id} and school_id = ${sixth.schoolId} and ends_on is null`,
  );
  equal(enrolment.starts_on, '2027-09-01');
  const there = () =>
    rowsOf(
      door.db,
      sql<{ what: string }>`
        select 'profile' as what from directory.profiles where person_id = ${sixth.id} and school_id = ${sixth.schoolId} and ends_on is null
        union all
        select 'class' from directory.memberships m where m.person_id = ${sixth.id} and m.school_id = ${sixth.schoolId} and m.ends_on is null`,
    );
  deepEqual(await there(), []);
  const { left_on } = await single(
    sql<{ left_on: string | null }>`select left_on from directory.persons where id = ${sixth.id}`,
  );
  equal(left_on, null);

  const head = await buildHead(door.db, { school: { ...école, id: sixth.schoolId } });
  const collège = await signInAs(door, head.id);
  const arrivals = await collège.get(`/schools/${sixth.uai}/arrivals`);
  match(arrivals.text, new RegExp(sixth.name));
  match(arrivals.text, /1er septembre 2027/);
  const { uid } = await single(sql<{ uid: string }>`select uid from directory.persons where id = ${sixth.id}`);
  equal((await collège.get(`/people/${uid}`)).status, 404, 'no record before the day');
  equal(
    (await (await signInAs(door, (await buildHead(door.db)).id)).get(`/schools/${sixth.uai}/arrivals`)).status,
    404,
  );

  const family = await signInAs(door, guardian.id);
  const home = await family.get('/');
  match(home.text, new RegExp(école.name));
  match(home.text, /À partir du 1er septembre 2027/);
  match((await family.get(`/schools/${sixth.uai}`)).text, /y entre le 1er septembre 2027/);
  match((await family.get(`/schools/${école.uai}`)).text, /change d’établissement/);

  // The école lets the pupil go before the collège begins: neither the child nor the parent has left.
  await sql`update directory.profiles set ends_on = '2027-08-27' where person_id = ${sixth.id} and ends_on is null`.execute(
    door.db,
  );
  await markLeft(door.db, '2027-08-30');
  const left = await rowsOf(
    door.db,
    sql`select 1 from directory.persons where id = any(${[sixth.id, guardian.id]}::uuid[]) and left_on is not null`,
  );
  equal(left.length, 0);
  await sql`update directory.profiles set ends_on = null where person_id = ${sixth.id} and school_id = ${école.id}`.execute(
    door.db,
  );
  doesNotMatch((await family.get(`/schools/${sixth.uai}`)).text, /Élèves/);
  const stranger = await signInAs(door, (await buildPupil(door.db)).id);
  equal((await stranger.get(`/schools/${sixth.uai}`)).status, 404);

  const ctx = { db: door.db, clock: fixedClock('2027-08-31T22:10:00Z'), log: () => undefined };
  ok((await beginEnrolments(ctx)) >= 1);
  deepEqual(await there(), [{ what: 'profile' }]);
  equal(await beginEnrolments(ctx), 0, 'twice changes nothing');
  const both = await rowsOf(
    door.db,
    sql<{ school_id: string }>`
      select school_id from directory.profiles where person_id = ${guardian.id} and kind = 'guardian' and ends_on is null`,
  );
  ok(
    both.some((row) => row.school_id === sixth.schoolId),
    'the guardian is one there too',
  );
});

test('the academy’s file takes over an opened draft by the names of classes: it prevails, says so, and loses nobody', async () => {
  const { db } = door;
  const school = await single(
    sql<{ id: string; classes: { id: string; code: string }[] }>`
      select s.id, json_agg(json_build_object('id', g.id, 'code', g.code) order by g.label) as classes
      from directory.schools s join directory.groups g on g.school_id = s.id and g.kind = 'class' and g.year = 2027 and g.owner = 'academy'
      where s.degree = 1 group by s.id having count(*) >= 3 order by s.uai desc limit 1`,
  );
  const [first, second] = school.classes;
  ok(first && second);
  const members = () =>
    rowsOf(
      db,
      sql<{ person_id: string; group_id: string; owner: string }>`
        select m.person_id, m.group_id, m.owner from directory.memberships m join directory.groups g on g.id = m.group_id
        where m.school_id = ${school.id} and m.role = 'pupil' and g.kind = 'class' and g.year = 2027 and m.ends_on is null
        order by m.person_id`,
    );
  const before = await members();
  // As though the school had opened these very classes itself, with one pupil elsewhere, a class that the academy does not know, and
  // nobody taken yet by the academy.
  await sql`update directory.groups set owner = 'school', source = 'draft', code = 'draft-' || id, source_key = null, attributes = '{}'
            where school_id = ${school.id} and kind = 'class' and year = 2027`.execute(db);
  await sql`update directory.memberships set owner = 'school', source = 'draft'
            where school_id = ${school.id} and role = 'pupil' and ends_on is null`.execute(db);
  await sql`update directory.enrolments set owner = 'school', source = 'draft'
            where school_id = ${school.id} and year = 2027 and ends_on is null`.execute(db);
  const elsewhere = before.find((row) => row.group_id === first.id);
  ok(elsewhere);
  await sql`update directory.memberships set group_id = ${second.id}
            where person_id = ${elsewhere.person_id} and group_id = ${first.id} and ends_on is null`.execute(db);
  const extra = newId();
  await sql`insert into directory.groups (id, school_id, year, kind, code, label, owner, source)
            values (${extra}, ${school.id}, 2027, 'class', ${`draft-${extra}`}, 'Les étoiles', 'school', 'draft')`.execute(
    db,
  );

  const outcome = await deliver('ENT1DVA.20270826.Complet', '2027-08-26');
  const overruled = outcome?.findings.filter(({ code }) => code === 'draft-overruled') ?? [];
  deepEqual(
    overruled.map(({ details }) => details?.count),
    [1],
  );
  const groups = await rowsOf(
    db,
    sql<{ id: string; code: string }>`
      select id, code from directory.groups
      where school_id = ${school.id} and kind = 'class' and year = 2027 and owner = 'academy' and ends_on is null order by label`,
  );
  deepEqual(groups, school.classes, 'the same classes, now the academy’s');
  const now = new Map((await members()).map((row) => [row.person_id, row.group_id]));
  equal(now.get(elsewhere.person_id), first.id);
  const lost = before.filter((row) => !now.has(row.person_id)).map((row) => row.person_id);
  const gone = await rowsOf(
    db,
    sql`select 1 from directory.profiles where school_id = ${school.id} and kind = 'pupil' and ends_on is null and person_id = any(${lost}::uuid[])`,
  );
  equal(gone.length, 0, 'only those whom the next day’s file no longer has are missing');
  await tidyDrafts({ db, clock: fixedClock('2027-09-01T22:10:00Z') });
  const { ends_on } = await single(sql<{ ends_on: string }>`select ends_on from directory.groups where id = ${extra}`);
  equal(ends_on, '2027-09-02', 'a class of the draft in which nobody is');
});
