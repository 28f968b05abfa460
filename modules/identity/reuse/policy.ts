import { type Actor, definePolicy } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { communesOfChildren, ownCommunes, schoolsOfChildren } from '../../directory/index.ts';

/** A request of a municipal service. SQL alias: `r` (identity.reuse_requests). */
export interface RequestFacts {
  readonly communeId: string;
  /** The schools of that commune; only who answers needs them. */
  readonly schoolIds: readonly string[];
}

const worksThere = (actor: Actor, { communeId }: RequestFacts): boolean => ownCommunes(actor).includes(communeId);
const own = (actor: Actor) => sql`r.commune_id = any(${ownCommunes(actor)}::uuid[])`;

/** An agent asks for their commune and reads what families agreed to; the platform may ask in its place and never reads. */
export const reusePolicy = definePolicy<RequestFacts, 'declare' | 'read' | 'answer'>('identity.reuse', {
  declare: [
    { role: 'commune', scope: 'own-commune', allows: worksThere, sql: own },
    { role: 'platform', scope: 'every-commune', allows: () => true, sql: () => sql`true` },
  ],
  read: [{ role: 'commune', scope: 'own-commune', allows: worksThere, sql: own }],
  answer: [
    {
      role: 'guardian',
      scope: 'communes-of-childrens-schools',
      allows: (actor, { schoolIds }) => schoolsOfChildren(actor).some((schoolId) => schoolIds.includes(schoolId)),
      sql: (actor) => sql`r.commune_id in (${communesOfChildren(actor)})`,
    },
  ],
});

const nowhere: RequestFacts = { communeId: '', schoolIds: [] };

/** Whether the actor declares requests at all: for some commune, or for all. */
export const declares = (actor: Actor): boolean =>
  ownCommunes(actor).length > 0 || reusePolicy.can(actor, 'declare', nowhere);
