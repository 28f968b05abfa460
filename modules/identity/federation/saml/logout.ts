import { z } from 'zod';
import { recordAct } from '../../../../platform/audit/audit.ts';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import { unseal } from '../../../../platform/crypto/seal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { keysFor } from '../../keys/keys.ts';
import { disbelieve } from '../../saml/xml/fault.ts';
import { NS } from '../../saml/xml/names.ts';
import { childOf, childrenOf, plainText, readXml, type XmlElement } from '../../saml/xml/read.ts';
import {
  asText,
  checkRedirect,
  decoded,
  LARGEST_MESSAGE,
  readRedirect,
  redirectAddress,
} from '../../saml/xml/redirect.ts';
import { verifiedMessage } from '../../saml/xml/verify.ts';
import { signedXml } from '../../saml/xml/write.ts';
import { endSessions } from '../../sessions/end.ts';
import { digestOf } from '../../sessions/token.ts';
import { noted } from '../door/noted.ts';
import { sessionOwner } from '../door/session-owner.ts';
import { isFirst, refusalOf } from './answer.ts';
import { checkIssuer, checkMade, checkWindow } from './assertion.ts';
import { afterSignOut } from './contract.ts';
import { awaitBack, backFrom } from './leave.ts';
import { logoutRequest, logoutResponse, newMessageId } from './messages.ts';
import { openSamlProvider, ownAddresses, type SamlProvider, samlProviderByKey } from './provider.ts';
import { returnAddressOf } from './return-address.ts';

/** How the browser carries a message on: by an address, or by a form that it sends. */
export type Carried =
  | { readonly to: string }
  | { readonly to: string; readonly fields: Readonly<Record<string, string>>; readonly provider: string };

/** Where somebody stands who is signed out. */
const SIGNED_OUT = '/sign-in';

/** A message that was believed, and what came beside it. */
interface Received {
  readonly message: XmlElement;
  readonly relayState: string | undefined;
}

/** Takes a message of the Redirect binding. `query`: as it was written, without `?`. */
export async function takeRedirected(ctx: Context, key: string, query: string): Promise<Carried> {
  const provider = await openSamlProvider(ctx, key);
  return noted(ctx, provider, async () => {
    const received = orRefuse((): Received => {
      const sent = readRedirect(query);
      if (!sent) return disbelieve('not-that-message');
      checkRedirect(query, provider.certificates);
      const message = readXml(sent.xml, { most: LARGEST_MESSAGE });
      return { message, relayState: sent.relayState };
    });
    return taken(ctx, provider, received, 'has-cookies');
  });
}

/** Takes a message of the POST binding. */
export async function takePosted(ctx: Context, key: string, body: Readonly<Record<string, unknown>>): Promise<Carried> {
  const provider = await openSamlProvider(ctx, key);
  return noted(ctx, provider, async () => {
    const received = orRefuse((): Received => {
      const sent = body.SAMLRequest ?? body.SAMLResponse;
      if (typeof sent !== 'string' || (body.SAMLRequest !== undefined && body.SAMLResponse !== undefined))
        return disbelieve('not-that-message');
      const message = verifiedMessage(asText(decoded(sent)), provider.certificates, { most: LARGEST_MESSAGE });
      return { message, relayState: typeof body.RelayState === 'string' ? body.RelayState : undefined };
    });
    return taken(ctx, provider, received, 'no-cookies');
  });
}

function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error);
  }
}

async function taken(
  ctx: Context,
  provider: SamlProvider,
  { message, relayState }: Received,
  browser: 'has-cookies' | 'no-cookies',
): Promise<Carried> {
  const own = ownAddresses(ctx.publicUrl, provider.key);
  const isOf = (local: string): boolean => message.uri === NS.protocol && message.local === local;
  orRefuse(() => {
    if (!isOf('LogoutRequest') && !isOf('LogoutResponse')) disbelieve('not-that-message');
    checkMade(message, ctx.now);
    checkIssuer(message, provider.issuer);
    if (message.attributes.get('Destination') !== own.signOuts) disbelieve('wrong-destination');
  });
  if (isOf('LogoutRequest')) return theirs(ctx, provider, message, relayState);
  const request = message.attributes.get('InResponseTo') ?? '';
  return browser === 'has-cookies'
    ? { to: await leadOn(ctx, provider, request) }
    : { to: addressOf(afterSignOut, { provider: provider.key }, { request }) };
}

/** A sign-out there ends the session here at once, and every open page of it; then we say so. */
async function theirs(
  ctx: Context,
  provider: SamlProvider,
  message: XmlElement,
  relayState: string | undefined,
): Promise<Carried> {
  const { id, name, indexes } = orRefuse(() => {
    checkWindow(message, ctx.now, 'open');
    const id = message.attributes.get('ID');
    const name = plainText(childOf(message, NS.assertion, 'NameID'));
    if (!id || !name) return disbelieve('not-that-message');
    const indexes = childrenOf(message, NS.protocol, 'SessionIndex').flatMap((index) => plainText(index) ?? []);
    return { id, name, indexes };
  });
  if (!(await isFirst(ctx, provider, id))) orRefuse(() => disbelieve('replayed'));
  await ctx.transaction(async (tx) => {
    const theirOwn = sql`
      select f.session_id from identity.saml_sessions f
      where f.provider_id = ${provider.id} and f.name_digest = ${digestOf(name)}
        and (${indexes.length === 0} or f.index_digest is null or f.index_digest = any(${indexes.map(digestOf)}::bytea[]))`;
    const ended = await endSessions(tx, ctx.now, sql`s.id in (${theirOwn})`);
    if (ended.length > 0)
      await recordAct(tx.db, {
        act: 'identity.session-ended-there',
        at: ctx.now,
        actorId: null,
        subjectIds: ended.map(({ personId }) => personId),
        details: { providerId: provider.id, sessions: ended.length },
        requestId: ctx.requestId,
      });
  });
  const to = provider.sloAnswerAddress ?? provider.sloAddress;
  if (!to) return { to: SIGNED_OUT };
  const answer = newMessageId();
  const issuer = ownAddresses(ctx.publicUrl, provider.key).entityId;
  return carry(ctx, provider, {
    kind: 'SAMLResponse',
    id: answer,
    to,
    write: logoutResponse({ id: answer, issuer, to, now: ctx.now, inResponseTo: id }),
    relayState: relayState && relayState.length <= 1_000 ? relayState : undefined,
  });
}

interface Outgoing {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly id: string;
  readonly to: string;
  readonly write: (signature: string) => string;
  readonly relayState?: string | undefined;
}

/** A message of ours, signed, in the way that the provider takes. */
async function carry(ctx: Context, provider: SamlProvider, out: Outgoing): Promise<Carried> {
  const { current } = await keysFor(ctx, 'assertions');
  const { kind, to, relayState } = out;
  if (provider.sloBinding === 'redirect')
    return { to: await redirectAddress(current, to, { kind, xml: out.write(''), relayState }) };
  const xml = await signedXml(current, out.id, out.write);
  const fields = {
    [kind]: Buffer.from(xml).toString('base64'),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  };
  return { to, fields, provider: provider.name };
}

const keptOfSession = z.object({
  nameId: z.object({
    value: z.string(),
    format: z.string().nullable(),
    qualifier: z.string().nullable(),
    spQualifier: z.string().nullable(),
  }),
  sessionIndex: z.string().nullable(),
  returnAddress: z.string().nullable(),
});

/**
 * How the session of this browser is ended at the SAML provider that opened it; undefined when none did, or that one takes no sign-out and
 * named no place to return to. To ask before the session's row is gone.
 */
export async function samlSignOut(
  ctx: Context,
  sessionId: string,
): Promise<(Carried & { provider: string }) | undefined> {
  const row = await firstOf(
    ctx.db,
    sql<{ key: string; sealed: string }>`
      select p.key, f.sealed from identity.saml_sessions f join identity.providers p on p.id = f.provider_id
      where f.session_id = ${sessionId}`,
  );
  const provider = row && (await samlProviderByKey(ctx.db, row.key));
  const opened = row && unseal(ctx.keys.vault, sessionOwner(sessionId), row.sealed);
  if (!provider || !opened) return undefined;
  const { nameId, sessionIndex, returnAddress } = keptOfSession.parse(JSON.parse(opened.toString()));
  // The list of hosts may have changed since.
  const home = returnAddressOf(provider, returnAddress);
  if (!provider.sloAddress || !provider.active) return home ? { to: home, provider: provider.name } : undefined;
  const id = newMessageId();
  const issuer = ownAddresses(ctx.publicUrl, provider.key).entityId;
  await awaitBack(ctx, provider, id, { purpose: 'leave', next: home ?? SIGNED_OUT, chooses: false });
  const carried = await carry(ctx, provider, {
    kind: 'SAMLRequest',
    id,
    to: provider.sloAddress,
    write: logoutRequest({ id, issuer, to: provider.sloAddress, now: ctx.now, nameId, sessionIndex }),
  });
  return { ...carried, provider: provider.name };
}

/** Where a browser goes whose sign-out the provider has answered: to the place it named, if this browser asked. */
export async function leadOn(ctx: Context, provider: SamlProvider, request: string): Promise<string> {
  const left = request ? await backFrom(ctx, provider, request, 'leave') : undefined;
  return left?.next ?? SIGNED_OUT;
}
