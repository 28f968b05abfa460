import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import type { View } from '../../../platform/http/view.ts';
import { unknownView } from '../cas/pages.tsx';
import { frontChannels } from '../oidc/front-channel.ts';
import { SESSION_COOKIE } from '../sessions/authenticate.ts';
import { sloAddress } from './addresses.ts';
import * as contract from './contract.ts';
import {
  type Answer,
  endFor,
  isOwn,
  type LogoutWish,
  logoutAnswer,
  logoutWishOf,
  samlFrames,
  sessionsMeant,
} from './logout.ts';
import { answeredView, goodbyeView, refusedView } from './pages.tsx';
import { believe, byPost, byRedirect, noteFault, type Travelled, UnknownService } from './receive.ts';
import { type FoundService, serviceOf } from './service.ts';
import { keepLogout, takeLogout } from './store.ts';
import { disbelieve, SamlFault } from './xml/fault.ts';

type Ended =
  | {
      readonly kind: 'ended';
      readonly service: string;
      readonly answer: Answer;
      readonly relayState: string | undefined;
      readonly frames: readonly string[];
    }
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'answered' | 'unknown' | 'refused' };

/** The end of sessions: services ask for it, and answer that theirs is over. */
export const samlLogoutRoutes: readonly AnyRoute[] = [
  route(contract.slo, {
    handle: (ctx) =>
      guarded(ctx, async () => {
        const asked = await askedBy(ctx, byRedirect(ctx));
        if (!asked) return { kind: 'answered' };
        // The message stands in an address, which browsers and proxies keep: seen again it would end the next session too.
        if (!(await keepLogout(ctx.db, ctx.now, asked.found, asked.id, null))) disbelieve('replayed');
        return end(ctx, asked);
      }),
    page: show,
  }),
  route(contract.sloPost, {
    // Sent by another house's page, the form brings no cookie of ours: what it asks is kept, and done where the browser is known.
    handle: (ctx, { body }) =>
      guarded(ctx, async () => {
        const asked = await askedBy(ctx, byPost(body));
        if (!asked) return { kind: 'answered' };
        const { found, id, wish, relayState = null } = asked;
        const handle = await keepLogout(ctx.db, ctx.now, found, id, { wish, relayState });
        return { kind: 'go', to: addressOf(contract.endSession, {}, { request: handle ?? disbelieve('replayed') }) };
      }),
    done: show,
    refused: (ctx) => refusedView(ctx, 'refused'),
  }),
  route(contract.endSession, {
    handle: (ctx, { query }) =>
      guarded(ctx, async () => {
        const kept = (await takeLogout(ctx.db, ctx.now, query.request)) ?? disbelieve('replayed');
        const found = await serviceOf(ctx.db, kept.partyId, null);
        if (!found) throw new UnknownService();
        const { wish, relayState } = kept.logout;
        return end(ctx, { found, id: kept.requestId, wish, relayState: relayState ?? undefined });
      }),
    page: show,
  }),
];

async function guarded(ctx: Context, work: () => Promise<Ended>): Promise<Ended> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SamlFault)) throw error;
    await noteFault(ctx, error);
    return { kind: error instanceof UnknownService ? 'unknown' : 'refused' };
  }
}

interface Asked {
  readonly found: FoundService;
  readonly id: string;
  readonly wish: LogoutWish;
  readonly relayState: string | undefined;
}

/** What a service asks to end; undefined when it answers that its own session is over. @throws SamlFault */
async function askedBy(ctx: Context, message: Travelled | undefined): Promise<Asked | undefined> {
  if (!message) disbelieve('not-that-message');
  const isAnswer = message.kind === 'SAMLResponse';
  const believed = await believe(ctx, message, isAnswer ? 'LogoutResponse' : 'LogoutRequest', {
    destination: sloAddress(ctx.publicUrl),
    signed: ({ saml }) => saml.certificates.length > 0,
  });
  const { found, id, root, relayState } = believed;
  return isAnswer ? undefined : { found, id, wish: logoutWishOf(root, ctx.now), relayState };
}

/** Ends what a service asks to end, and answers it. */
async function end(ctx: Context, { found, id, wish, relayState }: Asked): Promise<Ended> {
  const meant = await sessionsMeant(ctx.db, found, wish);
  // Whoever cannot sign may end the session of the very browser that comes, and no other.
  const ended = found.saml.certificates.length > 0 ? meant : meant.filter((session) => isOwn(ctx, [session]));
  const own = isOwn(ctx, ended);
  const frames = [...(await samlFrames(ctx, ended, found.party.id)), ...(own ? await frontChannels(ctx) : [])];
  const answer = await logoutAnswer(ctx, found, {
    requestId: id,
    relayState,
    isDenied: meant.length > 0 && ended.length === 0,
  });
  if (ended.length > 0) await endFor(ctx, ended, found.party.id);
  if (own) {
    ctx.cookies.clear(SESSION_COOKIE);
    ctx.clearBrowser();
  }
  return { kind: 'ended', service: found.party.name, answer, relayState, frames };
}

function show(ctx: Context, given: Ended): View | Verbatim | string {
  switch (given.kind) {
    case 'ended': {
      const { answer, frames } = given;
      return answer.by === 'redirect' && frames.length === 0 ? answer.to : goodbyeView(ctx, given);
    }
    case 'go':
      return given.to;
    case 'answered':
      // Most answers come back inside a frame, where no page of ours may show: nothing is shown then.
      return ctx.header('sec-fetch-dest') === 'iframe'
        ? { status: 204, type: 'text/plain', text: '' }
        : answeredView(ctx);
    case 'unknown':
      return unknownView(ctx);
    case 'refused':
      return refusedView(ctx, 'refused');
  }
}
