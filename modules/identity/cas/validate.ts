import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/http/context.ts';
import { callOut } from '../../../platform/http/outgoing.ts';
import { loadActor } from '../../directory/index.ts';
import { isConsented } from '../consents/queries.ts';
import { presentedAddress, withParameter } from '../relying-parties/address.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { findParty, isCallback, mayEnter } from '../relying-parties/find.ts';
import { hasReadNotice } from '../relying-parties/notice.ts';
import { releaseOf } from '../relying-parties/release.ts';
import { consumeTicket, dropGrant, findGrant, giveTicket, keepGrant, noteLogin, type UsedTicket } from './store.ts';
import { isTicket, newTicket } from './ticket.ts';
import type { Failure, Verdict } from './verdict.ts';

/** What a service asks when it validates a ticket, as it came. */
export interface Validation {
  readonly ticket: unknown;
  readonly service: unknown;
  readonly renew?: unknown;
  /** Where a ticket by which it opens other services is to be delivered. */
  readonly pgtUrl?: unknown;
}

/** Milliseconds that a service has to take delivery of its ticket. */
const CALLBACK_TIMEOUT = 2000;

/**
 * Validates a ticket: once, for the service it was given for, while its session lives. What is refused leaves a line in the audit and uses
 * the ticket up, whoever presented it.
 */
export async function validateTicket(
  ctx: Context,
  asked: Validation,
  accepts: readonly ('ST' | 'PT')[],
): Promise<Verdict> {
  const { service } = asked;
  if (typeof asked.ticket !== 'string' || typeof service !== 'string') return refused(ctx, 'INVALID_REQUEST');
  const { ticket } = asked;
  if (!isTicket(ticket, 'ST', 'PT')) return refused(ctx, 'INVALID_TICKET');
  const used = await consumeTicket(ctx.db, ctx.now, ticket);
  const fault = faultOf(ctx, used, { ...asked, service }, accepts);
  if (!used || fault || !isOfSomebody(used)) return refused(ctx, fault ?? 'INVALID_TICKET', used);
  if (asked.pgtUrl !== undefined) {
    if (!used.mayProxy) return refused(ctx, 'UNAUTHORIZED_SERVICE_PROXY', used);
    if (!(await isCallback(ctx.db, used.id, asked.pgtUrl))) return refused(ctx, 'INVALID_PROXY_CALLBACK', used);
  }
  const facts = await factsFor(ctx.db, {
    personId: used.personId,
    party: used,
    schoolIds: used.schoolIds,
    today: dayOf(ctx.now),
  });
  const release = facts && releaseOf(used, facts);
  // A person without the name that the service knows people by: nothing to say about them there.
  if (!release?.user) return refused(ctx, 'UNAUTHORIZED_SERVICE', used);
  const { user } = release;
  const attributes = used.form === 'plain' ? [] : release.attributes;
  await noteLogin(ctx.db, ctx.now, { used, ticket, user, released: releasedNames(used) });
  return {
    ok: true,
    user,
    attributes,
    form: used.form,
    proxies: used.proxies,
    receipt: asked.pgtUrl === undefined ? undefined : await deliverGrant(ctx, used, String(asked.pgtUrl)),
    provedAt: used.provedAt ?? ctx.now,
    fromNewLogin: used.fromNewLogin,
  };
}

type OfSomebody = UsedTicket & { readonly personId: string };

const isOfSomebody = (used: UsedTicket): used is OfSomebody => used.personId !== null;

/** What left, by the house's own names: the principal, then the attributes. */
const releasedNames = ({ principal, released, form }: UsedTicket): string[] => [
  ...new Set([principal, ...(form === 'plain' ? [] : released.map(({ attribute }) => attribute))]),
];

function faultOf(
  { now }: Context,
  used: UsedTicket | undefined,
  asked: Validation & { readonly service: string },
  accepts: readonly ('ST' | 'PT')[],
): Failure | undefined {
  if (!used || used.expiresAt <= now || used.personId === null) return 'INVALID_TICKET';
  if (!used.isActive || !isSameAddress(used.service, asked.service)) return 'INVALID_SERVICE';
  if (!accepts.includes(used.isProxy ? 'PT' : 'ST')) return 'INVALID_TICKET_SPEC';
  if (isSaid(asked.renew) && !used.fromNewLogin) return 'INVALID_TICKET';
  return undefined;
}

/** A flag of CAS: any value but `false` sets it. */
export const isSaid = (value: unknown): boolean => value !== undefined && value !== 'false' && value !== '';

/** The same address, to the letter once a machine has written it: a client may encode a sign in one request and not in the other. */
const isSameAddress = (bound: string, presented: string): boolean =>
  bound === presented || presentedAddress(bound)?.href === presentedAddress(presented)?.href;

async function refused(ctx: Context, code: Failure, used?: UsedTicket): Promise<Verdict> {
  await recordAct(ctx.db, {
    act: 'identity.ticket-refused',
    at: ctx.now,
    actorId: null,
    subjectId: used?.personId ?? undefined,
    details: { code, relyingPartyId: used?.id ?? null },
    requestId: ctx.requestId,
  });
  return { ok: false, code };
}

/**
 * Delivers a ticket by which the service opens others, to an address of its own, and gives the receipt that goes in the answer. A service
 * that does not take it gets no receipt; the person is recognised all the same.
 */
async function deliverGrant(ctx: Context, used: OfSomebody, address: string): Promise<string | undefined> {
  const grant = newTicket('PGT');
  const receipt = newTicket('PGTIOU');
  // Kept first: the service may use it before its call back to us has ended.
  await keepGrant(ctx.db, ctx.now, grant, {
    partyId: used.id,
    sessionId: used.sessionId,
    schoolIds: used.schoolIds,
    proxies: [address, ...used.proxies],
  });
  const status = await callOut({
    method: 'GET',
    address: withParameter(withParameter(address, 'pgtId', grant), 'pgtIou', receipt),
    timeout: CALLBACK_TIMEOUT,
  });
  if (status !== undefined && status >= 200 && status < 400) return receipt;
  await dropGrant(ctx.db, grant);
  return undefined;
}

/** Gives a service a ticket for another one, in the name of the person whose session it was granted in. */
export async function proxyTicket(
  ctx: Context,
  asked: { readonly pgt: unknown; readonly targetService: unknown },
): Promise<{ readonly ticket: string } | { readonly code: Failure }> {
  const refusedProxy = async (code: Failure): Promise<{ readonly code: Failure }> => {
    await refused(ctx, code);
    return { code };
  };
  const { pgt, targetService } = asked;
  if (typeof pgt !== 'string' || typeof targetService !== 'string') return refusedProxy('INVALID_REQUEST');
  const grant = await findGrant(ctx.db, ctx.now, pgt);
  if (!grant) return refusedProxy('INVALID_TICKET');
  const actor = await loadActor(ctx.db, grant.personId, dayOf(ctx.now));
  const found = actor && (await findParty(ctx.db, targetService, actor));
  const schoolIds = found && mayEnter(actor, found);
  if (!found?.party.acceptsProxy || !schoolIds) return refusedProxy('UNAUTHORIZED_SERVICE');
  if (!(await isConsented(ctx.db, { party: found.party, personId: grant.personId, today: dayOf(ctx.now) })))
    return refusedProxy('UNAUTHORIZED_SERVICE');
  // Nobody is there to read it: a service that has to be announced first is not opened behind the person's back.
  if (found.party.noticeAsked && !(await hasReadNotice(ctx.db, grant.personId, found.party)))
    return refusedProxy('UNAUTHORIZED_SERVICE');
  const ticket = await giveTicket(ctx.db, ctx.now, {
    partyId: found.party.id,
    sessionId: grant.sessionId,
    schoolIds,
    service: targetService,
    fromNewLogin: false,
    proxies: grant.proxies,
  });
  return { ticket };
}
