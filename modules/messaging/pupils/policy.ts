import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { classesInCharge, schoolsInCharge } from '../../directory/index.ts';

/** A class, or a school as a whole (`circleId` is the school). SQL alias: `w`, with `school_id` and `circle_id`. */
export interface ClassFacts {
  readonly circleId: string;
  readonly schoolId: string;
}

const ofOwnClass: Rule<ClassFacts> = {
  role: 'teacher',
  scope: 'in-charge',
  allows: (actor, { circleId }) => classesInCharge(actor).includes(circleId),
  sql: (actor) => sql`w.circle_id = any(${[...classesInCharge(actor)]}::uuid[])`,
};

const ofOwnSchool = (role: string): Rule<ClassFacts> => ({
  role,
  scope: 'own-schools',
  allows: (actor, { schoolId }) => schoolsInCharge(actor).includes(schoolId),
  sql: (actor) => sql`w.school_id = any(${[...schoolsInCharge(actor)]}::uuid[])`,
});

const everybody = [ofOwnClass, ofOwnSchool('head'), ofOwnSchool('school_life')];

/** What the pupils of a class write: who reads it, who decides of what waits, who says how they may write. */
export const classWritingPolicy = definePolicy<ClassFacts, 'read' | 'decide' | 'choose'>('messaging.class', {
  read: everybody,
  decide: everybody,
  choose: everybody,
});

/** Whether the actor answers for any class or school at all; asked before a statement. */
export const answersForPupils = (actor: Actor): boolean =>
  classesInCharge(actor).length > 0 || schoolsInCharge(actor).length > 0;
