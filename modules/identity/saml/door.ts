import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { consentGate } from '../consents/gate.ts';
import { keysFor } from '../keys/keys.ts';
import { withParameter } from '../relying-parties/address.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { mayEnter } from '../relying-parties/find.ts';
import { hasReadNotice } from '../relying-parties/notice.ts';
import { releaseOf } from '../relying-parties/release.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { ownEntityId } from './addresses.ts';
import { contextFor } from './context.ts';
import * as contract from './contract.ts';
import { type Failure, failureResponse, newSamlId, successResponse } from './issue.ts';
import { nameFor } from './name-id.ts';
import { samlAttributes } from './names.ts';
import type { Wish } from './request.ts';
import type { FoundService } from './service.ts';
import { keepWish, noteLogin, type SessionFacts, sessionFacts, takeWish } from './store.ts';
import { disbelieve } from './xml/fault.ts';

/** What the door answers. */
export type Step =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'send'; readonly found: FoundService; readonly wish: Wish; readonly response: string }
  /** Not open to this person; `response` takes the refusal back to the service. */
  | { readonly kind: 'closed'; readonly found: FoundService; readonly wish: Wish; readonly response: string }
  | {
      readonly kind: 'notice';
      readonly found: FoundService;
      readonly schoolIds: readonly string[];
      readonly handle: string;
    };

/** A wish, and where it was kept if it was. */
export interface Asking {
  readonly found: FoundService;
  readonly wish: Wish;
  readonly askedAt: Date;
  /** Undefined: it came this instant. */
  readonly handle?: string;
}

/** Answers a wish, or leads to what comes first. @throws SamlFault `replayed` */
export async function answerWish(ctx: Context, asking: Asking): Promise<Step> {
  const { found, wish } = asking;
  if (ctx.detour) {
    const { detour } = ctx;
    return wish.isPassive ? refuse(ctx, asking, noPassive) : leadThrough(ctx, asking, detour);
  }
  const session = ctx.session?.means === 'session' && ctx.actor ? (ctx as SessionContext) : undefined;
  const facts = session && (await sessionFacts(ctx.db, session.session.id));
  if (!session || !facts)
    return wish.isPassive ? refuse(ctx, asking, noPassive) : leadThrough(ctx, asking, showSignIn.path);
  const context = contextFor(facts, wish.contexts);
  const isProved = session.session.provedAt !== null && session.session.provedAt >= asking.askedAt;
  // Somebody else vouched for them, and the service wants a password: then it is asked for.
  const canBeProved = context === undefined && !facts.byPassword && !isProved;
  if ((wish.forceAuthn && !isProved) || canBeProved)
    return wish.isPassive ? refuse(ctx, asking, noPassive) : leadThrough(ctx, asking, showSignIn.path);
  if (context === undefined) return refuse(ctx, asking, { whose: 'Responder', code: 'NoAuthnContext' });
  const schoolIds = mayEnter(session.actor, found);
  if (!schoolIds) return closed(session, asking);
  // Passed on only once it is kept: a page of ours leads back to where it lies.
  if (await consentGate({ actor: session.actor, db: ctx.db }, found.party, '/')) {
    if (wish.isPassive) return refuse(ctx, asking, noPassive);
    const resume = resumeAddress(await kept(ctx, asking));
    const to = await consentGate({ actor: session.actor, db: ctx.db }, found.party, resume);
    return { kind: 'go', to: to ?? resume };
  }
  if (found.party.noticeAsked && !(await hasReadNotice(ctx.db, session.actor.personId, found.party)))
    return wish.isPassive ? refuse(ctx, asking, noPassive) : tellFirst(ctx, asking, schoolIds);
  return issue(session, asking, { schoolIds, facts, context });
}

const noPassive: Failure = { whose: 'Responder', code: 'NoPassive' };

/** Where a kept wish is taken up after a form. */
export const resumeAddress = (handle: string): string => addressOf(contract.resume, {}, { request: handle });

/** The same, where nothing but following it is left. */
export const goOnAddress = (handle: string): string => addressOf(contract.goOn, {}, { request: handle });

async function leadThrough(ctx: Context, asking: Asking, to: string): Promise<Step> {
  const resume = resumeAddress(await kept(ctx, asking));
  return { kind: 'go', to: withParameter(to, 'next', resume) };
}

async function tellFirst(ctx: Context, asking: Asking, schoolIds: readonly string[]): Promise<Step> {
  return { kind: 'notice', found: asking.found, schoolIds, handle: await kept(ctx, asking) };
}

/** Where the wish lies; it is laid down now if it was not. */
const kept = async (ctx: Context, { found, wish, handle }: Asking): Promise<string> =>
  handle ?? (await keepWish(ctx.db, ctx.now, found, wish, false)) ?? disbelieve('replayed');

/** Uses the wish up: it is answered once. */
async function consume(ctx: Context, { found, wish, handle }: Asking): Promise<void> {
  const isFirst =
    handle === undefined
      ? (await keepWish(ctx.db, ctx.now, found, wish, true)) !== undefined
      : await takeWish(ctx.db, ctx.now, handle);
  if (!isFirst) disbelieve('replayed');
}

const envelopeOf = (ctx: Context, { to, requestId }: Wish) => ({
  now: ctx.now,
  issuer: ownEntityId(ctx.publicUrl),
  to,
  requestId,
});

/** The service hears why there is no assertion. */
async function refuse(ctx: Context, asking: Asking, failure: Failure): Promise<Step> {
  const { found, wish } = asking;
  await consume(ctx, asking);
  const { current } = await keysFor(ctx, 'assertions');
  return { kind: 'send', found, wish, response: await failureResponse(current, envelopeOf(ctx, wish), failure) };
}

async function closed(ctx: SessionContext, asking: Asking): Promise<Step> {
  const { party } = asking.found;
  await recordAct(ctx.db, {
    act: 'identity.service-closed',
    at: ctx.now,
    actorId: ctx.actor.personId,
    subjectId: ctx.actor.personId,
    details: { relyingPartyId: party.id },
    requestId: ctx.requestId,
  });
  const step = await refuse(ctx, asking, { whose: 'Responder', code: 'RequestDenied' });
  return step.kind === 'send' && !asking.wish.isPassive ? { ...step, kind: 'closed' } : step;
}

async function issue(
  ctx: SessionContext,
  asking: Asking,
  given: { readonly schoolIds: readonly string[]; readonly facts: SessionFacts; readonly context: string },
): Promise<Step> {
  const { found, wish } = asking;
  const { party, saml } = found;
  const { personId } = ctx.actor;
  const today = dayOf(ctx.now);
  const draws = wish.mayCreate ? 'draw' : 'look';
  const facts = await factsFor(ctx.db, { personId, party, schoolIds: given.schoolIds, today }, draws);
  const name = facts && nameFor(found, wish, facts);
  if (!facts || name === 'unknown-person') return refuse(ctx, asking, { whose: 'Responder', code: 'UnknownPrincipal' });
  if (!name) return refuse(ctx, asking, { whose: 'Requester', code: 'InvalidNameIDPolicy' });
  await consume(ctx, asking);
  const sessionIndex = newSamlId();
  await noteLogin(ctx.db, {
    sessionIndex,
    sessionId: ctx.session.id,
    partyId: party.id,
    personId,
    nameId: name.value,
    format: name.format,
    now: ctx.now,
    isTold: party.singleLogout && saml.logoutDoors.length > 0,
    released: [...new Set([party.principal, ...party.released.map(({ attribute }) => attribute)])],
  });
  const { current } = await keysFor(ctx, 'assertions');
  const response = await successResponse(current, envelopeOf(ctx, wish), {
    audience: saml.entityId,
    name,
    sessionIndex,
    provedAt: given.facts.provedAt ?? given.facts.startedAt,
    sessionEndsAt: given.facts.endsAt,
    context: given.context,
    attributes: samlAttributes(party, saml, releaseOf(party, facts)),
    encryptTo: saml.encrypts ? saml.encryptionCertificate : null,
  });
  return { kind: 'send', found, wish, response };
}
