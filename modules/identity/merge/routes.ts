import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { mergeAccounts, partAccounts, readMergeAccounts } from './commands.ts';
import * as contract from './contract.ts';
import { mergeView } from './page.tsx';
import { texts } from './texts.ts';

/** An adult's two accounts become one. */
export const mergeRoutes: readonly AnyRoute[] = [
  route(contract.showMergeAccounts, { handle: readMergeAccounts, page: (ctx, answer) => mergeView(ctx, answer) }),
  route(contract.mergeAccounts, {
    handle: (ctx, { body }) => mergeAccounts(ctx, body),
    done: (ctx, { login }) => {
      ctx.flash(texts[ctx.locale].done(login));
      return '/';
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx) || refusal.code.startsWith('platform.')) throw refusal;
      const { password: _password, ...typed } = body;
      return mergeView(ctx, await readMergeAccounts(ctx), refusal, typed);
    },
  }),
  route(contract.partAccounts, {
    handle: async (ctx, { params }) => ({ parted: await partAccounts(ctx, params.mergeId) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].undone);
      return contract.showMergeAccounts.path;
    },
  }),
];
