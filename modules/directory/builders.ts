import { type Db, newId, sql } from '../../platform/db/db.ts';
import type { Duty } from './actor.ts';
import {
  type BuiltCommune,
  type BuiltGroup,
  type BuiltSchool,
  buildClass,
  buildCommune,
  builderYear,
  buildSchool,
  next,
  pick,
  STARTS_ON,
} from './builders-places.ts';
import { indexNames, proposeInSchools } from './queries/search.ts';
import { fullName, sortName } from './rules.ts';

export { type BuiltGroup, type BuiltSchool, buildClass, buildCommune, builderYear, buildSchool };

/*
 * The people of tests, and the door to their places. Each builder writes what it is asked for and invents the rest, missing parents
 * included: `buildPupil(db)` alone makes a commune, a school and a class. Dates lie inside the school year 2026-2027.
 */

export interface BuiltPerson {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly displayName: string;
  readonly title: string | null;
  readonly birthDate: string | null;
}

export interface BuiltPupil extends BuiltPerson {
  readonly schoolId: string;
  readonly class: BuiltGroup;
}

export interface BuiltAdult extends BuiltPerson {
  readonly schoolId: string;
}

const FAMILY_NAMES = [
  'DIALLO',
  'MARTIN',
  'NGUYEN',
  'LEFÈVRE',
  'HADDAD',
  'DE LA TOUR',
  'KOWALSKI',
  "D'ARCANGELO",
  'ROUX',
];
const GIRLS = ['Awa', 'Lina', 'Zoé', 'Maëlle', 'Inès', 'Anne-Lise', 'Célestine', 'Noor'];
const BOYS = ['Noé', 'Ibrahim', 'Gaël', 'Ilyes', 'Théo', 'Jean-Baptiste', 'Sami', 'Côme'];
/** Opaque uids far from those that imports give. */
function newUid(rank: number): string {
  const letter = (weight: number): string => String.fromCharCode(65 + (Math.floor(rank / weight) % 26));
  return `Z9${letter(260_000)}${letter(10_000)}${String(rank % 10_000).padStart(4, '0')}`;
}

const people = new WeakMap<Db, number>();
/** How many were made here, this one included: what people are called must not hang on the tests that ran before. */
function nthIn(db: Db): number {
  const nth = (people.get(db) ?? 0) + 1;
  people.set(db, nth);
  return nth;
}

export interface PersonWishes {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly title?: 'M.' | 'Mme';
  readonly birthDate?: string;
  readonly birthName?: string;
  readonly ine?: string;
  readonly email?: string;
  readonly mobile?: string;
  readonly street?: string;
}

/** A person who is nothing yet in any school. */
export async function buildPerson(db: Db, given: PersonWishes = {}): Promise<BuiltPerson> {
  const nth = nthIn(db);
  const title = given.title ?? null;
  const names = {
    familyName: given.familyName ?? pick(FAMILY_NAMES, nth),
    givenName: given.givenName ?? (title === 'M.' ? pick(BOYS, nth) : pick(nth % 2 ? GIRLS : BOYS, nth)),
  };
  const person: BuiltPerson = {
    ...names,
    id: newId(),
    uid: newUid(next()),
    displayName: fullName(names),
    title,
    birthDate: given.birthDate ?? null,
  };
  await sql`insert into directory.persons (id, uid, family_name, given_name, birth_name, title, birth_date, ine, email, mobile, street, sort_name)
            values (${person.id}, ${person.uid}, ${person.familyName}, ${person.givenName}, ${given.birthName ?? null}, ${title},
                    ${person.birthDate}::date, ${given.ine ?? null}, ${given.email ?? null}, ${given.mobile ?? null},
                    ${given.street ?? null}, ${sortName(names.familyName, names.givenName)})`.execute(db);
  await indexNames(db, [person.id]);
  return person;
}

type ProfileKind =
  | 'pupil'
  | 'guardian'
  | 'teacher'
  | 'head'
  | 'librarian'
  | 'school_life'
  | 'staff'
  | 'after_school'
  | 'academy';

/** Gives a person a profile in a school; nothing when it is already open. */
export async function giveProfile(
  db: Db,
  given: {
    readonly person: { readonly id: string };
    readonly schoolId: string;
    readonly kind: ProfileKind;
    readonly functionLabel?: string;
  },
): Promise<void> {
  await sql`insert into directory.profiles (id, school_id, person_id, kind, function_label, owner, source, starts_on)
            values (${newId()}, ${given.schoolId}, ${given.person.id}, ${given.kind}, ${given.functionLabel ?? null}, 'academy',
                    'builders', ${STARTS_ON}::date)
            on conflict do nothing`.execute(db);
  await proposeInSchools(db, [given.person.id]);
}

/** Puts a person in a group; `role` says as what. */
export async function joinGroup(
  db: Db,
  given: {
    readonly person: { readonly id: string };
    readonly group: BuiltGroup;
    readonly role: 'pupil' | 'teacher' | 'main_teacher' | 'member' | 'owner';
  },
): Promise<void> {
  await sql`insert into directory.memberships (id, school_id, group_id, person_id, role, owner, source, starts_on)
            values (${newId()}, ${given.group.schoolId}, ${given.group.id}, ${given.person.id}, ${given.role}, 'academy', 'builders',
                    ${STARTS_ON}::date)
            on conflict do nothing`.execute(db);
}

export interface PupilWishes extends PersonWishes {
  readonly class?: BuiltGroup;
  readonly school?: BuiltSchool;
  /** MEFSTAT4: 1121 = CP, 1125 = CM2 (default), 2111 = 6e. */
  readonly levelCode?: string;
  readonly canteen?: boolean;
  readonly morningCare?: boolean;
  readonly eveningCare?: boolean;
  readonly study?: boolean;
  readonly transport?: boolean;
}

/** A pupil with profile, enrolment and class. */
export async function buildPupil(db: Db, given: PupilWishes = {}): Promise<BuiltPupil> {
  const group = given.class ?? (await buildClass(db, given.school ? { school: given.school } : {}));
  const person = await buildPerson(db, { birthDate: '2016-03-14', ...given });
  await giveProfile(db, { person, schoolId: group.schoolId, kind: 'pupil' });
  await sql`insert into directory.enrolments (id, school_id, pupil_id, year, level_code, canteen, transport, morning_care, evening_care,
                                              study, owner, source, starts_on)
            values (${newId()}, ${group.schoolId}, ${person.id}, ${builderYear}, ${given.levelCode ?? '1125'}, ${given.canteen ?? null},
                    ${given.transport ?? null}, ${given.morningCare ?? null}, ${given.eveningCare ?? null}, ${given.study ?? null},
                    'academy', 'builders', ${STARTS_ON}::date)`.execute(db);
  await joinGroup(db, { person, group, role: 'pupil' });
  return { ...person, schoolId: group.schoolId, class: group };
}

/** Enrols a pupil in another school from a day to come, as a feed does for CM2 going to a collège. */
export async function announcePupil(
  db: Db,
  given: {
    readonly pupil: { readonly id: string };
    readonly school: { readonly id: string };
    readonly startsOn: string;
    readonly levelCode?: string;
  },
): Promise<void> {
  await sql`insert into directory.enrolments (id, school_id, pupil_id, year, level_code, owner, source, starts_on)
            values (${newId()}, ${given.school.id}, ${given.pupil.id}, ${Number(given.startsOn.slice(0, 4))}, ${given.levelCode ?? '2111'},
                    'academy', 'builders', ${given.startsOn}::date)`.execute(db);
}

export interface GuardianWishes extends PersonWishes {
  /** The child or children; one is invented when left out. */
  readonly of?: BuiltPupil | readonly BuiltPupil[];
  readonly relation?: 'mother' | 'father' | 'guardian' | 'child_services' | 'grandparent' | 'other';
  /** 1 legal (default), 2 in charge, 0 and 3 contact without access. */
  readonly authority?: 0 | 1 | 2 | 3;
  readonly needsReview?: boolean;
}

/** An adult of one or several pupils, with the profile that follows in each school (legal representatives only). */
export async function buildGuardian(db: Db, given: GuardianWishes = {}): Promise<BuiltPerson> {
  const children = given.of ? [given.of].flat() : [await buildPupil(db)];
  const person = await buildPerson(db, { title: given.relation === 'father' ? 'M.' : 'Mme', ...given });
  for (const child of children) {
    await joinFamily(db, { guardian: person, child, ...given });
  }
  return person;
}

/** Makes an existing adult an adult of a pupil. */
export async function joinFamily(
  db: Db,
  given: Omit<GuardianWishes, 'of'> & { readonly guardian: BuiltPerson; readonly child: BuiltPupil },
): Promise<void> {
  const authority = given.authority ?? 1;
  await sql`insert into directory.kinships (id, pupil_id, adult_id, relation, authority, needs_review, owner, source, starts_on)
            values (${newId()}, ${given.child.id}, ${given.guardian.id}, ${given.relation ?? 'mother'}, ${authority},
                    ${given.needsReview ?? false}, 'academy', 'builders', ${STARTS_ON}::date)`.execute(db);
  if (authority === 1) {
    await giveProfile(db, { person: given.guardian, schoolId: given.child.schoolId, kind: 'guardian' });
  }
}

export interface StaffWishes extends PersonWishes {
  readonly school?: BuiltSchool;
  readonly functionLabel?: string;
}

/** Somebody who works in a school: librarian, school life (CPE), office, after-school… */
export async function buildStaff(
  db: Db,
  given: StaffWishes & { readonly kind?: Exclude<ProfileKind, 'pupil' | 'guardian'> } = {},
): Promise<BuiltAdult> {
  const schoolId = given.school?.id ?? (await buildSchool(db)).id;
  const person = await buildPerson(db, { title: 'Mme', ...given });
  await giveProfile(db, {
    person,
    schoolId,
    kind: given.kind ?? 'staff',
    ...(given.functionLabel ? { functionLabel: given.functionLabel } : {}),
  });
  return { ...person, schoolId };
}

/** A teacher of a school and of the given classes (`main` = professeur principal). */
export async function buildTeacher(
  db: Db,
  given: StaffWishes & { readonly classes?: readonly BuiltGroup[]; readonly main?: boolean } = {},
): Promise<BuiltAdult> {
  const [first] = given.classes ?? [];
  const schoolId = given.school?.id ?? first?.schoolId ?? (await buildSchool(db)).id;
  const person = await buildPerson(db, { title: 'Mme', ...given });
  await giveProfile(db, { person, schoolId, kind: 'teacher' });
  for (const group of given.classes ?? []) {
    await joinGroup(db, { person, group, role: given.main ? 'main_teacher' : 'teacher' });
  }
  return { ...person, schoolId };
}

/** The head of a school; give `classes` to a head who also teaches. */
export async function buildHead(
  db: Db,
  given: StaffWishes & { readonly classes?: readonly BuiltGroup[] } = {},
): Promise<BuiltAdult> {
  const head = await buildStaff(db, { ...given, kind: 'head' });
  for (const group of given.classes ?? []) {
    await giveProfile(db, { person: head, schoolId: group.schoolId, kind: 'teacher' });
    await joinGroup(db, { person: head, group, role: 'teacher' });
  }
  return head;
}

/** A mandate that no school gives; its holder, commune or school are invented when left out. */
export async function buildMandate(
  db: Db,
  given: {
    readonly kind: 'platform' | 'academy' | 'commune' | 'after_school' | 'delegate' | 'dpo';
    readonly person?: BuiltPerson;
    readonly commune?: BuiltCommune;
    readonly school?: BuiltSchool;
    readonly endsOn?: string;
    /** Of a delegate: what is entrusted (people alone when left out), and the class it is limited to. */
    readonly duties?: readonly Duty[];
    readonly group?: BuiltGroup;
  },
): Promise<BuiltPerson> {
  const person = given.person ?? (await buildPerson(db, { title: 'Mme' }));
  const communeId = given.kind === 'commune' ? (given.commune ?? (await buildCommune(db))).id : null;
  const ofSchool = given.kind === 'after_school' || given.kind === 'delegate';
  const schoolId = ofSchool ? (given.group?.schoolId ?? (given.school ?? (await buildSchool(db))).id) : null;
  const duties = given.kind === 'delegate' ? (given.duties ?? ['people']) : [];
  await sql`insert into directory.mandates (id, person_id, kind, commune_id, school_id, starts_on, ends_on, duties, group_id)
            values (${newId()}, ${person.id}, ${given.kind}, ${communeId}::uuid, ${schoolId}::uuid, ${STARTS_ON}::date,
                    ${given.endsOn ?? null}::date, ${duties}::text[], ${given.group?.id ?? null}::uuid)`.execute(db);
  await proposeInSchools(db, [person.id]);
  return person;
}

/** Closes an adult's access to one child (court decision). */
export async function suspendAccess(
  db: Db,
  given: {
    readonly guardian: { readonly id: string };
    readonly child: { readonly id: string };
    readonly startsOn?: string;
    readonly endsOn?: string;
  },
): Promise<void> {
  await sql`insert into directory.access_suspensions (id, pupil_id, adult_id, starts_on, ends_on)
            values (${newId()}, ${given.child.id}, ${given.guardian.id}, ${given.startsOn ?? STARTS_ON}::date,
                    ${given.endsOn ?? null}::date)`.execute(db);
}
