import { deepEqual, equal, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { copyDelivery, datedEarlier, fileOf } from '../../../tools/academy/damage.ts';
import { deleteUnknown, nameUnknownGuardian } from '../../../tools/academy/damaged-objects.ts';
import { decodeFile, firstOf, type ReadRequest, readDelivery, valuesOf } from '../../../tools/academy/read-back.ts';
import {
  DAY,
  type DemoDeliveries,
  demoDeliveries,
  type ImportBench,
  importBench,
  liveVersions,
  NEXT_DAY,
  personOf,
  rowVersions,
  said,
  single,
  statuses,
} from './testing.ts';

/* The day after: deltas, and the full delivery that says the same. */

let demo: DemoDeliveries;
let bench: ImportBench;
before(async () => {
  demo = await demoDeliveries();
  bench = await importBench();
});
after(async () => {
  await bench.drop();
  demo.remove();
});

const onDay = { on: NEXT_DAY };

test('a delta before its full delivery is refused, and nothing is written', async () => {
  const before = await liveVersions(bench.db);
  const outcome = await bench.one(demo.firstDelta, onDay);
  deepEqual([outcome.status, said(outcome)], ['refused', ['refusal delta-before-full']]);
  deepEqual(await liveVersions(bench.db), before);
});

test('additions, replacements and deletions of a delta are applied', async () => {
  deepEqual(statuses(await bench.run([demo.first, demo.second])), ['applied', 'applied']);
  deepEqual(statuses(await bench.run([demo.firstDelta, demo.secondDelta], onDay)), ['applied', 'applied']);
  for (const [source, folder] of [
    ['10-1D', demo.firstDelta],
    ['10-2D', demo.secondDelta],
  ] as const) {
    for (const request of readDelivery(folder)) await checkRequest(source, request);
  }
});

const categories: Readonly<Record<string, string>> = { Eleve: 'pupil', PersRelEleve: 'guardian', PersEducNat: 'staff' };

async function checkRequest(source: string, request: ReadRequest): Promise<void> {
  const category = categories[request.category];
  if (!category) return;
  const [row] = await rowsOf(
    bench.db,
    sql<{ gone: string | null; left: string | null; name: string; open: number }>`
      select s.gone_on as gone, p.left_on as left, p.family_name as name,
        (select count(*) from directory.profiles r where r.person_id = p.id and r.ends_on is null) as open
      from directory.person_sources s join directory.persons p on p.id = s.person_id
      where s.source = ${source} and s.category = ${category} and s.source_id = ${request.id}`,
  );
  const what = `${request.request} ${category} ${request.id}`;
  if (request.request === 'deleteRequest')
    deepEqual([row?.gone, row?.open === 0 ? row.left : NEXT_DAY], [NEXT_DAY, NEXT_DAY], what);
  else {
    equal(row?.gone, null, what);
    const name = firstOf(request, 'sn', 'ENTPersonNom');
    if (name) equal(row?.name, name, what);
  }
}

test('a modification replaces what it names and leaves the rest; an empty one erases', async () => {
  const modified = readDelivery(demo.secondDelta).filter((one) => one.request === 'modifyRequest');
  const emptied = [...readDelivery(demo.firstDelta), ...modified].filter(
    (one) =>
      one.request === 'modifyRequest' &&
      [...one.attributes.values()].some((values) => values.every((value) => value === '')),
  );
  ok(modified.length > 0 && emptied.length > 0);
  for (const one of modified.filter(
    (request) => request.category === 'Eleve' && request.attributes.has('ENTEleveClasses'),
  )) {
    const id = await personOf(bench.db, '10-2D', 'pupil', one.id);
    const codes = await rowsOf(
      bench.db,
      sql<{ code: string }>`
      select g.code from directory.memberships m join directory.groups g on g.id = m.group_id
      where m.person_id = ${id} and g.kind = 'class' and m.ends_on is null`,
    );
    deepEqual(
      codes.map((row) => row.code),
      valuesOf(one, 'ENTEleveClasses').map((value) => value.split('$')[1] ?? ''),
    );
    const birth = await single(
      bench.db,
      sql<{ value: string | null }>`select birth_date as value from directory.persons where id = ${id}`,
    );
    ok(birth, 'what the modification does not name stays');
  }
});

test('the full delivery of the next day says what the delta did: nothing is left to change', async () => {
  const before = await liveVersions(bench.db);
  const outcomes = await bench.run([demo.firstNext, demo.secondNext], onDay);
  deepEqual(statuses(outcomes), ['applied', 'applied']);
  deepEqual(await liveVersions(bench.db), before);
});

test('the same delta again writes nothing at all', async () => {
  const before = await rowVersions(bench.db);
  deepEqual(statuses(await bench.run([demo.firstDelta, demo.secondDelta], onDay)), ['unchanged', 'unchanged']);
  deepEqual(await rowVersions(bench.db), before);
});

test('a delivery older than the last is refused with its date', async () => {
  const before = await liveVersions(bench.db);
  const old = datedEarlier(demo.first, demo.scratch('older'));
  for (const path of [demo.first, old]) {
    const outcome = await bench.one(path);
    deepEqual([outcome.status, said(outcome)], ['refused', ['refusal older-than-last']]);
    equal(outcome.findings[0]?.details?.last, NEXT_DAY);
  }
  deepEqual(await liveVersions(bench.db), before);
});

test('the deletion of somebody unknown is told and changes nothing', async () => {
  const damaged = deleteUnknown(demo.firstDelta, demo.scratch('delete-unknown'));
  const outcome = await bench.one(damaged.path, onDay);
  equal(outcome.status, 'applied');
  equal(said(outcome, 'deletion-unknown').length, 1);
});

test('a guardian who comes a day late finds the pupil who waits', async () => {
  const late = await importBench();
  try {
    const { path, about } = nameUnknownGuardian(demo.second, demo.scratch('late'));
    const first = await late.one(path);
    equal(said(first, 'unknown-guardian').length, about.length);
    equal(
      await single(late.db, sql<{ value: number }>`select count(*) as value from directory.pending_links`),
      about.length,
    );

    const delta = copyDelivery(demo.secondDelta, demo.scratch('late-delta'));
    const file = fileOf(delta, /_PersRelEleve_0000/);
    const text = decodeFile(file);
    writeFileSync(
      file,
      text.replace(
        '</ficAlimMENESR>',
        `<addRequest>
<operationalAttributes><attr name="categoriePersonne"><value>PersRelEleve</value></attr></operationalAttributes>
<identifier><id>999999999</id></identifier>
<attributes><attr name="ENTPersonJointure"><value>999999999</value></attr><attr name="sn"><value>TARDIVE</value></attr><attr name="givenName"><value>Lise</value></attr></attributes>
</addRequest></ficAlimMENESR>`,
      ),
    );
    equal((await late.one(delta)).status, 'applied');
    const children = await rowsOf(
      late.db,
      sql<{ id: string }>`
      select s.source_id as id from directory.kinships k join directory.person_sources s on s.person_id = k.pupil_id
      where k.adult_id = ${await personOf(late.db, '10-2D', 'guardian', '999999999')} and k.authority = 1 and k.ends_on is null`,
    );
    deepEqual(children.map((row) => row.id).sort(), [...about].sort());
    equal(await single(late.db, sql<{ value: number }>`select count(*) as value from directory.pending_links`), 0);
  } finally {
    await late.drop();
  }
});

test('a pupil absent from the next full delivery has left, those of a school it does not hold have not', async () => {
  const partial = await importBench();
  try {
    await partial.run(demo.first);
    const copy = copyDelivery(demo.firstNext, demo.scratch('partial'));
    const [kept, dropped] = ['6921101', '6921102'];
    for (const [name, attribute] of [
      [/_EtabEducNat_0000/, 'ENTStructureJointure'],
      [/_Eleve_0000/, 'ENTPersonStructRattach'],
      [/_Eleve_0001/, 'ENTPersonStructRattach'],
    ] as const) {
      const file = fileOf(copy, name);
      const text = decodeFile(file);
      const out = text.replace(/<addRequest>[\s\S]*?<\/addRequest>\s*/g, (request) =>
        request.includes(`"${attribute}"><value>${dropped}<`) ? '' : request,
      );
      writeFileSync(file, out, 'latin1');
    }
    const outcome = await partial.one(copy);
    ok(said(outcome, 'school-absent').length === 1, said(outcome).join('\n'));
    const open = async (school: string): Promise<number> =>
      single(
        partial.db,
        sql<{ value: number }>`
        select count(*) as value from directory.enrolments e join directory.schools s on s.id = e.school_id
        where s.source_id = ${school ?? ''} and e.ends_on is null`,
      );
    ok((await open(dropped ?? '')) > 100, 'the school that is not in the delivery keeps its pupils');
    ok((await open(kept ?? '')) > 50);
  } finally {
    await partial.drop();
  }
});

test('the year turns: old classes close, the new ones open, nobody is doubled', async () => {
  const years = await importBench();
  try {
    await years.run(demo.second);
    const moved = datedEarlier(demo.second, demo.scratch('next-year'), -365);
    const outcome = await years.one(moved, { forceVolume: true });
    equal(outcome.status, 'applied');
    const rows = await rowsOf(
      years.db,
      sql<{ year: number; open: boolean; groups: number }>`
      select year, ends_on is null as open, count(*) as groups from directory.groups group by 1, 2 order by 1, 2`,
    );
    deepEqual(
      rows.map((row) => [row.year, row.open]),
      [
        [2026, false],
        [2027, true],
      ],
    );
    equal(rows[0]?.groups, rows[1]?.groups);
    equal(
      await single(
        years.db,
        sql<{ value: number }>`
      select count(*) as value from (select pupil_id from directory.enrolments where ends_on is null group by pupil_id, school_id having count(*) > 1) x`,
      ),
      0,
    );
  } finally {
    await years.drop();
  }
});

test('deliveries given in any order apply in theirs', async () => {
  const mixed = await importBench();
  try {
    const outcomes = await mixed.run([demo.secondDelta, demo.firstDelta, demo.second, demo.first], onDay);
    deepEqual(
      outcomes.map((outcome) => [outcome.source, outcome.kind, outcome.day, outcome.status]),
      [
        ['10-1D', 'full', DAY, 'applied'],
        ['10-2D', 'full', DAY, 'applied'],
        ['10-1D', 'delta', NEXT_DAY, 'applied'],
        ['10-2D', 'delta', NEXT_DAY, 'applied'],
      ],
    );
  } finally {
    await mixed.drop();
  }
});

test('a modification inside a full delivery is laid over what it says of people already known', async () => {
  const known = await importBench();
  try {
    await known.run(demo.second);
    const copy = copyDelivery(demo.second, demo.scratch('modified-full'));
    const file = fileOf(copy, /_PersRelEleve_0000/);
    const text = decodeFile(file);
    const id = /<id>(\d+)<\/id>/.exec(text)?.[1] ?? '';
    const before = await personOf(known.db, '10-2D', 'guardian', id);
    const modification = `<modifyRequest>
<operationalAttributes><attr name="categoriePersonne"><value>PersRelEleve</value></attr></operationalAttributes>
<identifier><id>${id}</id></identifier>
<modifications><modification name="sn" operation="replace"><value>NOUVEAU-NOM</value></modification></modifications>
</modifyRequest></ficAlimMENESR>`;
    writeFileSync(file, text.replace('</ficAlimMENESR>', modification));
    const outcome = await known.one(copy);
    equal(outcome.status, 'applied', said(outcome).join('\n'));
    const rows = await rowsOf(
      known.db,
      sql<{ id: string; given: boolean }>`
      select id, given_name is not null as given from directory.persons where family_name = 'NOUVEAU-NOM'`,
    );
    deepEqual(rows, [{ id: before, given: true }]);
  } finally {
    await known.drop();
  }
});
