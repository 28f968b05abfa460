import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';

/** A journal: that of a person, of a school, or (neither) of the whole platform. */
export interface JournalFacts {
  readonly personId?: string | undefined;
  readonly schoolId?: string | undefined;
}

const ROLES = [
  'pupil',
  'guardian',
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'after_school',
  'academy',
  'commune',
  'platform',
] as const;

const self: Rule<JournalFacts>[] = ROLES.map((role) => ({
  role,
  scope: 'self',
  allows: (actor, journal) => journal.personId === actor.personId,
}));

const ownChildren: Rule<JournalFacts> = {
  role: 'guardian',
  scope: 'own-children',
  allows: (actor, journal) => actor.children.some((child) => child.personId === journal.personId),
};

const heads = (actor: Actor, schoolId: string | undefined): boolean =>
  actor.profiles.some((profile) => profile.role === 'head' && profile.schoolId === schoolId);

const ownSchool: Rule<JournalFacts> = {
  role: 'head',
  scope: 'own-school',
  allows: (actor, journal) => heads(actor, journal.schoolId),
};

const everySchool: Rule<JournalFacts> = { role: 'platform', scope: 'every-school', allows: () => true };

/** Who reads what was done: each person what concerns them, the head the school, the operator the rest but protection matters. */
export const journalPolicy = definePolicy<JournalFacts, 'seeOwn' | 'seeSchool' | 'seeProtection' | 'seeAll'>(
  'console.journal',
  {
    seeOwn: [...self, ownChildren],
    seeSchool: [ownSchool, everySchool],
    seeProtection: [ownSchool],
    seeAll: [everySchool],
  },
);
