import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { asksAnew, serviceBehind } from '../cas/login.ts';
import { littleDoor } from '../little/door.ts';
import { ownAddress, safeDestination } from '../rules.ts';
import * as sessions from '../sessions/commands.ts';
import { signIn } from './command.ts';
import * as contract from './contract.ts';
import { keepLanguage } from './language.ts';
import { signInView } from './page.tsx';
import { texts } from './texts.ts';

export const signInRoutes: readonly AnyRoute[] = [
  route(contract.showSignIn, {
    handle: async (_, { query }) => ({ next: safeDestination(query.next) }),
    page: async (ctx, { next }) => {
      if (ctx.actor && !asksAnew(ctx, next)) return next;
      return littleDoor(ctx, next) ?? signInView(ctx, { next, opens: await opens(ctx, next) });
    },
  }),
  route(contract.frenchSignIn, {
    handle: async () => ({}),
    page: () => contract.showSignIn.path,
  }),
  route(contract.signIn, {
    handle: async (ctx, { body }) => {
      await signIn(ctx, body);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      const next = safeDestination(body.next);
      return signInView(ctx, { next, login: body.login, device: body.device, refusal, opens: await opens(ctx, next) });
    },
  }),
  route(contract.signOut, {
    handle: async (ctx) => {
      await sessions.signOut(ctx);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].signedOut);
      return contract.showSignIn.path;
    },
  }),
  route(contract.chooseLanguage, {
    handle: async (ctx, { body }) => {
      await keepLanguage(ctx, body.locale);
      return { next: ownAddress(body.next) ?? '/' };
    },
    done: (_, { next }) => next,
  }),
];

/** The service that the person was on the way to, by its name. */
const opens = async (ctx: Context, next: string): Promise<string | undefined> =>
  (await serviceBehind(ctx, next))?.party.name;
