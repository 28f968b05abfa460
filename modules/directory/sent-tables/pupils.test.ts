import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { type BuiltSchool, buildHead, buildSchool, buildTeacher } from '../builders.ts';
import { directoryModule } from '../register.ts';
import { Desk, ondePupils, somePupils, type TablePupil } from './testing.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

async function headOf(
  school?: BuiltSchool,
): Promise<{ school: BuiltSchool; desk: Desk; visitor: Awaited<ReturnType<typeof signInAs>> }> {
  const at = school ?? (await buildSchool(door.db));
  const visitor = await signInAs(door, (await buildHead(door.db, { school: at })).id);
  return { school: at, desk: new Desk(visitor, at.uai), visitor };
}

/** INEs are of one school each: pupils of different tests must not meet. */
let series = 0;
const pupils = (count: number): TablePupil[] => {
  series += 1;
  return somePupils(count).map((one) => ({ ...one, ine: `${series}${one.ine.slice(1)}` }));
};

const presentIn = async (school: BuiltSchool): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ n: number }>`
    select count(*) as n from directory.profiles where school_id = ${school.id}::uuid and kind = 'pupil' and ends_on is null`,
    )
  )?.n ?? 0;

test('188 pupils of ONDE come in with their classes, and sent again they change nothing', async () => {
  const { school, desk } = await headOf();
  const list = pupils(188);
  const draft = await desk.draft(ondePupils(list));
  equal(draft.format, 'onde-pupils');
  deepEqual([draft.reading.encoding, draft.reading.separator, draft.reading.rows], ['windows-1252', ';', 188]);
  deepEqual([draft.counts.create, draft.counts.change, draft.counts.leave], [188, 0, 0]);
  equal(draft.groups.length, 8);
  equal(await presentIn(school), 0);
  equal((await desk.act(draft.id, 'apply', { digest: draft.digest })).status, 200);
  equal(await presentIn(school), 188);
  const again = await desk.draft(ondePupils(list));
  deepEqual([again.counts.same, again.differences.length], [188, 0]);
  equal(
    (await desk.act(again.id, 'apply', { digest: again.digest })).json<{ error: { code: string } }>().error.code,
    'directory.table-nothing',
  );
});

test('188 pupils with 6 changes show exactly 6 differences, field by field, and can be undone', async () => {
  const { school, desk } = await headOf();
  const list = pupils(188);
  await desk.take(ondePupils(list));
  const before = await stateOf(school);
  const [first, second, third, fourth] = list as [TablePupil, TablePupil, TablePupil, TablePupil];
  const next = [
    { ...first, className: 'CP B', classCode: '', level: 'CP' },
    { ...second, usageName: 'MARTIN' },
    { ...third, birthDate: '2020-12-31' },
    ...list.slice(4),
    ...pupils(1).map((one) => ({
      ...one,
      familyName: 'ZOLA',
      className: fourth.className,
      classCode: fourth.classCode,
    })),
    { ...(list[4] as TablePupil) },
  ].slice(0, -1);
  // One more changes: the address of the fifth.
  next[3] = { ...(next[3] as TablePupil), street: '99 avenue de la République' };
  const draft = await desk.draft(ondePupils(next));
  deepEqual(
    [
      draft.counts.create,
      draft.counts.change,
      draft.counts.leave,
      draft.counts.arrive,
      draft.counts.keep,
      draft.counts.aside,
    ],
    [1, 4, 1, 0, 0, 0],
  );
  const changes = await desk.show(draft.id, '?act=change');
  deepEqual(
    changes.differences.map((one) => one.changes.map(({ field, before: was, after: is }) => [field, was, is])),
    [
      [['class', 'CP A', 'CP B']],
      [
        ['family_name', 'BOUVIER', 'MARTIN'],
        ['birth_name', null, 'BOUVIER'],
      ],
      [['birth_date', third.birthDate, '2020-12-31']],
      [['street', "5 rue de l'Église", '99 avenue de la République']],
    ],
  );
  const leave = await desk.show(draft.id, '?act=leave');
  deepEqual(
    leave.differences.map((one) => one.name),
    [`${fourth.givenName} ${fourth.familyName}`],
  );
  equal((await desk.act(draft.id, 'apply', { digest: draft.digest })).status, 200);
  equal(await presentIn(school), 188);
  const report = await desk.show(draft.id);
  ok(report.undoUntil);
  const undone = await desk.act(draft.id, 'undo');
  equal(undone.status, 200, undone.text);
  equal(undone.json<{ kept: number }>().kept, 0);
  deepEqual(await stateOf(school), before);
});

/** Everyone of the school as the directory has them, without what never comes back (ids of rows made again). */
const stateOf = (school: BuiltSchool): Promise<unknown[]> =>
  rowsOf(
    door.db,
    sql`
    select p.uid, p.family_name, p.given_name, p.birth_name, p.birth_date, p.street, p.owners, p.left_on, p.sort_name,
      (select string_agg(r.kind, ',' order by r.kind) from directory.profiles r
       where r.person_id = p.id and r.school_id = ${school.id}::uuid and r.ends_on is null) as posts,
      (select string_agg(g.label, ',' order by g.label) from directory.memberships m join directory.groups g on g.id = m.group_id
       where m.person_id = p.id and m.ends_on is null) as places,
      (select string_agg(e.level_label, ',') from directory.enrolments e where e.pupil_id = p.id and e.ends_on is null) as levels
    from directory.persons p
    where exists (select from directory.profiles r where r.person_id = p.id and r.school_id = ${school.id}::uuid and r.ends_on is null)
    order by p.uid`,
  );

test('what a table wrote is the school’s, and says so', async () => {
  const { desk } = await headOf();
  const [only] = pupils(1) as [TablePupil];
  await desk.take(ondePupils([only]));
  const row = await firstOf(
    door.db,
    sql<{ owners: Record<string, string>; owner: string }>`
    select p.owners, r.owner from directory.persons p join directory.profiles r on r.person_id = p.id where p.ine = ${only.ine}`,
  );
  equal(row?.owner, 'school');
  equal(row?.owners.family_name, 'school');
});

test('a teacher of the school and the head of another find no such page', async () => {
  const { school, desk } = await headOf();
  const draft = await desk.draft(ondePupils(pupils(2)));
  const teacher = new Desk(await signInAs(door, (await buildTeacher(door.db, { school })).id), school.uai);
  const stranger = await headOf();
  for (const visitor of [teacher, new Desk(stranger.visitor, school.uai)]) {
    equal((await visitor.send(ondePupils(pupils(1)))).status, 404);
    for (const act of ['apply', 'undo', 'drop'] as const)
      equal((await visitor.act(draft.id, act, { digest: 'x' })).status, 404);
    equal((await visitor.act(draft.id, 'columns', { format: 'free-pupils' })).status, 404);
  }
  for (const path of ['', `/${draft.id}`, `/${draft.id}/columns`])
    equal((await stranger.visitor.get(`/schools/${school.uai}/tables${path}`)).status, 404);
  // Nor through a school of one's own.
  equal((await stranger.visitor.get(`/schools/${stranger.school.uai}/tables/${draft.id}`)).status, 404);
});

test('a head sees the columns, the differences and the report as pages', async () => {
  const { school, visitor } = await headOf();
  const home = `/schools/${school.uai}/tables`;
  match((await visitor.get('/tables')).location ?? '', new RegExp(home));
  match((await visitor.get(home)).text, /Aucun tableau pour l’instant/);
  const sent = await visitor.sendFile(home, { field: 'file', name: 'eleves.csv', bytes: ondePupils(pupils(3)) });
  equal(sent.status, 303, sent.text);
  const columns = await visitor.get(sent.location ?? '');
  match(columns.text, /point-virgule/);
  match(columns.text, /Date de naissance/);
  const id = /tables\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? '';
  const differences = await visitor.submit(`${home}/${id}/columns`, { format: 'onde-pupils', whole: 'yes' });
  match(differences.text, /Appliquer 3 différences/);
  const digest = /name="digest" value="([^"]+)"/.exec(differences.text)?.[1] ?? '';
  const report = await visitor.submit(`${home}/${id}/apply`, { digest });
  match(report.text, /3 différences appliquées/);
  match(report.text, /Annuler cet import/);
  match((await visitor.submit(`${home}/${id}/undo`)).text, /Annulé/);
});

test('a page left open does not write what it did not show', async () => {
  const { desk } = await headOf();
  const list = pupils(4);
  const draft = await desk.draft(ondePupils(list));
  await desk.take(ondePupils(list.slice(0, 2)));
  const late = await desk.act(draft.id, 'apply', { digest: draft.digest });
  equal(late.status, 409);
  equal(late.json<{ error: { code: string } }>().error.code, 'directory.table-moved');
});
