import { definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** The space of a school. SQL alias: `s` (directory.schools). */
export interface SchoolSpace {
  readonly schoolId: string;
}

export const storagePolicy = definePolicy<SchoolSpace, 'see' | 'change'>('files.storage', {
  see: [
    {
      role: 'head',
      scope: 'own-school-space',
      allows: (actor, { schoolId }) =>
        actor.profiles.some((post) => post.role === 'head' && post.schoolId === schoolId),
      sql: (actor) =>
        sql`s.id = any(${actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId)}::uuid[])`,
    },
    { role: 'platform', scope: 'every-school-space', allows: () => true, sql: () => sql`true` },
  ],
  change: [{ role: 'platform', scope: 'every-school-space', allows: () => true, sql: () => sql`true` }],
});
