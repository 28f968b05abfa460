import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Names } from '../../../platform/module.ts';
import { answer, hold, lift, readArchive } from './commands.ts';
import * as contract from './contract.ts';
import { archivePage, deskPage } from './page.tsx';
import { readDesk } from './read.ts';
import { texts } from './texts.ts';

/** The desk of data protection. `names`: persons by id, for who may read them. */
export function deskRoutes(names: Names): readonly AnyRoute[] {
  const refused = async (ctx: Context, refusal: Refusal, { body }: Raw): Promise<View> => {
    if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
    return deskPage(ctx, await readDesk(names, ctx, undefined), { refusal, typed: body });
  };
  return [
    route(contract.showDesk, {
      handle: (ctx, { query }) => readDesk(names, ctx, query.after),
      page: (ctx, desk) => deskPage(ctx, desk),
    }),
    route(contract.placeHold, {
      handle: async (ctx, { body }) => ({ held: await hold(ctx, body) }),
      done: (ctx) => {
        ctx.flash(texts[ctx.locale].placed);
        return contract.showDesk.path;
      },
      refused,
    }),
    route(contract.liftHold, {
      handle: async (ctx, { params }) => ({ lifted: await lift(ctx, params.holdId) }),
      done: (ctx) => {
        ctx.flash(texts[ctx.locale].lifted);
        return contract.showDesk.path;
      },
    }),
    route(contract.answerRequest, {
      handle: async (ctx, { params, body }) => ({ answered: await answer(ctx, params.requestId, body) }),
      done: (ctx) => {
        ctx.flash(texts[ctx.locale].answered);
        return contract.showDesk.path;
      },
      refused,
    }),
    route(contract.openArchive, {
      handle: (ctx, { body }) => readArchive(ctx, body),
      done: (ctx, found) => archivePage(ctx, found as Parameters<typeof archivePage>[1]),
      refused,
    }),
  ];
}
