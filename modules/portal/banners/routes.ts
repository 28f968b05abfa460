import { notFound } from '../../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { bannersView } from './page.tsx';
import { writesBanners } from './policy.ts';
import { bannersOf, placesOf } from './queries.ts';
import { texts } from './texts.ts';

export const bannerRoutes: readonly AnyRoute[] = [
  route(contract.listBanners, {
    handle: readBoard,
    page: (ctx, board) => bannersView({ ctx, board }),
  }),
  route(contract.writeBanner, {
    handle: async (ctx, { body }) => ({ id: await commands.writeBanner(ctx, body) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].written);
      return contract.listBanners.path;
    },
    refused: async (ctx, refusal, { body, several }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return bannersView({ ctx, board: await readBoard(ctx), refusal, typed: body, chosen: several.audiences });
    },
  }),
  route(contract.removeBanner, {
    handle: async (ctx, { params }) => {
      await commands.removeBanner(ctx, params.bannerId);
      return { removed: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].removed);
      return contract.listBanners.path;
    },
  }),
];

/** For those who speak for no place the page does not exist. */
async function readBoard({ actor, db }: SessionContext) {
  if (!writesBanners(actor)) notFound();
  const [banners, places] = await Promise.all([bannersOf(db, actor), placesOf(db, actor)]);
  return { banners, places };
}
