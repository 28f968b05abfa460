import { newId, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { deviceOf } from '../sessions/device.ts';
import type { SessionKind } from '../sessions/kinds.ts';

/**
 * SQL statement: a line of the journal of connections for somebody who comes in, if `provided` holds; for a `with` of the statement that
 * lets them in, so that nobody comes in unwritten.
 */
export const connectionRow = (
  { now, address, userAgent }: Context,
  given: {
    readonly personId: string;
    readonly means: 'password' | 'pictures' | 'provider';
    readonly kind: SessionKind;
    readonly provided: RawBuilder<unknown>;
  },
): RawBuilder<unknown> => sql`
  insert into identity.connections (id, person_id, happened_at, means, kind, address, device)
  select ${newId()}, a.person_id, ${now}, ${given.means}, ${given.kind}, ${address}, ${JSON.stringify(deviceOf(userAgent))}::jsonb
  from identity.accounts a where a.person_id = ${given.personId} and ${given.provided}`;
