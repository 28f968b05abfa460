import type { Role } from '../actor.ts';

/*
 * Who sees whom and who may write to whom: one line for each way in which two people meet. A circle is a school, a class or group, or a
 * family; a rule says what those who are `from` in a circle may do with those who are `to` in the same one. policy.ts makes its rules
 * of these lines; there is no other list.
 */

/** What belongs to whom differs by kind of school; a primary school follows the élémentaire. */
export const stages = ['nursery', 'elementary', 'college'] as const;
export type Stage = (typeof stages)[number];

export const verbs = ['see', 'write'] as const;
export type CircleVerb = (typeof verbs)[number];

/**
 * What the platform says of a rule. never: no school may open it; closed: closed, a school may open it; open: open, a school may close
 * it; always: open everywhere.
 */
export const settings = ['never', 'closed', 'open', 'always'] as const;
export type Setting = (typeof settings)[number];

/** As what somebody belongs to a circle. guardian: legal representative of a pupil of it; contact: another adult of such a pupil. */
export const circleRoles = [
  'pupil',
  'member',
  'guardian',
  'contact',
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'after_school',
  'academy',
] as const;
export type CircleRole = (typeof circleRoles)[number];

/** A stage's setting; `fixed`: not the operator's to change. */
export interface StageSetting {
  readonly setting: Setting;
  readonly fixed: boolean;
}

export interface CircleRule {
  readonly from: Role;
  /** Scope of the rights grid; with `from` it names the rule: `guardian.childrens-teachers`. */
  readonly scope: string;
  readonly circle: 'school' | 'group' | 'family';
  readonly to: readonly CircleRole[];
  /** Absent: the rule does not open this verb. */
  readonly see?: Readonly<Record<Stage, StageSetting>>;
  readonly write?: Readonly<Record<Stage, StageSetting>>;
}

type Given = Setting | `${Setting}!`;
const stage = (given: Given): StageSetting => ({
  setting: given.replace('!', '') as Setting,
  fixed: given.endsWith('!'),
});
/** Settings of nursery, élémentaire and collège; a mark of exclamation fixes one. */
const by = (nursery: Given, elementary: Given, college: Given): Readonly<Record<Stage, StageSetting>> => ({
  nursery: stage(nursery),
  elementary: stage(elementary),
  college: stage(college),
});
const ALWAYS = by('always!', 'always!', 'always!');
const AT_WORK: readonly CircleRole[] = [
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'after_school',
  'academy',
];

const colleagues = (from: Role): CircleRule => ({
  from,
  scope: 'colleagues',
  circle: 'school',
  to: AT_WORK,
  see: ALWAYS,
  write: ALWAYS,
});

/** Head and school life: everybody of the school is in sight; those with whom one writes are told apart. */
const wholeSchool = (from: 'head' | 'school_life'): readonly CircleRule[] => [
  { from, scope: 'own-school', circle: 'school', to: circleRoles, see: ALWAYS },
  colleagues(from),
  { from, scope: 'schools-families', circle: 'school', to: ['guardian'], write: ALWAYS },
  { from, scope: 'schools-pupils', circle: 'school', to: ['pupil'], write: by('never!', 'open', 'open') },
];

/** The rules, in the order in which they are read. */
export const circleRules: readonly CircleRule[] = [
  // No private writing between children of an école unless the school opens it; none at all before they read.
  {
    from: 'pupil',
    scope: 'classmates',
    circle: 'group',
    to: ['pupil', 'member'],
    see: by('open', 'open', 'open'),
    write: by('never!', 'closed', 'open'),
  },
  {
    from: 'pupil',
    scope: 'own-teachers',
    circle: 'group',
    to: ['teacher'],
    see: ALWAYS,
    write: by('never!', 'closed', 'open'),
  },
  {
    from: 'pupil',
    scope: 'school-adults',
    circle: 'school',
    to: ['head', 'school_life', 'librarian'],
    see: by('never!', 'closed', 'open'),
    write: by('never!', 'closed', 'open'),
  },
  { from: 'pupil', scope: 'own-adults', circle: 'family', to: ['guardian'], see: ALWAYS, write: ALWAYS },
  { from: 'guardian', scope: 'own-children', circle: 'family', to: ['pupil'], see: ALWAYS, write: ALWAYS },
  {
    from: 'guardian',
    scope: 'childrens-teachers',
    circle: 'group',
    to: ['teacher'],
    see: ALWAYS,
    write: by('open', 'open', 'open'),
  },
  // A family can always reach the school.
  { from: 'guardian', scope: 'childrens-heads', circle: 'school', to: ['head'], see: ALWAYS, write: ALWAYS },
  {
    from: 'guardian',
    scope: 'childrens-school-life',
    circle: 'school',
    to: ['school_life'],
    see: by('closed', 'closed', 'open'),
    write: by('closed', 'closed', 'open'),
  },
  {
    from: 'guardian',
    scope: 'childrens-after-school',
    circle: 'school',
    to: ['after_school'],
    see: by('open', 'open', 'closed'),
    write: by('open', 'open', 'closed'),
  },
  // Parents do not learn from us who the other parents are, unless the operator lets schools decide it.
  {
    from: 'guardian',
    scope: 'class-families',
    circle: 'group',
    to: ['guardian'],
    see: by('never', 'never', 'never'),
    write: by('never', 'never', 'never'),
  },
  colleagues('teacher'),
  {
    from: 'teacher',
    scope: 'schools-pupils',
    circle: 'school',
    to: ['pupil'],
    see: by('open', 'open', 'open'),
    write: by('never!', 'never', 'closed'),
  },
  {
    from: 'teacher',
    scope: 'own-pupils',
    circle: 'group',
    to: ['pupil'],
    see: ALWAYS,
    write: by('never!', 'open', 'open'),
  },
  { from: 'teacher', scope: 'own-pupils-families', circle: 'group', to: ['guardian'], see: ALWAYS, write: ALWAYS },
  // The grandmother who fetches the child is known to the class; letters go to those who hold authority.
  { from: 'teacher', scope: 'own-pupils-contacts', circle: 'group', to: ['contact'], see: ALWAYS },
  colleagues('librarian'),
  {
    from: 'librarian',
    scope: 'schools-pupils',
    circle: 'school',
    to: ['pupil'],
    see: by('open', 'open', 'open'),
    write: by('never!', 'never', 'open'),
  },
  colleagues('staff'),
  ...wholeSchool('head'),
  ...wholeSchool('school_life'),
  { from: 'after_school', scope: 'schools-pupils', circle: 'school', to: ['pupil'], see: ALWAYS },
  {
    from: 'after_school',
    scope: 'legal-guardians',
    circle: 'school',
    to: ['guardian'],
    see: ALWAYS,
    write: by('open', 'open', 'closed'),
  },
  {
    from: 'after_school',
    scope: 'head-and-team',
    circle: 'school',
    to: ['head', 'after_school'],
    see: ALWAYS,
    write: ALWAYS,
  },
];

/** A rule's name in addresses and in rows. */
export const ruleName = ({ from, scope }: Pick<CircleRule, 'from' | 'scope'>): string => `${from}.${scope}`;

/** The kind of school that decides which defaults hold. */
export const stageOf = (schoolKind: string): Stage =>
  schoolKind === 'nursery'
    ? 'nursery'
    : schoolKind === 'elementary' || schoolKind === 'primary'
      ? 'elementary'
      : 'college';
