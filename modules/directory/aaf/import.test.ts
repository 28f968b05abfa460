import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { DEMO_PEOPLE } from '../../../tools/academy/demo-people.ts';
import { firstOf, type ReadRequest, readDelivery, valuesOf } from '../../../tools/academy/read-back.ts';
import { takeUids } from '../uids.ts';
import {
  type DemoDeliveries,
  demoDeliveries,
  type ImportBench,
  importBench,
  personOf,
  rowVersions,
  said,
  single,
  statuses,
} from './testing.ts';

/* The demonstration's academy, imported once into an empty directory, then looked at. */

let demo: DemoDeliveries;
let bench: ImportBench;
let objects: { 1: ReadRequest[]; 2: ReadRequest[] };
before(async () => {
  demo = await demoDeliveries();
  bench = await importBench();
  objects = { 1: readDelivery(demo.first), 2: readDelivery(demo.second) };
  deepEqual(statuses(await bench.run([demo.second, demo.first])), ['applied', 'applied']);
});
after(async () => {
  await bench.drop();
  demo.remove();
});

const of = (degree: 1 | 2, category: string): ReadRequest[] =>
  objects[degree].filter((one) => one.category === category);
const count = (query: ReturnType<typeof sql<{ value: number }>>): Promise<number> => single(bench.db, query);

test('every object of the feed has a record, and everyone is there once', async () => {
  for (const degree of [1, 2] as const) {
    for (const [category, name] of [
      ['pupil', 'Eleve'],
      ['guardian', 'PersRelEleve'],
      ['staff', 'PersEducNat'],
    ] as const) {
      const stored = await count(
        sql`select count(*) as value from directory.person_sources where source = ${`10-${degree}D`} and category = ${category}`,
      );
      equal(stored, of(degree, name).length, `${category} ${degree}D`);
    }
  }
  const schools =
    of(1, 'EtabEducNat').length +
    of(2, 'EtabEducNat').filter((one) => firstOf(one, 'ENTStructureTypeStruct') !== 'SANS OBJET').length;
  equal(await count(sql`select count(*) as value from directory.schools`), schools);
  equal(
    await count(
      sql`select count(*) as value from directory.persons p where not exists (select from directory.person_sources s where s.person_id = p.id)`,
    ),
    0,
  );
});

test('every pupil with a place has profile, enrolment, level and class; who has left has none', async () => {
  const rows = await rowsOf(
    bench.db,
    sql<{ source: string; id: string; level: string | null; code: string | null; open: boolean }>`
      select s.source, s.source_id as id, e.level_code as level, g.code, e.id is not null as open
      from directory.person_sources s
      left join directory.schools sc on sc.source = s.source and sc.source_id = s.attributes ->> 'school'
      left join directory.enrolments e on e.pupil_id = s.person_id and e.school_id = sc.id and e.ends_on is null
      left join directory.memberships m on m.person_id = s.person_id and m.school_id = sc.id and m.ends_on is null
      left join directory.groups g on g.id = m.group_id and g.kind = 'class'
      where s.category = 'pupil' and (m.id is null or g.id is not null)`,
  );
  const byId = new Map(rows.map((row) => [`${row.source} ${row.id}`, row]));
  for (const degree of [1, 2] as const) {
    for (const pupil of of(degree, 'Eleve')) {
      const row = byId.get(`10-${degree}D ${pupil.id}`);
      const gone = firstOf(pupil, 'ENTEleveDateSortieStructRattach') !== '';
      equal(row?.open, !gone, pupil.id);
      if (gone) continue;
      const level = degree === 1 ? firstOf(pupil, 'ENTEleveNiveau').slice(0, 4) : undefined;
      if (level) equal(row?.level, level, pupil.id);
      else match(row?.level ?? '', /^2\d{3}$/, pupil.id);
      const [, code2d] = firstOf(pupil, 'ENTEleveClasses').split('$');
      const code1d = firstOf(pupil, 'ENTPersonClasses').split('$')[3];
      equal(row?.code ?? undefined, code2d ?? code1d, pupil.id);
    }
  }
});

test('canteen, care, study and transport of the écoles are kept, the boarding of the collège too', async () => {
  const [pupil] = of(1, 'Eleve').filter(
    (one) => firstOf(one, 'ENTEleveGarderieSoir') === 'O' && firstOf(one, 'ENTEleveRestaurantScolaire') === 'N',
  );
  ok(pupil);
  const [row] = await rowsOf(
    bench.db,
    sql<{ canteen: boolean; evening_care: boolean; transport: boolean }>`
      select canteen, evening_care, transport from directory.enrolments
      where pupil_id = ${await personOf(bench.db, '10-1D', 'pupil', pupil.id)} and ends_on is null`,
  );
  deepEqual(row, { canteen: false, evening_care: true, transport: firstOf(pupil, 'ENTEleveTransport') === 'O' });
  ok(
    (await count(sql`select count(*) as value from directory.enrolments where regime like 'DEMI-PENSIONNAIRE%'`)) > 100,
  );
});

test('2D: authority 1 alone gives a guardian a profile, the strongest of several holds', async () => {
  for (const pupil of of(2, 'Eleve')) {
    const legal = new Set<string>();
    for (const value of valuesOf(pupil, 'ENTElevePersRelEleve').filter(Boolean)) {
      const [adult = '', code = '', , authority] = value.split('$');
      if (authority === '1' && code !== '70' && code !== '7') legal.add(adult);
    }
    const rows = await rowsOf(
      bench.db,
      sql<{ id: string }>`
        select s.source_id as id from directory.kinships k
        join directory.person_sources s on s.person_id = k.adult_id and s.category = 'guardian' and s.source = '10-2D'
        where k.pupil_id = ${await personOf(bench.db, '10-2D', 'pupil', pupil.id)} and k.ends_on is null and k.authority = 1`,
    );
    deepEqual(new Set(rows.map((row) => row.id)), legal, pupil.id);
  }
  const strangers = await count(sql`
    select count(*) as value from directory.profiles g
    where g.kind = 'guardian' and not exists (
      select from directory.kinships k join directory.profiles p on p.person_id = k.pupil_id and p.kind = 'pupil' and p.ends_on is null
      where k.adult_id = g.person_id and k.authority = 1 and k.ends_on is null and p.school_id = g.school_id)`);
  equal(strangers, 0, 'every guardian profile has a child in the school');
});

test('1D: parents, tutor and care service count as legal and are to be reviewed; every other is a contact', async () => {
  const rows = await rowsOf(
    bench.db,
    sql<{ relation: string; authority: number; needs_review: boolean; count: number }>`
      select relation, authority, needs_review, count(*) as count from directory.kinships where source = '10-1D'
      group by 1, 2, 3 order by 1, 2`,
  );
  const legal = new Set(['mother', 'father', 'guardian', 'child_services']);
  for (const row of rows)
    deepEqual([row.authority, row.needs_review], legal.has(row.relation) ? [1, true] : [0, false], row.relation);
  ok(rows.some((row) => row.relation === 'child_services') && rows.some((row) => row.relation === 'guardian'));
});

test('a pupil without guardian is there, a guardian of nobody has access to nothing', async () => {
  const stray = (await bench.run(demo.first, { preview: true }))[0];
  deepEqual(stray?.status, 'unchanged');
  const alone = await count(sql`
    select count(*) as value from directory.person_sources s where s.category = 'guardian'
      and not exists (select from directory.kinships k where k.adult_id = s.person_id)
      and not exists (select from directory.profiles p where p.person_id = s.person_id)`);
  ok(alone >= 2);
});

test('an organisation is a guardian without a first name', async () => {
  const rows = await rowsOf(
    bench.db,
    sql<{ given_name: string | null }>`select given_name from directory.persons where is_organisation`,
  );
  ok(rows.length >= 2 && rows.every((row) => row.given_name === null));
});

test('functions give profiles by the operator’s table; the head of an école also teaches', async () => {
  const head = DEMO_PEOPLE.find((one) => one.role === 'head of an école');
  const profiles = await rowsOf(
    bench.db,
    sql<{ kind: string }>`
      select kind from directory.profiles where person_id = ${await personOf(bench.db, '10-1D', 'staff', head?.jointure ?? '')} order by kind`,
  );
  deepEqual(
    profiles.map((one) => one.kind),
    ['head', 'teacher'],
  );
  const cpe = DEMO_PEOPLE.find((one) => one.role === 'CPE of a collège');
  equal(
    await single(
      bench.db,
      sql<{
        value: string;
      }>`select kind as value from directory.profiles where person_id = ${await personOf(bench.db, '10-2D', 'staff', cpe?.jointure ?? '')}`,
    ),
    'school_life',
  );
});

test('a teacher over several schools has a profile in each, and classes with their subjects', async () => {
  const over = of(2, 'PersEducNat').find(
    (one) => new Set(valuesOf(one, 'ENTPersonFonctions').map((value) => value.split('$')[0])).size > 1,
  );
  ok(over);
  const id = await personOf(bench.db, '10-2D', 'staff', over.id);
  ok((await count(sql`select count(distinct school_id) as value from directory.profiles where person_id = ${id}`)) > 1);
  const teacher = of(2, 'PersEducNat').find(
    (one) => valuesOf(one, 'ENTAuxEnsClassesMatieres').filter(Boolean).length > 2,
  );
  ok(teacher);
  const taught = await rowsOf(
    bench.db,
    sql<{ value: string }>`
      select s.source_id || '$' || g.code || '$' || m.subject_code as value
      from directory.memberships m join directory.groups g on g.id = m.group_id join directory.schools s on s.id = m.school_id
      where m.person_id = ${await personOf(bench.db, '10-2D', 'staff', teacher.id)} and m.role = 'teacher' and g.kind = 'class' and m.subject_code is not null`,
  );
  deepEqual(new Set(taught.map((row) => row.value)), new Set(valuesOf(teacher, 'ENTAuxEnsClassesMatieres')));
});

test('one pupil, école then collège, is one person by INE, and the parents with the same child, name and relation are one too', async () => {
  const ibrahim = DEMO_PEOPLE.find((one) => one.role === 'pupil of a collège');
  const mother = DEMO_PEOPLE.find((one) => one.role === 'guardian of three');
  for (const [person, category] of [
    [ibrahim, 'pupil'],
    [mother, 'guardian'],
  ] as const) {
    const here = await personOf(bench.db, `10-${person?.source}`, category, person?.jointure ?? '');
    equal(
      await personOf(bench.db, `10-${person?.also?.source}`, category, person?.also?.jointure ?? ''),
      here,
      person?.role,
    );
  }
  const ibrahimId = await personOf(bench.db, '10-2D', 'pupil', ibrahim?.jointure ?? '');
  const open = await rowsOf(
    bench.db,
    sql<{ degree: number }>`
    select s.degree from directory.enrolments e join directory.schools s on s.id = e.school_id where e.pupil_id = ${ibrahimId} and e.ends_on is null`,
  );
  deepEqual(open, [{ degree: 2 }]);
  const motherId = await personOf(bench.db, '10-1D', 'guardian', mother?.jointure ?? '');
  equal(
    await count(
      sql`select count(*) as value from directory.kinships where adult_id = ${motherId} and ends_on is null and authority = 1`,
    ),
    3,
  );
  equal(
    await count(
      sql`select count(*) as value from directory.profiles where person_id = ${motherId} and kind = 'guardian' and ends_on is null`,
    ),
    2,
  );
  equal(
    await single(
      bench.db,
      sql<{ value: number }>`select left_on is null as value from directory.persons where id = ${ibrahimId}`,
    ),
    true,
  );
});

test('homonyms of two families stay two; parent and agent with one mail are proposed, never joined', async () => {
  const [row] = await rowsOf(
    bench.db,
    sql<{ people: number }>`
    select count(*) as people from directory.persons p join directory.person_sources s on s.person_id = p.id
    where s.category = 'pupil' and p.sort_name = 'martin emma' group by p.birth_date order by 1 desc limit 1`,
  );
  ok((row?.people ?? 0) >= 2);
  const proposals = await rowsOf(
    bench.db,
    sql<{ categories: string[] }>`
    select array(select distinct s.category from directory.person_sources s where s.person_id in (d.left_id, d.right_id) order by 1) as categories
    from directory.duplicate_proposals d where d.reason = 'same-contact'`,
  );
  ok(proposals.some(({ categories }) => categories.includes('guardian') && categories.includes('staff')));
});

test('uids are opaque, of the SDET form, and never given twice', async () => {
  const taken = await takeUids(bench.db, 50);
  equal(new Set(taken).size, 50);
  for (const uid of taken) match(uid, /^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
  equal(await count(sql`select count(*) as value from directory.persons where uid = any (${taken})`), 0);
  equal(
    (await takeUids(bench.db, 1)).some((uid) => taken.includes(uid)),
    false,
  );
});

test('a SEGPA belongs to its collège, a school to its commune, a replacement zone is no school', async () => {
  equal(
    await single(
      bench.db,
      sql<{
        value: string;
      }>`select p.kind as value from directory.schools s join directory.schools p on p.id = s.parent_school_id where s.kind = 'segpa'`,
    ),
    'college',
  );
  equal(await count(sql`select count(*) as value from directory.schools where commune_id is null`), 0);
  equal(await count(sql`select count(*) as value from directory.schools where kind = 'other'`), 0);
});

test('the same deliveries again write nothing at all', async () => {
  const before = await rowVersions(bench.db);
  const outcomes = await bench.run([demo.first, demo.second]);
  deepEqual(statuses(outcomes), ['unchanged', 'unchanged']);
  deepEqual(await rowVersions(bench.db), before);
  equal(
    await count(sql`select count(*) as value from directory_import.people`),
    0,
    'no person stays in the waiting room',
  );
});

test('unknown codes and values off their form are told once, with file and line', async () => {
  const bench2 = await importBench();
  try {
    const [outcome] = await bench2.run(demo.second);
    ok(outcome);
    equal(said(outcome, 'unknown-code').length, 1);
    match(said(outcome, 'unknown-code')[0] ?? '', /^warning unknown-code Eleve_\d{4}:\d+ \d+$/);
    match(said(outcome, 'not-a-school')[0] ?? '', /^info not-a-school EtabEducNat_0000:\d+ \d+$/);
  } finally {
    await bench2.drop();
  }
});
