import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { shapedSchool } from '../school/queries.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { welcomeView } from './page.tsx';
import { welcomeOf } from './queries.ts';
import { texts } from './texts.ts';

export const welcomeRoutes: readonly AnyRoute[] = [
  route(contract.showWelcome, {
    handle: (ctx, { params }) => readWelcome(ctx, params.schoolUai),
    page: (ctx, shown) => welcomeView({ ctx, shown }),
  }),
  route(contract.writeWelcome, {
    handle: async (ctx, { params, body }) => {
      const published = body.do === 'publish';
      await (published ? commands.writeWelcome : commands.checkWelcome)(ctx, params.schoolUai, body);
      return { published };
    },
    done: async (ctx, { published }, { params, body }) => {
      if (!published)
        return welcomeView({ ctx, shown: await readWelcome(ctx, params.schoolUai), draft: body, isPreview: true });
      ctx.flash(texts[ctx.locale].published);
      return addressOf(contract.showWelcome, params);
    },
    refused: async (ctx, refusal, { params, body, several }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const { words = '', signature = '', until = '' } = body;
      const draft = { words, signature, until, audiences: several.audiences ?? [] };
      return welcomeView({ ctx, shown: await readWelcome(ctx, params.schoolUai ?? ''), refusal, draft });
    },
  }),
  route(contract.removeWelcome, {
    handle: async (ctx, { params }) => {
      await commands.removeWelcome(ctx, params.schoolUai);
      return { removed: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].removed);
      return addressOf(contract.showWelcome, params);
    },
  }),
];

/** For others than those who shape its portal the page does not exist. */
async function readWelcome(ctx: SessionContext, uai: string) {
  const { id, ...school } = await shapedSchool(ctx, uai);
  return { school, welcome: (await welcomeOf(ctx.db, id, ctx.actor.today)) ?? null };
}
