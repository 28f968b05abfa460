import { type Db, firstOf, rowsOf, sql } from '../../../../platform/db/db.ts';
import type { ClientAuth, ProviderKind, SignedAlg, Who } from './kinds.ts';

/** An outside identity provider, as the operator declared it. One that speaks SAML has neither client nor secret: they are empty. */
export interface Provider {
  readonly id: string;
  /** Its name in addresses. */
  readonly key: string;
  readonly kind: ProviderKind;
  readonly name: string;
  /** The issuer of OpenID Connect, or the entityID of SAML. */
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

/** Columns of `identity.providers p`. */
export const columns = sql`p.id, p.key, p.kind, p.name, p.issuer, coalesce(p.client_id, '') as "clientId",
  coalesce(p.sealed_secret, '') as "sealedSecret", coalesce(p.client_auth, 'post') as "clientAuth",
  coalesce(p.signed_alg, 'RS256') as "signedAlg", coalesce(p.signed_userinfo, false) as "signedUserinfo", p.scopes,
  p.acr_values as "acrValues", p.audiences, p.organisations, p.active, p.changed_at as "changedAt"`;

/** The providers whose door is open: the academy's first, then in the order in which they were declared. */
export const activeProviders = (db: Db): Promise<Provider[]> =>
  rowsOf(
    db,
    sql<Provider>`select ${columns} from identity.providers p where p.active order by p.kind not in ('educonnect', 'agents'), p.declared_at, p.id limit 20`,
  );

/** Every provider ever declared. */
export const allProviders = (db: Db): Promise<Provider[]> =>
  rowsOf(db, sql<Provider>`select ${columns} from identity.providers p order by p.declared_at, p.id limit 100`);

export const providerByKey = (db: Db, key: string): Promise<Provider | undefined> =>
  firstOf(db, sql<Provider>`select ${columns} from identity.providers p where p.key = ${key}`);
