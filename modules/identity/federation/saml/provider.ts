import { addressOf } from '../../../../platform/contract/endpoint.ts';
import { notFound } from '../../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { comeBack } from '../door/contract.ts';
import type { SamlKind } from '../providers/kinds.ts';
import { columns, type Provider } from '../providers/queries.ts';
import type { VectorTypes } from '../recognition/vectors.ts';

/** A provider that speaks SAML, with what its metadata says. */
export interface SamlProvider extends Provider {
  readonly kind: SamlKind;
  /** Where requests go, by Redirect. */
  readonly ssoAddress: string;
  /** Where sign-outs go; null: it has none. */
  readonly sloAddress: string | null;
  /** Where our answers to its sign-outs go, when that is another address. */
  readonly sloAnswerAddress: string | null;
  readonly sloBinding: 'redirect' | 'post' | null;
  /** PEM. */
  readonly certificates: string[];
  readonly encrypted: boolean;
  readonly unsolicited: boolean;
  readonly returnHosts: string[];
  readonly mailDomains: string[];
  readonly vectorTypes: VectorTypes;
}

/** A provider that speaks SAML, open or not. */
export const samlProviderByKey = (db: Db, key: string): Promise<SamlProvider | undefined> =>
  firstOf(
    db,
    sql<SamlProvider>`
      select ${columns}, s.sso_address as "ssoAddress", s.slo_address as "sloAddress", s.slo_answer_address as "sloAnswerAddress",
             s.slo_binding as "sloBinding", s.certificates, s.encrypted, s.unsolicited, s.return_hosts as "returnHosts",
             s.mail_domains as "mailDomains", s.vector_types as "vectorTypes"
      from identity.providers p join identity.saml_providers s on s.provider_id = p.id where p.key = ${key}`,
  );

/** The provider of an address; one that is unknown, shut or speaks otherwise does not exist. */
export async function openSamlProvider(ctx: Context, key: string): Promise<SamlProvider> {
  const provider = await samlProviderByKey(ctx.db, key);
  return provider?.active ? provider : notFound();
}

/** Our own addresses towards one provider: each has its own, so that none can speak for another. */
export interface OwnAddresses {
  /** Our name towards it (entityID), at which our metadata stands. */
  readonly entityId: string;
  /** Where answers arrive, by POST. */
  readonly answers: string;
  /** Where sign-outs arrive, by Redirect or POST. */
  readonly signOuts: string;
}

export function ownAddresses(publicUrl: string, key: string): OwnAddresses {
  const base = new URL(addressOf(comeBack, { provider: key }), publicUrl).href.replace(/\/back$/, '/saml');
  return { entityId: `${base}/metadata`, answers: `${base}/answer`, signOuts: `${base}/sign-out` };
}
