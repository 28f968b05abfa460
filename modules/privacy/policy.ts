import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { answersFor, roles } from '../directory/index.ts';

/** What is held of one person. SQL alias: `p` (directory.persons). */
export interface HeldFacts {
  readonly personId: string;
  /** A child who left, and for whom the actor is among those who still answer: ids of these adults. */
  readonly answeredBy?: readonly string[] | undefined;
}

const self: readonly Rule<HeldFacts>[] = roles.map((role) => ({
  role,
  scope: 'self',
  allows: (actor, { personId }) => actor.personId === personId,
  sql: (actor) => sql`p.id = ${actor.personId}::uuid`,
}));

/** Children under the actor's authority to whom no decision closes the access. */
const ownChildren: Rule<HeldFacts> = {
  role: 'guardian',
  scope: 'own-children',
  allows: (actor, { personId }) => actor.children.some((child) => child.personId === personId),
  sql: (actor) => sql`p.id = any(${actor.children.map((child) => child.personId)}::uuid[])`,
};

/** Children who left, as long as they are not erased: the guardian may have left with the last of them. */
const leftChildren: readonly Rule<HeldFacts>[] = roles.map((role) => ({
  role,
  scope: 'left-children',
  allows: (actor, { answeredBy }) => answeredBy?.includes(actor.personId) ?? false,
  sql: (actor) => answersFor(actor.personId),
}));

const headed = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

/** Who was last in a school and is on the way out. SQL alias: `s` (directory.schools). */
export const leaversPolicy = definePolicy<{ readonly schoolId: string }, 'list'>('privacy.leavers', {
  list: [
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => headed(actor).includes(schoolId),
      sql: (actor) => sql`s.id = any(${headed(actor)}::uuid[])`,
    },
  ],
});

const dpo: readonly Rule<object>[] = [{ role: 'dpo', scope: 'every-leaver', allows: () => true, sql: () => sql`true` }];

/**
 * The desk of data protection: who is on the way out, holds, requests, the archive. By name for the data-protection officer alone; who
 * runs the platform sees counts.
 */
export const deskPolicy = definePolicy<object, 'seeCounts' | 'seeLeavers' | 'hold' | 'answer' | 'openArchive'>(
  'privacy.desk',
  {
    seeCounts: [...dpo, { role: 'platform', scope: 'every-leaver', allows: () => true, sql: () => sql`true` }],
    seeLeavers: dpo,
    hold: dpo,
    answer: dpo,
    openArchive: dpo,
  },
);

/** Who reads and takes away all that is held of a person: themselves, and a legal guardian for a child. */
export const heldPolicy = definePolicy<HeldFacts, 'see' | 'download'>('privacy.held', {
  see: [...self, ownChildren, ...leftChildren],
  download: [...self, ownChildren, ...leftChildren],
});
