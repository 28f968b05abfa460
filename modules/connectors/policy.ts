import { type Actor, definePolicy } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';

/** Who declares services, for all schools, and looks at what would leave about somebody. SQL alias: `k` (connectors.services). */
export const servicePolicy = definePolicy<object, 'declare' | 'preview'>('connectors.service', {
  declare: [{ role: 'platform', scope: 'every-service', allows: () => true, sql: () => sql`true` }],
  preview: [{ role: 'platform', scope: 'every-service', allows: () => true, sql: () => sql`true` }],
});

const headsSchools = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

/** Who opens services in a school. SQL alias: `s` (directory.school_places). */
export const openingPolicy = definePolicy<{ readonly schoolId: string }, 'open'>('connectors.opening', {
  open: [
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => headsSchools(actor).includes(schoolId),
      sql: (actor) => sql`s.school_id = any(${headsSchools(actor)}::uuid[])`,
    },
    { role: 'platform', scope: 'every-school', allows: () => true, sql: () => sql`true` },
  ],
});

/** Whether the actor declares services. */
export const declares = (actor: Actor): boolean => servicePolicy.can(actor, 'declare', {});
