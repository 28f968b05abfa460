import { notFound } from '../../../../platform/contract/refusal.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import { safeDestination } from '../../rules.ts';
import { findArrival } from '../links/arrival.ts';
import { listWays } from '../links/contract.ts';
import * as contract from './contract.ts';
import * as enter from './enter.ts';
import { arrivalView, problemView, signInFor } from './pages.tsx';
import { sentenceOf } from './texts.ts';

/** To a provider and back. */
export const doorRoutes: readonly AnyRoute[] = [
  route(contract.leaveForProvider, {
    handle: async (ctx, { params, query }) => ({ to: await enter.leave(ctx, params.provider, query) }),
    page: (_, { to }) => to,
    refused: (ctx, refusal, { params }) => {
      if (!sentenceOf(ctx.locale, refusal.code, undefined)) throw refusal;
      return problemView(ctx, refusal, params.provider);
    },
  }),
  route(contract.comeBack, {
    handle: async (ctx, { params }) => ({ to: await enter.comeBackFrom(ctx, params.provider) }),
    page: (_, { to }) => to,
    refused: (ctx, refusal, { params }) => {
      if (!sentenceOf(ctx.locale, refusal.code, undefined)) throw refusal;
      return problemView(ctx, refusal, params.provider);
    },
  }),
  route(contract.showArrival, {
    handle: async () => ({}),
    page: async (ctx, _, { params, query }) => {
      if (ctx.actor) return listWays.path;
      const arrival = await findArrival(ctx);
      const next = safeDestination(query.next);
      return arrival?.provider.key === params.provider ? arrivalView(ctx, { arrival, next }) : signInFor('any', next);
    },
  }),
  route(contract.linkArrival, {
    handle: async (ctx, { params, body }) => ({ to: await enter.linkByPassword(ctx, params.provider, body) }),
    done: (_, { to }) => to,
    refused: async (ctx, refusal, { params, body }) => {
      if (refusal.code === 'platform.not-found') return notFound();
      if (sentenceOf(ctx.locale, refusal.code, undefined)) return problemView(ctx, refusal, params.provider);
      const arrival = await findArrival(ctx);
      if (!arrival) throw refusal;
      return arrivalView(ctx, { arrival, next: safeDestination(body.next), login: body.login, refusal });
    },
  }),
];
