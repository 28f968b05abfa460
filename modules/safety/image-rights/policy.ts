import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { roles } from '../../directory/index.ts';

/** A person whose pictures are asked about: a child, or the adult who answers. SQL alias: `p` (directory.persons). */
export interface PicturedChild {
  readonly personId: string;
}

/** A class whose answers are read together. SQL alias: `g` (directory.groups). */
export interface PicturedClass {
  readonly groupId: string;
  readonly schoolId: string;
}

const followed = (actor: Actor): string[] => actor.children.map(({ personId }) => personId);
export const taught = (actor: Actor): string[] =>
  actor.groups.filter(({ role }) => role === 'teacher' || role === 'main_teacher').map(({ groupId }) => groupId);
const headed = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

/** An adult answers about their own pictures; a pupil has guardians who do. */
const self: readonly Rule<PicturedChild>[] = roles
  .filter((role) => role !== 'pupil')
  .map((role) => ({
    role,
    scope: 'self',
    allows: (actor, { personId }) => actor.personId === personId,
    sql: (actor) => sql`p.id = ${actor.personId}::uuid`,
  }));

/** Legal guardians answer, each with one voice; adults about themselves. */
export const imageRightPolicy = definePolicy<PicturedChild, 'answer'>('safety.image-right', {
  answer: [
    ...self,
    {
      role: 'guardian',
      scope: 'children-in-care',
      allows: (actor, child) => followed(actor).includes(child.personId),
      sql: (actor) => sql`p.id = any(${followed(actor)}::uuid[])`,
    },
  ],
});

const ofClass: readonly Rule<PicturedClass>[] = [
  {
    role: 'teacher',
    scope: 'classes-taught',
    allows: (actor, group) => taught(actor).includes(group.groupId),
    sql: (actor) => sql`g.id = any(${taught(actor)}::uuid[])`,
  },
  {
    role: 'head',
    scope: 'classes-of-own-school',
    allows: (actor, group) => headed(actor).includes(group.schoolId),
    sql: (actor) => sql`g.school_id = any(${headed(actor)}::uuid[])`,
  },
];

/** Who takes pictures of a class has to know whose, and asks about one occasion. */
export const classImagePolicy = definePolicy<PicturedClass, 'see' | 'ask'>('safety.class-pictures', {
  see: ofClass,
  ask: ofClass,
});
