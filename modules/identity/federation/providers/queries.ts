import { type Db, firstOf, rowsOf, sql } from '../../../../platform/db/db.ts';
import type { ClientAuth, ProviderKind, SignedAlg, Who } from './kinds.ts';

/** An outside identity provider, as the operator declared it. */
export interface Provider {
  readonly id: string;
  /** Its name in addresses. */
  readonly key: string;
  readonly kind: ProviderKind;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
  readonly clientAuth: ClientAuth;
  readonly signedAlg: SignedAlg;
  readonly signedUserinfo: boolean;
  readonly scopes: string[];
  readonly acrValues: string[];
  readonly audiences: Who[];
  readonly organisations: string[];
  readonly active: boolean;
  readonly changedAt: Date;
}

const columns = sql`p.id, p.key, p.kind, p.name, p.issuer, p.client_id as "clientId", p.sealed_secret as "sealedSecret",
  p.client_auth as "clientAuth", p.signed_alg as "signedAlg", p.signed_userinfo as "signedUserinfo", p.scopes,
  p.acr_values as "acrValues", p.audiences, p.organisations, p.active, p.changed_at as "changedAt"`;

/** The providers whose door is open, in the order in which they were declared. */
export const activeProviders = (db: Db): Promise<Provider[]> =>
  rowsOf(
    db,
    sql<Provider>`select ${columns} from identity.providers p where p.active order by p.declared_at, p.id limit 20`,
  );

/** Every provider ever declared. */
export const allProviders = (db: Db): Promise<Provider[]> =>
  rowsOf(db, sql<Provider>`select ${columns} from identity.providers p order by p.declared_at, p.id limit 100`);

export const providerByKey = (db: Db, key: string): Promise<Provider | undefined> =>
  firstOf(db, sql<Provider>`select ${columns} from identity.providers p where p.key = ${key}`);
