import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';

/** A journal: that of a person, of a school, or (neither) of the whole platform. SQL alias of its lines: `e` (platform.audit_entries). */
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
  'dpo',
  'leaver',
] as const;

const about = (persons: readonly string[]): RawBuilder<unknown> => sql`exists (
  select 1 from platform.audit_subjects own where own.entry_id = e.id and own.person_id = any(${[...persons]}::uuid[]))`;

const self: Rule<JournalFacts>[] = ROLES.map((role) => ({
  role,
  scope: 'self',
  allows: (actor, journal) => journal.personId === actor.personId,
  sql: (actor) => about([actor.personId]),
}));

const ownChildren: Rule<JournalFacts> = {
  role: 'guardian',
  scope: 'own-children',
  allows: (actor, journal) => actor.children.some((child) => child.personId === journal.personId),
  sql: (actor) => about(actor.children.map((child) => child.personId)),
};

const headed = (actor: Actor): string[] =>
  actor.profiles.filter((profile) => profile.role === 'head').map((profile) => profile.schoolId);

const ownSchool: Rule<JournalFacts> = {
  role: 'head',
  scope: 'own-school',
  allows: (actor, { schoolId }) => schoolId !== undefined && headed(actor).includes(schoolId),
  sql: (actor) => sql`e.school_id = any(${headed(actor)}::uuid[])`,
};

const everySchool: Rule<JournalFacts> = {
  role: 'platform',
  scope: 'every-school',
  allows: () => true,
  sql: () => sql`true`,
};

const protectionEverywhere: Rule<JournalFacts> = {
  role: 'dpo',
  scope: 'protection-everywhere',
  allows: () => true,
  sql: () => sql`e.visibility = 'protection'`,
};

/**
 * Who reads what was done: each person what concerns them, the head the school, the operator the rest but protection matters, the
 * data-protection officer these alone.
 */
export const journalPolicy = definePolicy<
  JournalFacts,
  'seeOwn' | 'seeSchool' | 'seeProtection' | 'seeAll' | 'seeEveryProtection'
>('console.journal', {
  seeOwn: [...self, ownChildren],
  seeSchool: [ownSchool, everySchool],
  seeProtection: [ownSchool],
  seeAll: [everySchool],
  seeEveryProtection: [protectionEverywhere],
});
