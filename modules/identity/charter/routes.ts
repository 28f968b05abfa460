import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showFirstRun } from '../first-run/contract.ts';
import { safeDestination } from '../rules.ts';
import { acceptCharter, charterFor, readCharter } from './charter.ts';
import * as contract from './contract.ts';
import { charterView } from './page.tsx';

export const charterRoutes: readonly AnyRoute[] = [
  route(contract.showCharter, {
    handle: async (ctx) => {
      const charter = await readCharter(ctx);
      return { ...charter, articles: [...charter.articles] };
    },
    page: (ctx, charter, { query }) => charterView({ ctx, charter, next: safeDestination(query.next) }),
  }),
  route(contract.acceptCharter, {
    handle: async (ctx, { body }) => {
      const first = await acceptCharter(ctx, body.version);
      const next = safeDestination(body.next);
      // Who came for a page of their own is not held up: the rest waits on their home.
      return { next: first && next === '/' ? showFirstRun.path : next };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      const charter = await charterFor(ctx.db, ctx.actor, ctx.locale);
      return charterView({ ctx, charter, next: safeDestination(body.next), refusal });
    },
  }),
];
