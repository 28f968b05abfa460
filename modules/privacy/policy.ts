import { definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { answersFor, roles } from '../directory/index.ts';

/** What is held of one person. SQL alias: `p` (directory.persons). */
export interface HeldFacts {
  readonly personId: string;
  /** A child who left, and for whom the actor is among those who still answer: ids of these adults. */
  readonly answeredBy?: readonly string[] | undefined;
}

const self: readonly Rule<HeldFacts>[] = roles.map((role) => ({
  role,
  scope: 'self',
  allows: (actor, { personId }) => actor.personId === personId,
  sql: (actor) => sql`p.id = ${actor.personId}::uuid`,
}));

/** Children under the actor's authority to whom no decision closes the access. */
const ownChildren: Rule<HeldFacts> = {
  role: 'guardian',
  scope: 'own-children',
  allows: (actor, { personId }) => actor.children.some((child) => child.personId === personId),
  sql: (actor) => sql`p.id = any(${actor.children.map((child) => child.personId)}::uuid[])`,
};

/** Children who left, as long as they are not erased: the guardian may have left with the last of them. */
const leftChildren: readonly Rule<HeldFacts>[] = roles.map((role) => ({
  role,
  scope: 'left-children',
  allows: (actor, { answeredBy }) => answeredBy?.includes(actor.personId) ?? false,
  sql: (actor) => answersFor(actor.personId),
}));

/** Who reads and takes away all that is held of a person: themselves, and a legal guardian for a child. */
export const heldPolicy = definePolicy<HeldFacts, 'see' | 'download'>('privacy.held', {
  see: [...self, ownChildren, ...leftChildren],
  download: [...self, ownChildren, ...leftChildren],
});
