import { refuse } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { safeDestination } from '../rules.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { enrolmentView, factorView, recoveryCodesView, secondFactorView } from './pages.tsx';
import { proveFactor } from './proof.ts';
import { texts } from './texts.ts';

export const secondFactorRoutes: readonly AnyRoute[] = [
  route(contract.showFactor, {
    handle: async (_, { query }) => ({ next: safeDestination(query.next) }),
    page: (ctx, { next }) => factorView({ ctx, next }),
  }),
  route(contract.giveFactor, {
    handle: async (ctx, { body }) => {
      await proveFactor(ctx, body.code);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: (ctx, refusal, { body }) => factorView({ ctx, refusal, next: safeDestination(body.next) }),
  }),
  route(contract.showSecondFactor, {
    handle: commands.readSecondFactor,
    page: (ctx, factor) => secondFactorView(ctx, factor),
  }),
  route(contract.beginEnrolment, {
    handle: commands.beginEnrolment,
    done: (ctx, enrolment) => enrolmentView(ctx, enrolment),
  }),
  route(contract.confirmEnrolment, {
    handle: async (ctx, { body }) => ({ codes: [...(await commands.confirmEnrolment(ctx, body.code))] }),
    done: (ctx, { codes }) => recoveryCodesView(ctx, codes),
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx)) throw refusal;
      const enrolment = await commands.resumeEnrolment(ctx);
      if (!enrolment) return secondFactorView(ctx, await commands.readSecondFactor(ctx), refusal);
      return enrolmentView(ctx, enrolment, refusal);
    },
  }),
  route(contract.renewRecoveryCodes, {
    handle: async (ctx) => ({ codes: [...(await commands.renewRecoveryCodes(ctx))] }),
    done: (ctx, { codes }) => recoveryCodesView(ctx, codes),
    refused: showAgain,
  }),
  route(contract.removeSecondFactor, {
    handle: async (ctx) => {
      await commands.removeSecondFactor(ctx);
      return { removed: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].page.removed);
      return contract.showSecondFactor.path;
    },
    refused: showAgain,
  }),
];

async function showAgain(ctx: Context, refusal: Parameters<typeof secondFactorView>[2]) {
  if (!isSignedIn(ctx)) return refuse('platform.sign-in-needed');
  return secondFactorView(ctx, await commands.readSecondFactor(ctx), refusal);
}
