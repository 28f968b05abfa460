import { type Actor, definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** How far a school is with its start of the year; without a school: all of them. SQL alias: `r` (console.progress). */
export interface ProgressFacts {
  readonly schoolId?: string | undefined;
}

const headed = (actor: Actor): string[] =>
  actor.profiles.filter((profile) => profile.role === 'head').map((profile) => profile.schoolId);

/** Who follows the steps of a school, or of all. */
export const progressPolicy = definePolicy<ProgressFacts, 'see'>('console.progress', {
  see: [
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => schoolId !== undefined && headed(actor).includes(schoolId),
      sql: (actor) => sql`r.school_id = any(${headed(actor)}::uuid[])`,
    },
    { role: 'platform', scope: 'every-school', allows: () => true, sql: () => sql`true` },
  ],
});
