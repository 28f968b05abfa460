import { type RawBuilder, sql } from '../../../platform/db/db.ts';

/** SQL: whether a person has a second factor in force, be it an application or a passkey. */
export const factorInForce = (personId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from identity.authenticators x where x.person_id = ${personId} and x.confirmed_at is not null)
  or exists (select 1 from identity.passkeys k where k.person_id = ${personId}))`;
