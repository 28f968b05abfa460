import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { noticeView, openingView, unknownView } from '../cas/pages.tsx';
import { keysFor } from '../keys/keys.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { mayEnter } from '../relying-parties/find.ts';
import { markNoticeRead } from '../relying-parties/notice.ts';
import { shownRelease } from '../relying-parties/shown.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { ssoAddress } from './addresses.ts';
import * as contract from './contract.ts';
import { type Asking, answerWish, goOnAddress, resumeAddress, type Step } from './door.ts';
import { ownMetadata } from './metadata-write.ts';
import { closedView, refusedView, sendingView } from './pages.tsx';
import { believe, byPost, byRedirect, noteFault, type Travelled, UnknownService } from './receive.ts';
import { defaultDoor, unsolicitedWish, wishOf } from './request.ts';
import { type FoundService, findService, serviceOf } from './service.ts';
import { keepWish, keptWish } from './store.ts';
import { disbelieve, SamlFault } from './xml/fault.ts';

const METADATA_TYPE = 'application/samlmetadata+xml; charset=utf-8';

/** What the door gives: a step, or why there is none. */
type Given = Step | { readonly kind: 'unknown' | 'refused' | 'replayed' | 'notStarted' };

export const samlServiceRoutes: readonly AnyRoute[] = [
  route(contract.metadata, {
    handle: async (ctx) => ({ text: ownMetadata(ctx.publicUrl, await keysFor(ctx, 'assertions')) }),
    page: (_, { text }) => ({ type: METADATA_TYPE, text }),
  }),
  route(contract.sso, {
    handle: (ctx) => guarded(ctx, async () => answerWish(ctx, await askedBy(ctx, byRedirect(ctx)))),
    page: show,
  }),
  route(contract.ssoPost, {
    // Sent by another house's page, the form brings no cookie of ours: what it asks is kept, and answered where the browser is known.
    handle: (ctx, { body }) =>
      guarded(ctx, async () => {
        const { found, wish } = await askedBy(ctx, byPost(body));
        const handle = await keepWish(ctx.db, ctx.now, found, wish, false);
        return { kind: 'go', to: goOnAddress(handle ?? disbelieve('replayed')) };
      }),
    done: show,
    refused: (ctx) => refusedView(ctx, 'refused'),
  }),
  route(contract.start, {
    handle: (ctx, { query }) => guarded(ctx, () => startService(ctx, query)),
    page: show,
  }),
  route(contract.resume, {
    handle: async (ctx, { query }) => {
      const kept = await keptWish(ctx.db, ctx.now, query.request);
      return { found: kept && !kept.isAnswered ? await serviceOf(ctx.db, kept.partyId, null) : undefined };
    },
    page: (ctx, { found }, { query }) =>
      found ? openingView(ctx, found.party.name, goOnAddress(query.request)) : refusedView(ctx, 'replayed'),
  }),
  route(contract.goOn, {
    handle: (ctx, { query }) =>
      guarded(ctx, async () => {
        const asking = await askedBefore(ctx, query.request);
        return answerWish(ctx, asking);
      }),
    page: show,
  }),
  route(contract.readNotice, {
    handle: async (ctx, { body }) => ({ to: await noteNotice(ctx, body.request) }),
    done: (_, { to }) => to,
  }),
];

/** Runs `work`; a message that is not believed leaves one line in the audit, and its sender a page that says nothing of why. */
async function guarded(ctx: Context, work: () => Promise<Given>): Promise<Given> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SamlFault)) throw error;
    await noteFault(ctx, error);
    if (error instanceof UnknownService) return { kind: 'unknown' };
    return { kind: error.fault === 'replayed' ? 'replayed' : 'refused' };
  }
}

/** A request that is believed, and what it wants. @throws SamlFault */
async function askedBy(ctx: Context, message: Travelled | undefined): Promise<Asking> {
  if (message?.kind !== 'SAMLRequest') disbelieve('not-that-message');
  const believed = await believe(ctx, message, 'AuthnRequest', {
    destination: ssoAddress(ctx.publicUrl),
    signed: ({ saml }) => saml.signsRequests,
  });
  const { found, root, relayState } = believed;
  return { found, wish: wishOf(root, believed, found.saml, relayState), askedAt: ctx.now };
}

/** A request that was kept while its person signed in. @throws SamlFault */
async function askedBefore(ctx: Context, handle: string): Promise<Asking> {
  const kept = await keptWish(ctx.db, ctx.now, handle);
  if (!kept || kept.isAnswered) disbelieve('replayed');
  const found = await serviceOf(ctx.db, kept.partyId, ctx.session?.means === 'session' ? ctx.actor : null);
  if (!found) throw new UnknownService();
  const { wish, askedAt } = kept;
  // Its metadata may have changed while the person was signing in.
  if (!found.saml.doors.some(({ location }) => location === wish.to)) disbelieve('wrong-address');
  return { found, wish, askedAt, handle };
}

/** Opens a service that did not ask, where its entry allows it. @throws SamlFault */
async function startService(ctx: Context, { service, RelayState: state }: contract.Asked): Promise<Given> {
  if (typeof service !== 'string' || (state !== undefined && typeof state !== 'string')) disbelieve('not-that-message');
  const found = await findService(ctx.db, service, ctx.session?.means === 'session' ? ctx.actor : null);
  if (!found) throw new UnknownService();
  const door = found.saml.unsolicited ? defaultDoor(found.saml.doors) : undefined;
  if (!door) {
    await recordAct(ctx.db, {
      act: 'identity.saml-refused',
      at: ctx.now,
      actorId: ctx.actor?.personId ?? null,
      details: { fault: 'unsolicited', relyingPartyId: found.party.id },
      requestId: ctx.requestId,
    });
    return { kind: 'notStarted' };
  }
  if (state !== undefined && !isWithin(found, state)) disbelieve('wrong-address');
  return answerWish(ctx, { found, wish: unsolicitedWish(door, state), askedAt: ctx.now });
}

/** Whether a state that anybody may have written into a link leads no browser away: it is no address, or one of the service itself. */
function isWithin({ saml }: FoundService, state: string): boolean {
  if (!/^\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(state)) return !/[\\\p{Cc}]/u.test(state);
  const origin = URL.parse(state)?.origin;
  return state.trim() === state && saml.doors.some(({ location }) => new URL(location).origin === origin);
}

/** Notes that the person was told what the service receives. Gives where they go on to. */
async function noteNotice(ctx: SessionContext, handle: string): Promise<string> {
  const kept = await keptWish(ctx.db, ctx.now, handle);
  const found = kept && (await serviceOf(ctx.db, kept.partyId, ctx.actor));
  if (!found || !mayEnter(ctx.actor, found)) return '/';
  await markNoticeRead(ctx, found.party);
  return resumeAddress(handle);
}

async function show(ctx: Context, given: Given): Promise<View | string> {
  switch (given.kind) {
    case 'go':
      return given.to;
    case 'send':
    case 'closed': {
      const { found, wish, response } = given;
      const parcel = { to: wish.to, kind: 'SAMLResponse', xml: response, relayState: wish.relayState } as const;
      return given.kind === 'send' ? sendingView(ctx, found.party, parcel) : closedView(ctx, found.party, parcel);
    }
    case 'notice': {
      if (!isSignedIn(ctx)) return showSignIn.path;
      const { found, schoolIds, handle } = given;
      const { party } = found;
      const facts = await factsFor(ctx.db, { personId: ctx.actor.personId, party, schoolIds, today: dayOf(ctx.now) });
      if (!facts) return refusedView(ctx, 'refused');
      const form = { action: contract.readNotice.path, name: 'request', value: handle };
      return noticeView(ctx, { party, release: shownRelease(party, facts), form });
    }
    case 'unknown':
      return unknownView(ctx);
    default:
      return refusedView(ctx, given.kind);
  }
}
