import { definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { ownSchools } from '../banners/policy.ts';

/** Who decides what a school's portal shows. SQL alias: `s` (directory.school_places). */
export const portalPolicy = definePolicy<{ readonly schoolId: string }, 'shape'>('portal.school', {
  shape: [
    { role: 'platform', scope: 'everywhere', allows: () => true, sql: () => sql`true` },
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => ownSchools(actor).includes(schoolId),
      sql: (actor) => sql`s.school_id = any(${ownSchools(actor)}::uuid[])`,
    },
  ],
});
