import { refuse } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { safeDestination } from '../rules.ts';
import { enrolmentView, recoveryCodesView, secondFactorView } from './account-pages.tsx';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { factorsOf, proveFactor } from './proof.ts';
import { factorView } from './proof-pages.tsx';
import { resetFactorOf } from './reset.ts';
import { texts } from './texts.ts';

export const secondFactorRoutes: readonly AnyRoute[] = [
  route(contract.showFactor, {
    handle: async (_, { query }) => ({ next: safeDestination(query.next) }),
    page: async (ctx, { next }) => factorView({ ctx, next, factors: await factorsOf(ctx) }),
  }),
  route(contract.giveFactor, {
    handle: async (ctx, { body }) => {
      await proveFactor(ctx, body.code);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      return factorView({ ctx, refusal, next: safeDestination(body.next), factors: await factorsOf(ctx) });
    },
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
    done: async (ctx) => {
      const { passkey } = await factorsOf(ctx);
      ctx.flash(texts[ctx.locale].page[passkey ? 'applicationRemoved' : 'removed']);
      return contract.showSecondFactor.path;
    },
    refused: showAgain,
  }),
  route(contract.resetSecondFactor, {
    handle: async (ctx, { params }) => {
      await resetFactorOf(ctx, params.personUid);
      return { reset: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].reset.done);
      return `/people/${params.personUid}`;
    },
  }),
];

async function showAgain(ctx: Context, refusal: Parameters<typeof secondFactorView>[2]) {
  if (!isSignedIn(ctx)) return refuse('platform.sign-in-needed');
  return secondFactorView(ctx, await commands.readSecondFactor(ctx), refusal);
}
