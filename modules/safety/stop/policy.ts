import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** Where a stop is, or would be; null: more than one school. SQL alias: `st` (safety.stops). */
export interface StopPlace {
  readonly schoolId: string | null;
  /** Who began it: what the academy stopped, no head lifts. */
  readonly startedAs: 'head' | 'academy' | 'platform';
}

/** Schools that the actor heads. */
export const headed = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

const everywhere = (role: 'platform' | 'academy'): Rule<StopPlace> => ({
  role,
  scope: 'everywhere',
  allows: () => true,
  sql: () => sql`true`,
});

const own = (also: 'all' | 'heads'): Rule<StopPlace> => ({
  role: 'head',
  scope: 'own-school',
  allows: (actor, { schoolId, startedAs }) =>
    schoolId !== null && headed(actor).includes(schoolId) && (also === 'all' || startedAs === 'head'),
  sql: (actor) =>
    also === 'all'
      ? sql`st.school_id = any(${headed(actor)}::uuid[])`
      : sql`(st.school_id = any(${headed(actor)}::uuid[]) and st.started_as = 'head')`,
});

/** Who stops the writing of a place, and who lifts or prolongs a stop. */
export const stopPolicy = definePolicy<StopPlace, 'see' | 'start' | 'lift'>('safety.stop', {
  see: [everywhere('platform'), everywhere('academy'), own('all')],
  start: [everywhere('platform'), everywhere('academy'), own('all')],
  lift: [everywhere('platform'), everywhere('academy'), own('heads')],
});

/** Whether the actor may stop anything at all. */
export const stopsSomewhere = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'platform' || role === 'academy') || headed(actor).length > 0;
