import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import type { View } from '../../../platform/http/view.ts';
import { unknownView } from '../cas/pages.tsx';
import { frontChannels } from '../oidc/front-channel.ts';
import { SESSION_COOKIE } from '../sessions/authenticate.ts';
import { sloAddress } from './addresses.ts';
import * as contract from './contract.ts';
import { type Answer, endFor, isOwn, logoutAnswer, logoutWishOf, samlFrames, sessionsMeant } from './logout.ts';
import { answeredView, goodbyeView, refusedView } from './pages.tsx';
import { believe, byPost, byRedirect, noteFault, type Travelled, UnknownService } from './receive.ts';
import { keepLogout } from './store.ts';
import { disbelieve, SamlFault } from './xml/fault.ts';

type Ended =
  | {
      readonly kind: 'ended';
      readonly service: string;
      readonly answer: Answer;
      readonly relayState: string | undefined;
      readonly frames: readonly string[];
    }
  | { readonly kind: 'answered' | 'unknown' | 'refused' };

/** The end of sessions: services ask for it, and answer that theirs is over. */
export const samlLogoutRoutes: readonly AnyRoute[] = [
  route(contract.slo, {
    handle: (ctx) => guarded(ctx, () => receive(ctx, byRedirect(ctx))),
    page: show,
  }),
  route(contract.sloPost, {
    handle: (ctx, { body }) => guarded(ctx, () => receive(ctx, byPost(body))),
    done: show,
    refused: (ctx) => refusedView(ctx, 'refused'),
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

/** Ends what a service asks to end, or takes note of its answer. @throws SamlFault */
async function receive(ctx: Context, message: Travelled | undefined): Promise<Ended> {
  if (!message) disbelieve('not-that-message');
  const destination = sloAddress(ctx.publicUrl);
  if (message.kind === 'SAMLResponse') {
    await believe(ctx, message, 'LogoutResponse', { destination, signed: ({ saml }) => saml.certificates.length > 0 });
    return { kind: 'answered' };
  }
  const believed = await believe(ctx, message, 'LogoutRequest', {
    destination,
    signed: ({ saml }) => saml.certificates.length > 0,
  });
  const { found, id, relayState } = believed;
  const wish = logoutWishOf(believed.root, ctx.now);
  // By Redirect the message stands in an address, which browsers and proxies keep: seen again it would end the next session too.
  if (!(await keepLogout(ctx.db, ctx.now, found, id))) disbelieve('replayed');
  const meant = await sessionsMeant(ctx.db, found, wish);
  // Whoever cannot sign may end the session of the very browser that comes, and no other.
  const ended = found.saml.certificates.length > 0 ? meant : meant.filter((session) => isOwn(ctx, [session]));
  const own = isOwn(ctx, ended);
  const frames = [...(await samlFrames(ctx, ended, found.party.id)), ...(own ? await frontChannels(ctx) : [])];
  const answer = await logoutAnswer(ctx, found, { requestId: id, relayState });
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
