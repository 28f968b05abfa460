import { randomUUID } from 'node:crypto';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { callOut } from '../../../platform/http/outgoing.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { keysFor } from '../keys/keys.ts';
import { logoutToken } from '../oidc/back-channel.ts';
import type { Protocol } from '../relying-parties/party.ts';
import type { Login, Road } from '../sessions/road.ts';
import { escapeXml } from './answers.ts';

/** Milliseconds a service has to answer; a dead one costs the others nothing. */
const TIMEOUT = 2000;

interface FormLogin extends Login {
  readonly ticket: string;
  readonly userName: string;
  readonly protocol: Protocol;
}

/** Services of CAS and of OpenID Connect are told by a form, posted to their own address. */
export const formRoad: Road<FormLogin> = {
  table: sql`identity.service_logins`,
  of: (ids) => sql`id = any(${[...ids]}::uuid[])`,
  find: (db, which, after, most) =>
    rowsOf(
      db,
      sql<FormLogin>`
        select l.id, l.ticket, l.address, l.user_name as "userName", l.relying_party_id as "partyId",
               (select p.protocol from identity.relying_parties p where p.id = l.relying_party_id) as protocol
        from identity.service_logins l
        where l.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid and ${which} order by l.id limit ${most}`,
    ),
  async tell(ctx, login, now) {
    const form = await messageTo(ctx, login, now);
    const { address } = login;
    const status = await callOut({ method: 'POST', address, form, timeout: TIMEOUT, signal: ctx.signal });
    // Any answer is one: a service that has forgotten the ticket may say 404.
    return status !== undefined && status < 500;
  },
};

/** What the service reads, in the words of its protocol. */
async function messageTo(
  { db, keys, settings: { publicUrl } }: WorkContext,
  { protocol, ticket, userName, partyId }: FormLogin,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  if (protocol !== 'oidc') return { logoutRequest: logoutRequest(ticket, userName, now) };
  const { current } = await keysFor({ db, keys, publicUrl, now }, 'tokens');
  const told = { issuer: new URL(publicUrl).origin, clientId: partyId, sub: userName, sid: ticket, now };
  return { logout_token: logoutToken(current, told) };
}

/** What a service of CAS reads: whose session, by the ticket that opened it. */
export const logoutRequest = (ticket: string, userName: string, now: Date): string =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="LR-${randomUUID()}" Version="2.0" IssueInstant="${now.toISOString()}"><saml:NameID>${escapeXml(userName)}</saml:NameID><samlp:SessionIndex>${escapeXml(ticket)}</samlp:SessionIndex></samlp:LogoutRequest>`;
