import { newId, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import type { SessionKind } from '../sessions/kinds.ts';

/**
 * SQL statement: a line of the journal of connections for somebody who comes in, if `provided` holds; for a `with` of the statement that
 * lets them in, so that nobody comes in unwritten. `waiting`: the session that goes on only with a second factor, and when it does (an SQL
 * condition): until `factorGiven` the line says that nobody came in yet.
 */
export const connectionRow = (
  { now, address, userAgent }: Context,
  given: {
    readonly personId: string;
    readonly means: 'password' | 'pictures' | 'provider' | 'passkey';
    /** The outside provider that vouched. */
    readonly providerId?: string | undefined;
    readonly kind: SessionKind;
    readonly provided: RawBuilder<unknown>;
    readonly waiting?: { readonly sessionId: string; readonly when: RawBuilder<unknown> };
  },
): RawBuilder<unknown> => sql`
  insert into identity.connections (id, person_id, happened_at, means, provider_id, kind, address, device, factor_due)
  select ${given.waiting?.sessionId ?? newId()}::uuid, a.person_id, ${now}, ${given.means}, ${given.providerId ?? null}::uuid, ${given.kind}, ${address},
         ${JSON.stringify(deviceOf(userAgent))}::jsonb, ${given.waiting?.when ?? sql`false`}
  from identity.accounts a where a.person_id = ${given.personId} and ${given.provided}`;

/** SQL statement: the session that waited has its second factor; its person came in. */
export const factorGiven = (sessionId: string): RawBuilder<unknown> =>
  sql`update identity.connections set factor_due = false where id = ${sessionId} and factor_due`;
