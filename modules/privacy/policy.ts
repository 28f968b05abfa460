import { definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { roles } from '../directory/index.ts';

/** What is held of one person. SQL alias: `p` (directory.persons). */
export interface HeldFacts {
  readonly personId: string;
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

/** Who reads and takes away all that is held of a person: themselves, and a legal guardian for a child. */
export const heldPolicy = definePolicy<HeldFacts, 'see' | 'download'>('privacy.held', {
  see: [...self, ownChildren],
  download: [...self, ownChildren],
});
