import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { type BuiltSchool, buildHead, buildSchool } from '../builders.ts';
import { directoryModule } from '../register.ts';
import { Desk, siecleGuardians, sieclePupils, stsStaff, typed } from './testing.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

async function college(): Promise<{ desk: Desk; school: BuiltSchool }> {
  const school = await buildSchool(door.db, { kind: 'college' });
  return { school, desk: new Desk(await signInAs(door, (await buildHead(door.db, { school })).id), school.uai) };
}

const PUPILS = [
  {
    id: '6001',
    ine: '756498528JL',
    family: 'MARTIN',
    given: 'Emma',
    born: '28/02/2014',
    mef: '10010012110',
    division: '6A',
    groups: ['6LATIN'],
  },
  {
    id: '6002',
    ine: '719517980FB',
    family: "N'GUESSAN",
    given: 'Zoé',
    born: '27/12/2014',
    mef: '10110001110',
    division: '5 B',
    groups: [],
  },
  {
    id: '6003',
    ine: '834584819JN',
    family: 'ŒUVRARD',
    given: 'Noël',
    born: '16/08/2014',
    mef: '10010012110',
    division: '6A',
    groups: [],
    left: '01/11/2026',
  },
] as const;

test('SIECLE: pupils with their classes, groups and levels; who has a leaving date is not here', async () => {
  const { desk, school } = await college();
  const table = await desk.take(sieclePupils(school.uai, PUPILS), 'ElevesSansAdresses.xml');
  deepEqual([table.format, table.reading.kind, table.counts.create], ['siecle-pupils', 'xml', 2]);
  const rows = await rowsOf(
    door.db,
    sql`
    select p.family_name as name, e.level_code as level,
      (select string_agg(g.kind || ' ' || g.code, ', ' order by g.code) from directory.memberships m join directory.groups g on g.id = m.group_id
       where m.person_id = p.id and m.ends_on is null) as places
    from directory.profiles r join directory.persons p on p.id = r.person_id
    left join directory.enrolments e on e.pupil_id = p.id and e.ends_on is null
    where r.school_id = ${school.id}::uuid and r.kind = 'pupil' and r.ends_on is null order by p.sort_name`,
  );
  deepEqual(rows, [
    { name: 'MARTIN', level: '2111', places: 'class 6A, teaching 6LATIN' },
    { name: "N'GUESSAN", level: '2112', places: 'class 5 B' },
  ]);
  equal((await desk.draft(sieclePupils(school.uai, PUPILS))).counts.same, 3);
});

test('SIECLE: guardians by number, with the authority that the file says; one file the other way round finds no child', async () => {
  const { desk, school } = await college();
  const adults = [
    {
      id: '33001',
      family: 'MARTIN',
      given: 'Isabelle',
      title: 'MME',
      mail: 'isabelle.martin@exemple.invalid',
      children: [{ pupil: '6001', code: '10', level: '1' }],
    },
    {
      id: '33002',
      family: 'ROUX',
      given: 'Paul',
      title: 'M.',
      mail: '',
      children: [
        { pupil: '6001', code: '39', level: '2' },
        { pupil: '6002', code: '20', level: '1' },
      ],
    },
  ] as const;
  const early = await desk.draft(siecleGuardians(school.uai, adults));
  deepEqual([early.counts.create, early.counts.aside, early.notes.length], [0, 2, 3]);
  await desk.take(sieclePupils(school.uai, PUPILS));
  await desk.take(siecleGuardians(school.uai, adults));
  const links = await rowsOf(
    door.db,
    sql`
    select a.given_name as adult, c.given_name as child, k.relation, k.authority, k.needs_review as review
    from directory.kinships k join directory.persons a on a.id = k.adult_id join directory.persons c on c.id = k.pupil_id
    join directory.profiles r on r.person_id = c.id and r.school_id = ${school.id}::uuid and r.kind = 'pupil'
    where k.ends_on is null order by 1, 2`,
  );
  deepEqual(links, [
    { adult: 'Isabelle', child: 'Emma', relation: 'mother', authority: 1, review: false },
    { adult: 'Paul', child: 'Emma', relation: 'relative', authority: 2, review: false },
    { adult: 'Paul', child: 'Zoé', relation: 'father', authority: 1, review: false },
  ]);
  const changed = [{ ...adults[0], children: [{ pupil: '6001', code: '10', level: '2' }] }, adults[1]];
  const draft = await desk.draft(siecleGuardians(school.uai, changed));
  deepEqual([draft.counts.change, draft.differences[0]?.name], [1, 'Isabelle MARTIN']);
});

test('STS: teachers with their classes, subjects and the class they answer for; never a head', async () => {
  const { desk, school } = await college();
  await desk.take(sieclePupils(school.uai, PUPILS));
  const table = await desk.take(
    stsStaff(school.uai, [
      {
        id: '35001',
        family: 'HADDAD',
        given: 'Stéphane',
        born: '1975-11-25',
        role: 'ENS',
        main: '6A',
        teaches: [
          ['6A', '020700'],
          ['5 B', '020700'],
          ['4C', '020700'],
        ],
      },
      { id: '35002', family: 'SCHNEIDER', given: 'Benoît', born: '1978-08-26', role: 'DIR', main: '', teaches: [] },
    ]),
  );
  deepEqual([table.format, table.counts.create], ['sts-staff', 2]);
  deepEqual(
    table.notes.map((note) => note.code).sort((a, b) => (a < b ? -1 : 1)),
    ['class-unknown', 'head-not-given'],
  );
  const posts = await rowsOf(
    door.db,
    sql`
    select p.given_name as who, r.kind, r.owner,
      (select string_agg(g.code || ' ' || m.role || coalesce(' ' || m.subject_code, ''), ', ' order by g.code, m.role)
       from directory.memberships m join directory.groups g on g.id = m.group_id where m.person_id = p.id) as teaches
    from directory.profiles r join directory.persons p on p.id = r.person_id
    where r.school_id = ${school.id}::uuid and r.owner = 'school' and r.kind not in ('pupil', 'guardian') order by 1`,
  );
  deepEqual(posts, [
    { who: 'Benoît', kind: 'staff', owner: 'school', teaches: null },
    {
      who: 'Stéphane',
      kind: 'teacher',
      owner: 'school',
      teaches: '5 B teacher 020700, 6A main_teacher, 6A teacher 020700',
    },
  ]);
});

test('a free table of staff gives each a profile of the school', async () => {
  const { desk, school } = await college();
  const table = await desk.take(
    typed([
      ['Civilité', 'Nom', 'Prénom', 'Fonction', 'Mail'],
      ['Mme', 'PETIT', 'julie', 'AESH', 'Julie.Petit@exemple.invalid'],
      ['M', 'GRAND', 'Luc', 'Professeur de musique', ''],
      ['M', 'MOYEN', 'Ali', 'Principal adjoint', ''],
    ]),
  );
  equal(table.format, 'free-staff');
  const kinds = await rowsOf(
    door.db,
    sql`
    select p.given_name as who, p.title, r.kind, p.email from directory.profiles r join directory.persons p on p.id = r.person_id
    where r.school_id = ${school.id}::uuid and r.source = 'table' order by 1`,
  );
  deepEqual(kinds, [
    { who: 'Ali', title: 'M.', kind: 'staff', email: null },
    { who: 'Julie', title: 'Mme', kind: 'school_life', email: 'julie.petit@exemple.invalid' },
    { who: 'Luc', title: 'M.', kind: 'teacher', email: null },
  ]);
});

test('a document of another school is refused, and so is one of something else', async () => {
  const { desk } = await college();
  const other = await desk.refusal(sieclePupils('0699999A', PUPILS));
  deepEqual([other.code, other.details.uai], ['directory.table-other-school', '0699999A']);
});

test('a pupil without number whom a table brings twice under two numbers is proposed as a possible duplicate', async () => {
  const { desk, school } = await college();
  const rows = (ine: string): Buffer =>
    typed([
      ['Nom', 'Prénom', 'Date de naissance', 'INE', 'Classe'],
      ['BLANC', 'Théa', '05/06/2014', ine, '6A'],
    ]);
  await desk.take(rows('111111111AA'));
  const draft = await desk.draft(rows('222222222BB'));
  deepEqual([draft.counts.create, draft.notes.map((note) => note.code)], [1, ['near']]);
  await desk.act(draft.id, 'apply', { digest: draft.digest });
  const proposal = await firstOf(
    door.db,
    sql<{ n: number }>`
    select count(*) as n from directory.duplicate_proposals d join directory.profiles r on r.person_id in (d.left_id, d.right_id)
    where r.school_id = ${school.id}::uuid and r.kind = 'pupil'`,
  );
  ok(proposal && proposal.n === 2);
});
