import { type Actor, definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** A child about whom a service asks. SQL alias: `p` (directory.persons). */
export interface ConsentingChild {
  readonly personId: string;
}

const followed = (actor: Actor): string[] => actor.children.map(({ personId }) => personId);

/** Legal guardians consent with a child under fifteen; each of them may, and each may take it back. */
export const consentPolicy = definePolicy<ConsentingChild, 'answer'>('identity.consent', {
  answer: [
    {
      role: 'guardian',
      scope: 'children-in-care',
      allows: (actor, child) => followed(actor).includes(child.personId),
      sql: (actor) => sql`p.id = any(${followed(actor)}::uuid[])`,
    },
  ],
});
