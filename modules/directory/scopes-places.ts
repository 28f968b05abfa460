import type { Actor, Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import type { Role } from './actor.ts';
import {
  among,
  childrensGroups,
  childrensSchools,
  communesOf,
  type GroupFacts,
  groupsOf,
  inCharge,
  type SchoolFacts,
  schoolsAs,
  worksForAcademy,
} from './scopes.ts';

/* Which groups and schools one reaches. */

export const ownGroup: Rule<GroupFacts> = {
  role: 'pupil',
  scope: 'own-groups',
  allows: (actor, group) => groupsOf(actor).includes(group.groupId),
  sql: (actor) => among('g.id', groupsOf(actor)),
};

export const childrensGroup: Rule<GroupFacts> = {
  role: 'guardian',
  scope: 'childrens-groups',
  allows: (actor, group) => childrensGroups(actor).includes(group.groupId),
  sql: (actor) => among('g.id', childrensGroups(actor)),
};

export const groupsAt = (role: Role): Rule<GroupFacts> => ({
  role,
  scope: 'own-school',
  allows: (actor, group) => schoolsAs(actor, role).includes(group.schoolId),
  sql: (actor) => among('g.school_id', schoolsAs(actor, role)),
});

/** The classes a teacher answers for. */
export const classesInCharge: Rule<GroupFacts> = {
  role: 'teacher',
  scope: 'classes-in-charge',
  allows: (actor, group) => inCharge(actor).includes(group.groupId),
  sql: (actor) => among('g.id', inCharge(actor)),
};

export const schoolAs = (role: Role): Rule<SchoolFacts> => ({
  role,
  scope: 'own-school',
  allows: (actor, school) => schoolsAs(actor, role).includes(school.schoolId),
  sql: (actor) => among('s.id', schoolsAs(actor, role)),
});

export const childrensSchool: Rule<SchoolFacts> = {
  role: 'guardian',
  scope: 'childrens-schools',
  allows: (actor, school) => childrensSchools(actor).includes(school.schoolId),
  sql: (actor) => among('s.id', childrensSchools(actor)),
};

const comingSchools = (actor: Actor): string[] =>
  actor.children.flatMap((child) => child.coming.map(({ schoolId }) => schoolId));

/** Where one's child is enrolled from a day to come. */
export const childrensNextSchool: Rule<SchoolFacts> = {
  role: 'guardian',
  scope: 'childrens-next-schools',
  allows: (actor, school) => comingSchools(actor).includes(school.schoolId),
  sql: (actor) => among('s.id', comingSchools(actor)),
};

export const communesSchools: Rule<SchoolFacts> = {
  role: 'commune',
  scope: 'own-commune',
  allows: (actor, school) => school.communeId !== null && communesOf(actor).includes(school.communeId),
  sql: (actor) => among('s.commune_id', communesOf(actor)),
};

export const everySchool = (role: 'academy' | 'platform'): Rule<SchoolFacts> => ({
  role,
  scope: 'every-school',
  allows: (actor) => role === 'platform' || worksForAcademy(actor),
  sql: (actor) => (role === 'platform' || worksForAcademy(actor) ? sql`true` : sql`false`),
});
