import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context, Transaction } from '../../../platform/http/context.ts';
import { keysFor } from '../keys/keys.ts';
import { endSessions } from '../sessions/end.ts';
import { ownEntityId } from './addresses.ts';
import { issuerXml, type Name, nameIdXml, newSamlId, status } from './issue.ts';
import { instantOf } from './request.ts';
import type { FoundService, LogoutDoor } from './service.ts';
import { disbelieve } from './xml/fault.ts';
import { NS } from './xml/names.ts';
import { childOf, childrenOf, plainText, type XmlElement } from './xml/read.ts';
import { redirectAddress } from './xml/redirect.ts';
import { content, element, type SigningKey, signedXml } from './xml/write.ts';

/* The end of a session, asked by a service, and told to the others. */

/** A service that was entered with a session, as it knows person and session. */
export interface SamlLogin {
  readonly sessionIndex: string;
  readonly sessionId: string;
  readonly partyId: string;
  readonly name: Name;
  readonly entityId: string;
  readonly doors: readonly LogoutDoor[];
}

/** SQL: what is read of a login `l` of the service `x`. */
export const loginColumns = sql`
  l.session_index as "sessionIndex", l.session_id as "sessionId", l.relying_party_id as "partyId",
  json_build_object('value', l.name_id, 'format', l.name_id_format) as name, x.entity_id as "entityId", x.logout_doors as doors`;

/** Logins of these sessions, but those of one service. */
const loginsOf = (db: Db, sessionIds: readonly string[], but: string | null = null): Promise<SamlLogin[]> =>
  rowsOf(
    db,
    sql<SamlLogin>`
      select ${loginColumns} from identity.saml_logins l join identity.saml_services x on x.relying_party_id = l.relying_party_id
      where l.session_id = any(${[...sessionIds]}::uuid[]) and l.relying_party_id is distinct from ${but}::uuid
      order by l.at, l.session_index limit 40`,
  );

const doorBy = (doors: readonly LogoutDoor[], binding: LogoutDoor['binding']): LogoutDoor | undefined =>
  doors.find((door) => door.binding === binding);

/** Where our server tells a service; undefined when only a browser can. */
export const soapDoor = ({ doors }: Pick<SamlLogin, 'doors'>): string | undefined => doorBy(doors, 'soap')?.location;

/** Says that a session is over, to the service that was entered with it. `signed`: with a signature inside, where none is beside. */
export function logoutRequest(
  key: SigningKey,
  { now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
  { name, sessionIndex, entityId }: Pick<SamlLogin, 'name' | 'sessionIndex' | 'entityId'>,
  destination: string,
): Promise<string> {
  const id = newSamlId();
  const issuer = ownEntityId(publicUrl);
  return signedXml(key, id, (signature) =>
    element(
      'samlp:LogoutRequest',
      {
        'xmlns:samlp': NS.protocol,
        Destination: destination,
        ID: id,
        IssueInstant: now.toISOString(),
        NotOnOrAfter: new Date(now.getTime() + GOOD).toISOString(),
        Version: '2.0',
      },
      issuerXml(issuer),
      signature,
      nameIdXml(name, { issuer, audience: entityId }, { 'xmlns:saml': NS.assertion }),
      element('samlp:SessionIndex', {}, content(sessionIndex)),
    ),
  );
}

/** How long a request to sign out may be presented, in milliseconds. */
const GOOD = 5 * 60_000;

/**
 * The addresses by which a browser tells services that its session is over: those that our server cannot tell. To ask before the session is
 * gone; they are told so and not again.
 */
export async function samlFrames(ctx: Context, sessionIds?: readonly string[], but?: string): Promise<string[]> {
  const ids = sessionIds ?? (ctx.session?.means === 'session' ? [ctx.session.id] : []);
  if (ids.length === 0) return [];
  const logins = (await loginsOf(ctx.db, ids, but)).filter((login) => soapDoor(login) === undefined);
  const told = logins.flatMap((login) => {
    const door = doorBy(login.doors, 'redirect');
    return door ? [{ login, door }] : [];
  });
  if (told.length === 0) return [];
  const { current } = await keysFor(ctx, 'assertions');
  return Promise.all(
    told.map(async ({ login, door }) =>
      redirectAddress(current, door.location, {
        kind: 'SAMLRequest',
        xml: withoutSignature(await logoutRequest(current, ctx, login, door.location)),
      }),
    ),
  );
}

/** By Redirect the signature stands in the address, and none may stand inside. */
const withoutSignature = (xml: string): string => xml.replace(/<ds:Signature .*<\/ds:Signature>/s, '');

/** What a service says when it asks for the end of a session. */
export interface LogoutWish {
  readonly name: Name;
  /** The sessions that it means, by our names; none: all of that person there. */
  readonly indexes: readonly string[];
}

/** Reads what a believed request means. @throws SamlFault */
export function logoutWishOf(root: XmlElement, now: Date): LogoutWish {
  const until = root.attributes.get('NotOnOrAfter');
  if (until !== undefined && instantOf(until) <= now.getTime()) disbelieve('expired');
  const nameId = childOf(root, NS.assertion, 'NameID');
  const value = plainText(nameId);
  if (!nameId || value === undefined) disbelieve('not-that-message');
  const indexes = childrenOf(root, NS.protocol, 'SessionIndex').map((one) => plainText(one) ?? '');
  return { name: { value, format: nameId.attributes.get('Format') ?? '' }, indexes };
}

/** The sessions that a service may end: those it was entered with, under the name that it gives. */
export const sessionsMeant = async (db: Db, { party }: FoundService, wish: LogoutWish): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{ id: string }>`
        select distinct session_id as id from identity.saml_logins
        where relying_party_id = ${party.id} and name_id = ${wish.name.value}
          and (${wish.indexes.length === 0} or session_index = any(${[...wish.indexes]}::text[])) order by 1 limit 20`,
    )
  ).map(({ id }) => id);

/** Ends sessions here, and tells the services entered with them, but the one that asked. */
export async function endFor(ctx: Context, sessionIds: readonly string[], askedBy: string): Promise<void> {
  await ctx.transaction(async (tx: Transaction) => {
    await sql`delete from identity.saml_logins where relying_party_id = ${askedBy} and session_id = any(${[...sessionIds]}::uuid[])`.execute(
      tx.db,
    );
    await endSessions(tx, ctx.now, sql`s.id = any(${[...sessionIds]}::uuid[])`);
  });
}

/** How the answer to a service's request travels. */
export type Answer =
  | { readonly by: 'redirect'; readonly to: string }
  | { readonly by: 'post'; readonly to: string; readonly xml: string }
  /** It has no address for answers. */
  | { readonly by: 'nothing' };

/** The answer to a request to sign out, as the service takes it. */
export async function logoutAnswer(
  ctx: Context,
  { saml }: FoundService,
  {
    requestId,
    relayState,
    isDenied,
  }: { readonly requestId: string; readonly relayState: string | undefined; readonly isDenied: boolean },
): Promise<Answer> {
  const { current } = await keysFor(ctx, 'assertions');
  const redirect = doorBy(saml.logoutDoors, 'redirect');
  const door = redirect ?? doorBy(saml.logoutDoors, 'post');
  if (!door) return { by: 'nothing' };
  const to = door.answersAt ?? door.location;
  const id = newSamlId();
  const write = (signature: string): string =>
    element(
      'samlp:LogoutResponse',
      {
        'xmlns:samlp': NS.protocol,
        Destination: to,
        ID: id,
        InResponseTo: requestId,
        IssueInstant: ctx.now.toISOString(),
        Version: '2.0',
      },
      issuerXml(ownEntityId(ctx.publicUrl)),
      signature,
      isDenied ? status('Responder', 'RequestDenied') : status('Success'),
    );
  if (redirect)
    return {
      by: 'redirect',
      to: await redirectAddress(current, to, { kind: 'SAMLResponse', xml: write(''), relayState }),
    };
  return { by: 'post', to, xml: await signedXml(current, id, write) };
}

/** Whether the session of this browser is one of these. */
export const isOwn = ({ session }: Context, sessionIds: readonly string[]): boolean =>
  session?.means === 'session' && sessionIds.includes(session.id);
