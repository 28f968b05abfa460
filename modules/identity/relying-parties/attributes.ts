import type { ReleasableFacts } from '../../directory/index.ts';

/** What may leave about a person, each by its own name; a service gets those that its entry lists, and nothing by default. */
export const attributes = [
  'uid',
  'pairwiseId',
  'login',
  'academyId',
  'academyKey',
  'familyName',
  'givenName',
  'displayName',
  'title',
  'birthDate',
  'birthDateIso',
  'postalCode',
  'email',
  'profileName',
  'profileNumber',
  'profileShortNumber',
  'schoolUai',
  'schoolName',
  'schoolType',
  'classes',
  'groups',
  'level',
  'mef',
  'taughtClasses',
  'taughtGroups',
  'children',
  'locale',
] as const;
export type Attribute = (typeof attributes)[number];

/** Those that name exactly one person, or one school (a few services know schools, not people). */
export const principals = ['uid', 'pairwiseId', 'login', 'academyId', 'academyKey', 'email', 'schoolUai'] as const;
export type Principal = (typeof principals)[number];

/** What is asked of a person to answer a service. */
export interface ReleasedFacts extends ReleasableFacts {
  readonly login: string;
  /** The language chosen for the pages; null while none was. */
  readonly locale: string | null;
  /** Null when no attribute needs it. */
  readonly pairwiseId: string | null;
}

/** What a person is, in the letters that publishers read (SDET: `National_ELV`). */
const PROFILE_LETTERS: Readonly<Record<string, string>> = {
  pupil: 'National_ELV',
  guardian: 'National_TUT',
  teacher: 'National_ENS',
  head: 'National_DIR',
  librarian: 'National_DOC',
  school_life: 'National_EVS',
  staff: 'National_ETA',
  after_school: 'National_COL',
  academy: 'National_ACA',
};

/** The same in figures: 1 pupil, 2 guardian, 3 teacher or librarian, 4 head or local authority, 5 school life, 6 staff, 7 academy. */
const PROFILE_NUMBERS: Readonly<Record<string, number>> = {
  pupil: 1,
  guardian: 2,
  teacher: 3,
  librarian: 3,
  head: 4,
  after_school: 4,
  school_life: 5,
  staff: 6,
  academy: 7,
};

const SCHOOL_TYPES: Readonly<Record<string, string>> = {
  nursery: '1ORD',
  elementary: '1ORD',
  primary: '1ORD',
  college: 'CLG',
  segpa: 'CLG',
};

const once = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null && value !== undefined && value !== '')),
];

const frenchDay = (day: string | null): string | null => day?.split('-').reverse().join('/') ?? null;

const numberOf = (role: string): string => `National_${PROFILE_NUMBERS[role] ?? 6}`;
/** For services that know four kinds of people: pupil, guardian, teacher, everybody else. */
const shortNumberOf = (role: string): string => `National_${Math.min(PROFILE_NUMBERS[role] ?? 4, 4)}`;

/** A parent whose access to every child of a school is closed is not a parent there for anybody else either. */
const isInForce = ({ role, schoolUai }: ReleasedFacts['profiles'][number], { children }: ReleasedFacts): boolean =>
  role !== 'guardian' || children.some(({ schoolUais }) => schoolUais.includes(schoolUai));

const profilesInForce = (facts: ReleasedFacts): ReleasedFacts['profiles'] =>
  facts.profiles.filter((profile) => isInForce(profile, facts));

/** What a person is, school by school, each pair once. */
export const profilesBySchool = (facts: ReleasedFacts): { readonly uai: string; readonly profile: string }[] => {
  const pairs = profilesInForce(facts).flatMap(({ schoolUai, role }) => {
    const profile = PROFILE_LETTERS[role];
    return profile ? [[`${schoolUai} ${profile}`, { uai: schoolUai, profile }] as const] : [];
  });
  return [...new Map(pairs).values()];
};

/**
 * The values of one attribute of a person; none when there is nothing to say. The facts hold only the schools that opened the service,
 * so that no other one can show.
 */
export function valuesOf(attribute: Attribute, facts: ReleasedFacts): readonly string[] {
  const groupsAs = (kind: 'class' | 'other', ...roles: string[]): string[] =>
    once(
      facts.groups
        .filter((group) => (group.kind === 'class') === (kind === 'class') && roles.includes(group.role))
        .map(({ label }) => label),
    );
  const profiles = profilesInForce(facts);
  switch (attribute) {
    case 'uid':
      return [facts.uid];
    case 'pairwiseId':
      return once([facts.pairwiseId]);
    case 'login':
      return [facts.login];
    case 'academyId':
      return once(facts.academyIds).slice(0, 1);
    case 'academyKey':
      return once(facts.academyIds.map((id) => id.split('$').at(-1))).slice(0, 1);
    case 'familyName':
      return [facts.familyName];
    case 'givenName':
      return once([facts.givenName]);
    case 'displayName':
      return [once([facts.givenName, facts.familyName]).join(' ')];
    case 'title':
      return once([facts.title]);
    case 'birthDate':
      return once([frenchDay(facts.birthDate)]);
    case 'birthDateIso':
      return once([facts.birthDate]);
    case 'postalCode':
      return once([facts.postalCode]);
    case 'email':
      return once([facts.email]);
    case 'profileName':
      return once(profiles.map(({ role }) => PROFILE_LETTERS[role]));
    case 'profileNumber':
      return once(profiles.map(({ role }) => numberOf(role)));
    case 'profileShortNumber':
      return once(profiles.map(({ role }) => shortNumberOf(role)));
    case 'schoolUai':
      return once(profiles.map(({ schoolUai }) => schoolUai));
    case 'schoolName':
      return once(profiles.map(({ schoolName }) => schoolName));
    case 'schoolType':
      return once(profiles.map(({ schoolKind }) => SCHOOL_TYPES[schoolKind]));
    case 'classes':
      return groupsAs('class', 'pupil');
    case 'groups':
      return groupsAs('other', 'pupil', 'member');
    case 'taughtClasses':
      return groupsAs('class', 'teacher', 'main_teacher');
    case 'taughtGroups':
      return groupsAs('other', 'teacher', 'main_teacher', 'owner');
    case 'level':
      return once(facts.enrolments.map(({ level }) => level));
    case 'mef':
      return once(facts.enrolments.map(({ mef }) => mef));
    case 'children':
      return once(facts.children.map(({ uid }) => uid));
    case 'locale':
      return once([facts.locale]);
  }
}
