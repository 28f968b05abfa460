import { timingSafeEqual } from 'node:crypto';
import { recordAct } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/authz/policy.ts';
import { macUnder } from '../../../platform/config/keys.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { consentGate } from '../consents/gate.ts';
import { withParameter } from '../relying-parties/address.ts';
import { findParty, mayEnter } from '../relying-parties/find.ts';
import { hasReadNotice, markNoticeRead } from '../relying-parties/notice.ts';
import type { RelyingParty } from '../relying-parties/party.ts';
import { showSignIn } from '../sign-in/contract.ts';
import type { WayOut } from '../sign-in/ways-out.ts';
import { type Asked, casLogin, casResume } from './contract.ts';
import { giveTicket } from './store.ts';
import { isSaid } from './validate.ts';

/** What a service asks of the door. */
interface Wanted {
  readonly service: string;
  /** The password anew, whatever session there is. */
  readonly renew: boolean;
  /** Without asking the person anything. */
  readonly gateway: boolean;
  /** The ticket goes in a form instead of the address. */
  readonly byPost: boolean;
  /** SAML 1.1 calls the ticket otherwise. */
  readonly ticketName: 'ticket' | 'SAMLart';
}

/** What the door answers. */
export type Step =
  | { readonly kind: 'go'; readonly to: string }
  | {
      readonly kind: 'send';
      readonly to: string;
      readonly name: string;
      readonly value: string;
      readonly party: string;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed'; readonly party: string }
  | {
      readonly kind: 'notice';
      readonly party: RelyingParty;
      readonly schoolIds: readonly string[];
      readonly resume: string;
    };

/** The parameters that make up a wish, as they are repeated after signing in. */
const REPEATED = ['service', 'TARGET', 'renew', 'method'] as const;

function wantedIn(asked: Asked): Wanted | undefined {
  const service = asked.service ?? asked.TARGET;
  if (typeof service !== 'string') return undefined;
  const renew = isSaid(asked.renew);
  return {
    service,
    renew,
    gateway: isSaid(asked.gateway) && !renew,
    byPost: asked.method === 'POST',
    ticketName: asked.service === undefined ? 'SAMLart' : 'ticket',
  };
}

/** The door: to the service with a ticket, to the sign-in, or to a page that says why neither. */
export async function enterService(ctx: Context, asked: Asked): Promise<Step> {
  const wanted = wantedIn(asked);
  if (!wanted) return { kind: 'go', to: ctx.actor ? '/' : showSignIn.path };
  const actor = ctx.session?.means === 'session' ? ctx.actor : null;
  const found = await findParty(ctx.db, wanted.service, actor);
  if (!found) return unknownService(ctx, wanted.service);
  const plain: Step = { kind: 'go', to: wanted.service };
  const resume = resumeAddress(ctx, asked);
  if (ctx.detour) return wanted.gateway ? plain : { kind: 'go', to: withParameter(ctx.detour, 'next', resume) };
  if (!actor || !ctx.session || (wanted.renew && !isProvedSince(ctx, asked)))
    return wanted.gateway ? plain : { kind: 'go', to: withParameter(showSignIn.path, 'next', resume) };
  const schoolIds = mayEnter(actor, found);
  if (!schoolIds) return wanted.gateway ? plain : closedService(ctx, actor, found.party);
  const asking = await consentGate({ actor, db: ctx.db }, found.party, resume);
  if (asking) return wanted.gateway ? plain : { kind: 'go', to: asking };
  if (found.party.noticeAsked && !(await hasReadNotice(ctx.db, actor.personId, found.party)))
    return wanted.gateway ? plain : { kind: 'notice', party: found.party, schoolIds, resume };
  const ticket = await giveTicket(ctx.db, ctx.now, {
    partyId: found.party.id,
    sessionId: ctx.session.id,
    schoolIds,
    service: wanted.service,
    fromNewLogin: isProvedSince(ctx, asked),
    proxies: [],
  });
  const { service: to, ticketName: name } = wanted;
  return wanted.byPost
    ? { kind: 'send', to, name, value: ticket, party: found.party.name }
    : { kind: 'go', to: withParameter(to, name, ticket) };
}

async function unknownService(ctx: Context, service: string): Promise<Step> {
  await recordAct(ctx.db, {
    act: 'identity.service-unknown',
    at: ctx.now,
    actorId: ctx.actor?.personId ?? null,
    // The host alone: a query may hold anything.
    details: { host: URL.parse(service)?.host ?? null },
    requestId: ctx.requestId,
  });
  return { kind: 'unknown' };
}

async function closedService(ctx: Context, actor: Actor, party: RelyingParty): Promise<Step> {
  await recordAct(ctx.db, {
    act: 'identity.service-closed',
    at: ctx.now,
    actorId: actor.personId,
    subjectId: actor.personId,
    details: { relyingPartyId: party.id },
    requestId: ctx.requestId,
  });
  return { kind: 'closed', party: party.name };
}

/** The service of CAS that a person is about to open after signing in, by what the sign-in keeps of where they wanted to go. */
export const casWayOut: WayOut = async (ctx, next) => {
  const asked = wishIn(next);
  const wanted = asked && wantedIn(asked);
  const found = wanted && (await findParty(ctx.db, wanted.service, null));
  return found && { name: found.party.name, asksAnew: wanted.renew && !isProvedSince(ctx, asked) };
};

/** How long a sign-in may take after it was asked for, in milliseconds. */
const ASKED_LIFE = 15 * 60_000;

/** What follows the sign-in: the wish, and the instant at which it was first made, sealed, so that a fresh proof can be told from an old one. */
function resumeAddress(ctx: Context, asked: Asked): string {
  const kept = REPEATED.flatMap((name) => {
    const value = asked[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const since = sinceOf(ctx, asked) ?? ctx.now.getTime();
  return `${casResume.path}?${new URLSearchParams([...kept, ['since', sealed(ctx, since, asked)]]).toString()}`;
}

/** The same wish at the door itself. */
export const doorAddress = (asked: Asked): string => {
  const kept = [...REPEATED, 'since'].flatMap((name) => {
    const value = asked[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return `${casLogin.path}?${new URLSearchParams(kept).toString()}`;
};

/** The wish inside an address made by `resumeAddress`; undefined for any other address. */
export function wishIn(resume: string): Asked | undefined {
  if (!resume.startsWith(`${casResume.path}?`)) return undefined;
  return Object.fromEntries(new URLSearchParams(resume.slice(casResume.path.length + 1)));
}

const macOf = (key: SessionContext['keys']['session']['current'], since: number, asked: Asked): string =>
  macUnder(key, `cas-since\0${since}\0${String(asked.service ?? asked.TARGET)}`).toString('base64url');

const sealed = (ctx: Context, since: number, asked: Asked): string =>
  `${since}.${macOf(ctx.keys.session.current, since, asked)}`;

/** The instant at which this wish was first made, if we sealed it and it is not too old. */
function sinceOf(ctx: Context, asked: Asked): number | undefined {
  if (typeof asked.since !== 'string') return undefined;
  const [digits = '', mac = ''] = asked.since.split('.');
  const since = Number(digits);
  if (!/^\d{1,15}$/.test(digits) || ctx.now.getTime() - since > ASKED_LIFE || since > ctx.now.getTime())
    return undefined;
  const given = Buffer.from(mac);
  const isOurs = ctx.keys.session.all.some((key) => {
    const right = Buffer.from(macOf(key, since, asked));
    return right.length === given.length && timingSafeEqual(right, given);
  });
  return isOurs ? since : undefined;
}

/** Whether the person proved who they are after the wish was made. */
function isProvedSince(ctx: Context, asked: Asked): boolean {
  const since = sinceOf(ctx, asked);
  const provedAt = ctx.session?.provedAt?.getTime();
  return since !== undefined && provedAt !== undefined && provedAt >= since;
}

/** Notes that the person was told what the service behind `resume` receives. Gives where they go on to. */
export async function noteNotice(ctx: SessionContext, resume: string): Promise<string> {
  const asked = wishIn(resume);
  const found = asked && (await findParty(ctx.db, wantedIn(asked)?.service, ctx.actor));
  if (!asked || !found || !mayEnter(ctx.actor, found)) return '/';
  await markNoticeRead(ctx, found.party);
  return resume;
}
