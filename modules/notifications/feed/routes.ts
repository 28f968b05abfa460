import { readCounts } from '../../../platform/http/badges.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { uiTexts } from '../../../ui/texts.ts';
import * as contract from './contract.ts';
import { feedPageView } from './page.tsx';
import { feedPage, open, seeAll } from './read.ts';
import { texts } from './texts.ts';

export const feedRoutes: readonly AnyRoute[] = [
  route(contract.showFeed, {
    handle: async (ctx, { query }) => {
      const { entries, next } = await feedPage(ctx, query);
      return { entries: [...entries], next };
    },
    page: (ctx, answer, { query }) => feedPageView(ctx, answer, query),
  }),
  route(contract.countUnread, {
    handle: async (ctx) => {
      const { unread } = uiTexts[ctx.locale];
      const counts = [...(await readCounts(ctx))].map(([key, count]) => [key, { count, label: unread(count) }]);
      return { counts: Object.fromEntries(counts) };
    },
  }),
  route(contract.openEntry, {
    handle: (ctx, { params }) => open(ctx, params.entryId),
    page: (_ctx, { href }) => href,
  }),
  route(contract.markSeen, {
    handle: async (ctx) => {
      await seeAll(ctx);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].nowSeen);
      return contract.showFeed.path;
    },
  }),
];
