import { type Actor, definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { among, schoolsAs } from '../scopes.ts';
import { schoolsEntrusted } from '../scopes-delegates.ts';

/** A class of a former year. SQL alias: `g` (directory.groups). */
export interface PastClassFacts {
  readonly groupId: string;
  readonly schoolId: string;
  /** Who taught it, to the end or not. */
  readonly teacherIds: readonly string[];
}

const headed = (actor: Actor): string[] => schoolsAs(actor, 'head');
const taughtAt = (actor: Actor): string[] => schoolsAs(actor, 'teacher');
const entrusted = (actor: Actor): string[] => schoolsEntrusted(actor, 'year');

/** Who may look back at a class: those who could see its list then, as long as they work in the school. */
export const pastClassPolicy = definePolicy<PastClassFacts, 'see'>('directory.past-class', {
  see: [
    {
      role: 'head',
      scope: 'own-school',
      allows: (actor, { schoolId }) => headed(actor).includes(schoolId),
      sql: (actor) => among('g.school_id', headed(actor)),
    },
    {
      role: 'delegate',
      scope: 'delegated-school',
      allows: (actor, { schoolId }) => entrusted(actor).includes(schoolId),
      sql: (actor) => among('g.school_id', entrusted(actor)),
    },
    {
      role: 'teacher',
      scope: 'classes-taught-then',
      allows: (actor, { schoolId, teacherIds }) =>
        taughtAt(actor).includes(schoolId) && teacherIds.includes(actor.personId),
      sql: (actor) => sql`(
        ${among('g.school_id', taughtAt(actor))} and exists (
          select 1 from directory.memberships pm
          where pm.person_id = ${actor.personId}::uuid and pm.group_id = g.id and pm.role in ('teacher', 'main_teacher') offset 0))`,
    },
  ],
});
