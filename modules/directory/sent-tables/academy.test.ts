import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { importDeliveries } from '../aaf/import.ts';
import { type DemoDeliveries, demoDeliveries, importBench } from '../aaf/testing.ts';
import { type BuiltSchool, buildHead, buildMandate, buildSchool } from '../builders.ts';
import { directoryModule } from '../register.ts';
import { Desk, ondeGuardians, ondePupils, type TableGuardian, type TablePupil, typed } from './testing.ts';

/* An école that did not wait: ONDE first, the academy's delivery a few days later. What the delivery will say is read from it beforehand. */

interface Said {
  readonly uai: string;
  readonly pupils: TablePupil[];
  readonly guardians: TableGuardian[];
  readonly teacher: { family: string; given: string };
}

let door: Door;
let demo: DemoDeliveries;
let said: Said;
let school: BuiltSchool;
let desk: Desk;

before(async () => {
  demo = await demoDeliveries();
  said = await readDelivery();
  door = await openDoor({ modules: [directoryModule] });
  door.clock.set('2026-09-10T08:00:00Z');
  school = await buildSchool(door.db, { uai: said.uai });
  desk = new Desk(await signInAs(door, (await buildHead(door.db, { school })).id), school.uai);
});
after(async () => {
  await door.close();
  demo.remove();
});

/** What the academy will deliver about its first école with two classes. */
async function readDelivery(): Promise<Said> {
  const bench = await importBench();
  try {
    await bench.one(demo.first);
    const uai = (
      await firstOf(
        bench.db,
        sql<{ uai: string }>`
      select s.uai from directory.schools s where (select count(*) from directory.groups g where g.school_id = s.id and g.kind = 'class') > 1
      order by s.uai limit 1`,
      )
    )?.uai;
    ok(uai);
    return {
      uai,
      pupils: await pupilsOf(bench.db, uai),
      guardians: await guardiansOf(bench.db, uai),
      teacher: await teacherOf(bench.db, uai),
    };
  } finally {
    await bench.drop();
  }
}

const pupilsOf = (db: Db, uai: string): Promise<TablePupil[]> =>
  rowsOf(
    db,
    sql<TablePupil>`
    select p.family_name as "familyName", p.given_name as "givenName", p.birth_date as "birthDate", p.ine, coalesce(p.street, '') as street,
      coalesce(p.postal_code, '') as "postalCode", coalesce(p.city, '') as city, 'CYCLE II' as cycle, coalesce(e.level_label, '') as level,
      g.label as "className", g.code as "classCode"
    from directory.schools s
    join directory.groups g on g.school_id = s.id and g.kind = 'class'
    join directory.memberships m on m.group_id = g.id and m.role = 'pupil' and m.ends_on is null
    join directory.persons p on p.id = m.person_id and p.ine is not null
    left join directory.enrolments e on e.pupil_id = p.id and e.ends_on is null
    where s.uai = ${uai} and p.family_name !~ '[^\\u0000-\\u00ff]' and p.given_name !~ '[^\\u0000-\\u00ff]' order by p.ine`,
  );

const guardiansOf = (db: Db, uai: string): Promise<TableGuardian[]> =>
  rowsOf(
    db,
    sql<TableGuardian>`
    select a.title, a.family_name as "familyName", a.given_name as "givenName", coalesce(a.email, '') as email, '' as mobile,
      json_agg(json_build_object('familyName', c.family_name, 'givenName', c.given_name, 'className', g.label) order by c.ine) as children
    from directory.schools s
    join directory.groups g on g.school_id = s.id and g.kind = 'class'
    join directory.memberships m on m.group_id = g.id and m.role = 'pupil' and m.ends_on is null
    join directory.persons c on c.id = m.person_id and c.ine is not null
    join directory.kinships k on k.pupil_id = c.id and k.ends_on is null and k.authority = 1
    join directory.persons a on a.id = k.adult_id and a.given_name is not null and a.title is not null
    where s.uai = ${uai} and a.family_name !~ '[^\\u0000-\\u00ff]' and c.family_name !~ '[^\\u0000-\\u00ff]'
      and a.given_name !~ '[^\\u0000-\\u00ff]' and c.given_name !~ '[^\\u0000-\\u00ff]'
    group by a.id order by a.sort_name, a.id`,
  );

async function teacherOf(db: Db, uai: string): Promise<Said['teacher']> {
  const found = await firstOf(
    db,
    sql<Said['teacher']>`
    select p.family_name as family, p.given_name as given from directory.profiles r join directory.schools s on s.id = r.school_id
    join directory.persons p on p.id = r.person_id where s.uai = ${uai} and r.kind = 'teacher' order by p.sort_name, p.id limit 1`,
  );
  ok(found);
  return found;
}

interface Person {
  readonly uid: string;
  readonly login: string | null;
  readonly fed: boolean;
}
const people = (ines: readonly string[]): Promise<Person[]> =>
  rowsOf(
    door.db,
    sql<Person>`
    select p.uid, a.login, exists (select from directory.person_sources z where z.person_id = p.id) as fed
    from directory.persons p left join identity.accounts a on a.person_id = p.id where p.ine = any(${[...ines]}::text[]) order by p.ine`,
  );

test('the academy meets whom ONDE brought, takes over values, classes and families, and makes nobody twice', async () => {
  const [wrong, ...others] = said.pupils as [TablePupil, ...TablePupil[]];
  const ines = said.pupils.map((one) => one.ine);
  // The school typed one family name badly; its first class bears no number in the file.
  const untold = (one: TablePupil): TablePupil => (one.className === wrong.className ? { ...one, classCode: '' } : one);
  await desk.take(ondePupils([{ ...wrong, familyName: 'FAUTE' }, ...others].map(untold)));
  await desk.take(ondeGuardians(said.guardians, 6));
  await desk.take(
    typed(
      [
        ['Nom', 'Prénom', 'Fonction'],
        [said.teacher.family, said.teacher.given, 'Enseignant'],
      ],
      ';',
    ),
  );
  // Accounts are made, as after every table.
  await signInAs(door, (await buildHead(door.db, { school })).id);
  const before = await people(ines);
  ok(before.every((one) => one.login && !one.fed));
  const outcomes = await importDeliveries({
    databaseUrl: door.url,
    paths: [demo.first],
    clock: fixedClock('2026-09-15T04:00:00Z'),
  });
  deepEqual(
    outcomes.map((one) => one.status),
    ['applied'],
  );
  const after = await people(ines);
  deepEqual(
    after.map((one) => [one.uid, one.login]),
    before.map((one) => [one.uid, one.login]),
  );
  ok(after.every((one) => one.fed));
  const corrected = await firstOf(
    door.db,
    sql<{
      name: string;
      owners: object;
    }>`select family_name as name, owners from directory.persons where ine = ${wrong.ine}`,
  );
  deepEqual(corrected, { name: wrong.familyName, owners: {} });
  const classes = await rowsOf(
    door.db,
    sql<{ label: string; owner: string }>`
    select g.label, g.owner from directory.groups g where g.school_id = ${school.id}::uuid and g.kind = 'class' and g.ends_on is null order by g.label`,
  );
  equal(new Set(classes.map((one) => one.label)).size, classes.length);
  ok(classes.every((one) => one.owner === 'academy'));
  const twoClasses = await rowsOf(
    door.db,
    sql`
    select m.person_id from directory.memberships m join directory.groups g on g.id = m.group_id and g.kind = 'class'
    where m.school_id = ${school.id}::uuid and m.role = 'pupil' and m.ends_on is null group by m.person_id having count(*) > 1`,
  );
  deepEqual(twoClasses, []);
});

test('guardians and the teacher of the tables are those of the academy, once each', async () => {
  const twice = await rowsOf(
    door.db,
    sql`
    select p.sort_name from directory.persons p
    where exists (select from directory.kinships k join directory.profiles r on r.person_id = k.pupil_id and r.school_id = ${school.id}::uuid
                  where k.adult_id = p.id and k.ends_on is null and k.source = 'table')`,
  );
  // Those who answer for several children whom two adults of one name could mean are left to somebody's judgement.
  ok(twice.length <= said.guardians.length / 20, `${twice.length} of ${said.guardians.length}`);
  const links = await firstOf(
    door.db,
    sql<{ academy: number }>`
    select count(*) filter (where k.owner = 'academy') as academy from directory.kinships k
    join directory.profiles r on r.person_id = k.pupil_id and r.school_id = ${school.id}::uuid and r.kind = 'pupil' where k.ends_on is null`,
  );
  ok(links && links.academy >= said.guardians.length);
  const teachers = await rowsOf(
    door.db,
    sql<{ owner: string }>`
    select r.owner from directory.profiles r join directory.persons p on p.id = r.person_id
    where r.school_id = ${school.id}::uuid and r.kind = 'teacher' and r.ends_on is null and p.family_name = ${said.teacher.family} and p.given_name = ${said.teacher.given}`,
  );
  deepEqual(teachers, [{ owner: 'academy' }]);
});

test('afterwards a table that says otherwise is heard, and the academy’s value stays', async () => {
  const [first, second, ...rest] = said.pupils as [TablePupil, TablePupil, ...TablePupil[]];
  const draft = await desk.draft(ondePupils([{ ...first, familyName: 'AUTRE' }, ...rest]));
  deepEqual([draft.counts.change, draft.counts.leave], [0, 0]);
  const kept = await desk.show(draft.id, '?act=keep');
  ok(
    kept.differences.some((one) =>
      one.changes.some((change) => change.field === 'family_name' && change.kept === 'academy'),
    ),
  );
  ok(kept.differences.some((one) => one.name.includes(second.familyName) && one.changes[0]?.field === 'left'));
  const applied = await desk.act(draft.id, 'apply', { digest: draft.digest });
  equal(applied.json<{ error: { code: string } }>().error.code, 'directory.table-nothing');
});

test('a delegate entrusted with people imports too; one entrusted with codes does not', async () => {
  const people = await buildMandate(door.db, { kind: 'delegate', school, duties: ['people'] });
  const codes = await buildMandate(door.db, { kind: 'delegate', school, duties: ['codes'] });
  const table = typed(
    [
      ['Nom', 'Prénom', 'Classe'],
      ['NEUF', 'Ada', 'CP'],
    ],
    ';',
  );
  equal((await new Desk(await signInAs(door, people.id), school.uai).send(table)).status, 200);
  equal((await new Desk(await signInAs(door, codes.id), school.uai).send(table)).status, 404);
});
