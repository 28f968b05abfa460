import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { type BuiltSchool, buildHead, buildSchool, suspendAccess } from '../builders.ts';
import { directoryModule } from '../register.ts';
import { Desk, ondeGuardians, ondePupils, somePupils, type TableGuardian, type TablePupil, typed } from './testing.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

let series = 40;
async function deskWith(
  count: number,
): Promise<{ desk: Desk; school: BuiltSchool; pupils: TablePupil[]; headId: string }> {
  const school = await buildSchool(door.db);
  const headId = (await buildHead(door.db, { school })).id;
  const desk = new Desk(await signInAs(door, headId), school.uai);
  series += 1;
  const pupils = somePupils(count).map((one) => ({ ...one, ine: `${series}${one.ine.slice(2)}` }));
  await desk.take(ondePupils(pupils));
  return { desk, school, pupils, headId };
}

const child = ({ familyName, givenName, className }: TablePupil): TableGuardian['children'][number] => ({
  familyName,
  givenName,
  className,
});

interface Link {
  adult: string;
  child: string;
  authority: number;
  review: boolean;
  owner: string;
}
const linksOf = (school: BuiltSchool): Promise<Link[]> =>
  rowsOf(
    door.db,
    sql<Link>`
    select a.given_name || ' ' || a.family_name as adult, c.given_name || ' ' || c.family_name as child, k.authority, k.needs_review as review, k.owner
    from directory.kinships k join directory.persons a on a.id = k.adult_id join directory.persons c on c.id = k.pupil_id
    join directory.profiles r on r.person_id = c.id and r.school_id = ${school.id}::uuid and r.kind = 'pupil' and r.ends_on is null
    where k.ends_on is null order by a.sort_name, c.sort_name`,
  );

test('guardians of ONDE find their children by name and class, and wait for the head to confirm', async () => {
  const { desk, school, pupils } = await deskWith(30);
  const [first, second] = pupils as [TablePupil, TablePupil];
  const draft = await desk.draft(
    ondeGuardians([
      {
        title: 'Mme',
        familyName: 'DUMAS',
        usageName: 'ABRIBAT',
        givenName: 'Valérie',
        email: 'valerie@exemple.invalid',
        mobile: '0658476313',
        children: [child(first), child(second)],
      },
      {
        title: 'M.',
        familyName: 'ROY',
        givenName: 'Éric',
        children: [{ familyName: 'PERSONNE', givenName: 'Inconnu', className: 'CP A' }],
      },
    ]),
  );
  equal(draft.format, 'onde-guardians');
  deepEqual([draft.counts.create, draft.counts.aside], [1, 1]);
  deepEqual(
    draft.notes.map((note) => [note.code, note.line]),
    [['child-unknown', 3]],
  );
  equal((await desk.act(draft.id, 'apply', { digest: draft.digest })).status, 200);
  const name = (one: TablePupil): string => `${one.givenName} ${one.familyName}`;
  deepEqual(
    (await linksOf(school)).map((link) => [link.adult, link.child, link.authority, link.review, link.owner]),
    [first, second]
      .sort((a, b) => (a.familyName < b.familyName ? -1 : 1))
      .map((one) => ['Valérie ABRIBAT', name(one), 1, true, 'school']),
  );
  const adult = await firstOf(
    door.db,
    sql<{ mobile: string; birth_name: string; posts: number }>`
    select p.mobile, p.birth_name, (select count(*) from directory.profiles r where r.person_id = p.id and r.kind = 'guardian' and r.ends_on is null) as posts
    from directory.persons p where p.email = 'valerie@exemple.invalid'`,
  );
  deepEqual(adult, { mobile: '+33658476313', birth_name: 'DUMAS', posts: 1 });
});

test('parents under headings that repeat for each child, and a teacher’s classes in two columns, are read as such', async () => {
  const { desk, school, pupils } = await deskWith(30);
  const [one, two] = [pupils[0] as TablePupil, pupils[26] as TablePupil];
  const block = ['Nom de l’élève', 'Prénom de l’élève', 'Classes de l’élève'];
  const parents = await desk.take(
    typed(
      [
        ['Nom*', 'Prénom*', 'Courriel', ...block, ...block],
        [
          'SUREAU',
          'Irène',
          '',
          one.familyName,
          one.givenName,
          one.className,
          two.familyName,
          two.givenName,
          two.className,
        ],
      ],
      ';',
    ),
    'parents.csv',
  );
  equal(parents.format, 'free-guardians');
  deepEqual(
    (await linksOf(school)).map((link) => link.adult),
    ['Irène SUREAU', 'Irène SUREAU'],
  );
  const staff = await desk.take(
    typed(
      [
        ['Prénom*', 'Nom*', 'date de naissance', 'fonction', 'classe', 'classe'],
        ['Félix', 'ORMEAU', '13/08/1980', 'Professeur', one.className, two.className],
      ],
      ';',
    ),
    'enseignants.csv',
  );
  equal(staff.format, 'free-staff');
  const taught = await rowsOf(
    door.db,
    sql<{ label: string }>`
      select g.label from directory.memberships m join directory.groups g on g.id = m.group_id
      join directory.persons p on p.id = m.person_id
      where p.family_name = 'ORMEAU' and m.role = 'teacher' and g.school_id = ${school.id}::uuid order by g.label`,
  );
  deepEqual(
    taught.map(({ label }) => label),
    [one.className, two.className].sort(),
  );
});

test('two pupils of one name are told apart by their class, or the row says so', async () => {
  const school = await buildSchool(door.db);
  const desk = new Desk(await signInAs(door, (await buildHead(door.db, { school })).id), school.uai);
  const rows = (classes: string[]): string[][] => [
    ['Nom', 'Prénom', 'Date de naissance', 'Classe'],
    ...classes.map((label, index) => ['MARTIN', 'Emma', `0${index + 1}/02/2016`, label]),
  ];
  await desk.take(typed(rows(['CE1', 'CE2'])));
  const guardian = (className: string): string[][] => [
    ['Nom', 'Prénom', 'Courriel', 'Lien', 'Nom enfant', 'Prénom enfant', 'Classe enfant'],
    ['MARTIN', 'Luc', 'luc.martin@exemple.invalid', 'père', 'Martin', 'Emma', className],
  ];
  const vague = await desk.draft(typed(guardian('')));
  deepEqual(
    vague.notes.map((note) => note.code),
    ['child-ambiguous'],
  );
  const sure = await desk.take(typed(guardian('CE2')));
  equal(sure.format, 'free-guardians');
  deepEqual(
    (await linksOf(school)).map((link) => link.adult),
    ['Luc MARTIN'],
  );
});

test('an access that a court closed is not opened by a table', async () => {
  const { desk, school, pupils } = await deskWith(3);
  const [first] = pupils as [TablePupil];
  const table = ondeGuardians([
    {
      title: 'M.',
      familyName: 'KLEIN',
      givenName: 'Marc',
      email: 'marc.klein@exemple.invalid',
      children: [child(first)],
    },
  ]);
  await desk.take(table);
  const pair = await firstOf(
    door.db,
    sql<{ adult: string; pupil: string }>`
    select k.adult_id as adult, k.pupil_id as pupil from directory.kinships k join directory.persons p on p.id = k.pupil_id where p.ine = ${first.ine}`,
  );
  ok(pair);
  await suspendAccess(door.db, { guardian: { id: pair.adult }, child: { id: pair.pupil } });
  equal((await desk.draft(table)).counts.same, 1);
  const standing = await firstOf(
    door.db,
    sql<{
      lifted_at: Date | null;
    }>`select lifted_at from directory.access_suspensions where adult_id = ${pair.adult}::uuid`,
  );
  equal(standing?.lifted_at, null);
  equal((await linksOf(school)).length, 1);
});

test('undone, an import leaves the account that is in use, and says whose', async () => {
  const { desk, school, pupils } = await deskWith(3);
  const [first, second] = pupils as [TablePupil, TablePupil];
  const taken = await desk.take(
    ondeGuardians([
      {
        title: 'Mme',
        familyName: 'ROY',
        givenName: 'Aline',
        email: 'aline.roy@exemple.invalid',
        children: [child(first)],
      },
      {
        title: 'Mme',
        familyName: 'ROY',
        givenName: 'Berthe',
        email: 'berthe.roy@exemple.invalid',
        children: [child(second)],
      },
    ]),
  );
  const aline = await firstOf(
    door.db,
    sql<{ id: string }>`select id from directory.persons where email = 'aline.roy@exemple.invalid'`,
  );
  await givePassword(door.db, aline?.id ?? '', 'cartable-soleil-marelle', door.clock.now());
  const undone = await desk.act(taken.id, 'undo');
  equal(undone.status, 200, undone.text);
  deepEqual(
    (await linksOf(school)).map((link) => link.adult),
    ['Aline ROY'],
  );
  const report = await desk.show(taken.id);
  deepEqual([report.status, report.kept.map((person) => person.name)], ['undone', ['Aline ROY']]);
  equal(
    (await desk.act(taken.id, 'undo')).json<{ error: { code: string } }>().error.code,
    'directory.table-not-applied',
  );
});

test('undone, an import leaves what somebody changed since', async () => {
  const { desk, pupils } = await deskWith(3);
  const [first, second] = pupils as [TablePupil, TablePupil];
  const moved = pupils.map((one) => (one === first || one === second ? { ...one, street: '1 rue Neuve' } : one));
  const taken = await desk.take(ondePupils(moved));
  await sql`update directory.persons set street = '2 rue Haute' where ine = ${first.ine}`.execute(door.db);
  equal((await desk.act(taken.id, 'undo')).json<{ kept: number; undone: number }>().kept, 1);
  const streets = await rowsOf(
    door.db,
    sql<{
      street: string;
    }>`select street from directory.persons where ine = any(${[first.ine, second.ine]}::text[]) order by ine`,
  );
  deepEqual(
    streets.map((row) => row.street),
    ['2 rue Haute', second.street],
  );
});

test('after a day an import is undone no more', async () => {
  const { desk, school, headId } = await deskWith(2);
  const taken = await desk.take(ondePupils(somePupils(3).map((one) => ({ ...one, ine: `9${one.ine.slice(1)}` }))));
  ok(taken.undoUntil);
  door.clock.advance(24 * 3_600_000 + 1000);
  const tomorrow = new Desk(await signInAs(door, headId), school.uai);
  const late = await tomorrow.act(taken.id, 'undo');
  deepEqual([late.status, late.json<{ error: { code: string } }>().error.code], [409, 'directory.table-undo-late']);
  equal((await tomorrow.show(taken.id)).undoUntil, null);
  door.clock.advance(-24 * 3_600_000 - 1000);
});

test('pupils missing from a whole table leave; from a part nobody does; many at once are asked about', async () => {
  const { desk, pupils } = await deskWith(40);
  const half = await desk.draft(ondePupils(pupils.slice(0, 20)));
  deepEqual([half.counts.leave, half.manyLeave], [20, true]);
  const refused = await desk.act(half.id, 'apply', { digest: half.digest });
  equal(refused.json<{ error: { code: string } }>().error.code, 'directory.table-many-leave');
  equal((await desk.act(half.id, 'columns', { format: 'onde-pupils', whole: 'no' })).status, 200);
  deepEqual([(await desk.show(half.id)).counts.leave], [0]);
});

test('a pupil who left comes back as the same person', async () => {
  const { desk, pupils } = await deskWith(30);
  const [first] = pupils as [TablePupil];
  const uid = async (): Promise<unknown> =>
    firstOf(door.db, sql`select uid, left_on is null as here from directory.persons where ine = ${first.ine}`);
  const before = await uid();
  await desk.take(ondePupils(pupils.slice(1)));
  const back = await desk.draft(ondePupils(pupils));
  deepEqual([back.counts.create, back.counts.arrive], [0, 1]);
  await desk.act(back.id, 'apply', { digest: back.digest });
  deepEqual(await uid(), before);
});

test('what a heading means is asked once, and kept for the next table', async () => {
  const school = await buildSchool(door.db);
  const desk = new Desk(await signInAs(door, (await buildHead(door.db, { school })).id), school.uai);
  const table = (given: string): Buffer =>
    typed(
      [
        ['Patronyme', 'Nom', 'Prénom', 'Salle'],
        ['x', 'ROUX', given, 'CE1'],
      ],
      ';',
    );
  const first = await desk.draft(table('Ana'));
  deepEqual(
    first.columns.map((column) => column.field),
    [null, 'family_name', 'given_name', null],
  );
  equal(
    (await desk.act(first.id, 'columns', { format: 'free-pupils', whole: 'no', column: ['3:class', '0:ignored'] }))
      .status,
    200,
  );
  deepEqual((await desk.show(first.id)).columns.map((column) => [column.field, column.from]).slice(2), [
    ['given_name', 'known'],
    ['class', 'chosen'],
  ]);
  const next = await desk.draft(table('Léo'));
  deepEqual(
    next.columns.map((column) => [column.field, column.from]),
    [
      ['ignored', 'kept'],
      ['family_name', 'known'],
      ['given_name', 'known'],
      ['class', 'kept'],
    ],
  );
  const elsewhere = await deskWith(1);
  deepEqual((await elsewhere.desk.draft(table('Zoé'))).columns[3]?.field, null);
});

test('somebody of another school is met by number, name and birthday together, never by a number alone', async () => {
  const there = await deskWith(2);
  const here = await deskWith(2);
  const [pupil] = there.pupils as [TablePupil];
  const guess = await here.desk.draft(ondePupils([...here.pupils, { ...pupil, familyName: 'AUTRE' }]));
  deepEqual(
    guess.notes.map((note) => note.code),
    ['ine-elsewhere'],
  );
  const sure = await here.desk.draft(ondePupils([...here.pupils, pupil]));
  deepEqual([sure.counts.arrive, sure.counts.create], [1, 0]);
  // Nothing of what the other school holds is shown before it is taken over.
  const arrivals = await here.desk.show(sure.id, '?act=arrive');
  ok(arrivals.differences[0]?.changes.every((change) => change.before === null));
});
