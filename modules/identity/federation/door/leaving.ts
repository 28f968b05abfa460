import * as openid from 'openid-client';
import { unseal } from '../../../../platform/crypto/seal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { configurationOf } from '../client/connect.ts';
import { providerByKey } from '../providers/queries.ts';
import { samlSignOut } from '../saml/logout.ts';
import { sessionOwner } from './session-owner.ts';

export interface SignOutThere {
  /** The provider's name. */
  readonly provider: string;
  /** Its address that ends the session there and sends the browser back. */
  readonly to: string;
  /** What is sent to that address by a form; none: it is a link. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The provider's protocol is to sign out of both: the browser goes on by itself. */
  readonly goesOn?: true;
}

/** The address registered with each provider for after a sign-out there. */
export const signedOutAddress = (publicUrl: string): string => new URL('/sign-in', publicUrl).href;

/**
 * How the session of this browser is ended at its provider too; undefined when it was not opened by one, or that one has no such address
 * or does not answer: signing out here never depends on it. To ask before the session's row is gone.
 */
export async function signOutThere(ctx: Context): Promise<SignOutThere | undefined> {
  if (ctx.session?.means !== 'session') return undefined;
  const { id } = ctx.session;
  const bySaml = await samlSignOut(ctx, id);
  if (bySaml) return { ...bySaml, goesOn: true };
  const row = await firstOf(
    ctx.db,
    sql<{ key: string; sealed: string | null }>`
      select p.key, f.sealed from identity.federated_sessions f
      join identity.linked_identities l on l.id = f.identity_id join identity.providers p on p.id = l.provider_id
      where f.session_id = ${id}`,
  );
  const provider = row && (await providerByKey(ctx.db, row.key));
  const idToken = row?.sealed && unseal(ctx.keys.vault, sessionOwner(id), row.sealed)?.toString();
  if (!provider || !idToken) return undefined;
  try {
    const config = await configurationOf(ctx.keys.vault, provider);
    if (!config.serverMetadata().end_session_endpoint) return undefined;
    const to = openid.buildEndSessionUrl(config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: signedOutAddress(ctx.publicUrl),
      state: openid.randomState(),
    });
    return { provider: provider.name, to: to.href };
  } catch {
    return undefined;
  }
}
