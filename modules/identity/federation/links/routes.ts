import type { Refusal } from '../../../../platform/contract/refusal.ts';
import { notFound, refuse } from '../../../../platform/contract/refusal.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import type { View } from '../../../../platform/http/view.ts';
import { leaveFor } from '../client/leave.ts';
import { openClient } from '../door/enter.ts';
import { noted } from '../door/noted.ts';
import { sentenceOf } from '../door/texts.ts';
import { providerByKey } from '../providers/queries.ts';
import { findArrival, takeArrival } from './arrival.ts';
import * as contract from './contract.ts';
import { isFor, linkIdentity, unlinkIdentity } from './link.ts';
import { leavingView, waysView } from './pages.tsx';
import { mayKeepWays, readWays } from './read.ts';
import { texts } from './texts.ts';

/** One's own ways in. */
export const linkRoutes: readonly AnyRoute[] = [
  route(contract.listWays, {
    handle: readWays,
    page: async (ctx, ways, { query }) =>
      waysView({ ctx, ways, added: query.added && (await providerByKey(ctx.db, query.added))?.name }),
  }),
  route(contract.addWay, {
    handle: async (ctx, { params }) => {
      mayKeepWays(ctx);
      const provider = await openClient(ctx, params.provider);
      if (!isFor(provider, ctx.actor)) notFound();
      const errand = { purpose: 'link', sessionId: ctx.session.id, next: contract.listWays.path } as const;
      return { name: provider.name, to: await noted(ctx, provider, () => leaveFor(ctx, provider, errand)) };
    },
    done: (ctx, leaving) => leavingView(ctx, leaving),
    refused: showAgain,
  }),
  route(contract.linkWaiting, {
    handle: async (ctx) => {
      mayKeepWays(ctx);
      const arrival = await findArrival(ctx);
      if (!arrival) refuse('identity.arrival-over');
      const { provider, identity } = arrival;
      await noted(ctx, provider, () =>
        ctx.transaction(async (tx) => {
          if (!(await takeArrival(ctx, tx.db, arrival))) refuse('identity.arrival-over');
          await linkIdentity(ctx, tx, { actor: ctx.actor, provider, identity, proof: 'session' });
        }),
      );
      return { provider: provider.key };
    },
    done: (_, { provider }) => `${contract.listWays.path}?added=${provider}`,
    refused: showAgain,
  }),
  route(contract.unlinkWay, {
    handle: async (ctx, { params }) => {
      mayKeepWays(ctx);
      return { provider: await unlinkIdentity(ctx, params.identityId) };
    },
    done: (ctx, { provider }) => {
      ctx.flash(texts[ctx.locale].removed(provider));
      return contract.listWays.path;
    },
    refused: showAgain,
  }),
];

async function showAgain(ctx: Context, refusal: Refusal): Promise<View> {
  if (!isSignedIn(ctx) || !sentenceOf(ctx.locale, refusal.code, undefined)) throw refusal;
  return waysView({ ctx: ctx satisfies SessionContext, ways: await readWays(ctx), refusal });
}
