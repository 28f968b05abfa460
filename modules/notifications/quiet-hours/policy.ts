import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** A school whose hours are meant. SQL alias: `s` (directory.school_places). */
export interface HoursOfSchool {
  readonly schoolId: string;
}

/** Schools that the actor heads. */
export const headed = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

const asHead: Rule<HoursOfSchool> = {
  role: 'head',
  scope: 'own-school',
  allows: (actor, { schoolId }) => headed(actor).includes(schoolId),
  sql: (actor) => sql`s.school_id = any(${headed(actor)}::uuid[])`,
};

const asOperator: Rule<HoursOfSchool> = {
  role: 'platform',
  scope: 'everywhere',
  allows: () => true,
  sql: () => sql`true`,
};

/** Who decides when a school publishes, and who may publish at any hour because it is urgent: its head alone. */
export const schoolHoursPolicy = definePolicy<HoursOfSchool, 'change' | 'urge'>('notifications.school-hours', {
  change: [asOperator, asHead],
  urge: [asHead],
});

/** Who decides for the whole platform. */
export const platformHoursPolicy = definePolicy<object, 'change'>('notifications.platform-hours', {
  change: [{ role: 'platform', scope: 'everywhere', allows: () => true, sql: () => sql`true` }],
});
