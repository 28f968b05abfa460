import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { newTokenView, tokensView } from './pages.tsx';
import { texts } from './texts.ts';

export const tokenRoutes: readonly AnyRoute[] = [
  route(contract.listTokens, {
    handle: async (ctx) => {
      commands.mayHoldTokens(ctx);
      return { tokens: await commands.tokensOf(ctx.db, ctx.actor.personId, ctx.now) };
    },
    page: (ctx, { tokens }) => tokensView({ ctx, tokens }),
  }),
  route(contract.createToken, {
    handle: (ctx, { body }) => commands.createToken(ctx, body),
    done: (ctx, created) => newTokenView(ctx, created),
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const tokens = await commands.tokensOf(ctx.db, ctx.actor.personId, ctx.now);
      return tokensView({ ctx, tokens, refusal, typed: body });
    },
  }),
  route(contract.revokeToken, {
    handle: async (ctx, { params }) => {
      await commands.revokeToken(ctx, params.tokenId);
      return { revoked: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].revoked);
      return contract.listTokens.path;
    },
  }),
];
