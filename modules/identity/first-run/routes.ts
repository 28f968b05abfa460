import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { hoursOfChoice, keepHours, keepPace } from '../../notifications/index.ts';
import { answerImageRights } from '../../safety/index.ts';
import { keepLanguage } from '../sign-in/language.ts';
import { asGuardian, passStep, stepOf } from './commands.ts';
import * as contract from './contract.ts';
import { firstRunView } from './page.tsx';
import { texts } from './texts.ts';

export const firstRunRoutes: readonly AnyRoute[] = [
  route(contract.showFirstRun, {
    handle: async (ctx, { query }) => {
      asGuardian(ctx);
      return { step: query.step ?? (await stepOf(ctx.db, ctx.actor.personId)) };
    },
    page: (ctx, { step }) => (step > contract.LAST_STEP ? '/account' : firstRunView(ctx, step)),
  }),
  route(contract.keepFirstLanguage, {
    handle: async (ctx, { body }) => {
      asGuardian(ctx);
      await keepLanguage(ctx, body.locale);
      await passStep(ctx, 1);
      return {};
    },
    done: () => contract.showFirstRun.path,
  }),
  route(contract.keepFirstHours, {
    handle: async (ctx, { body }) => {
      asGuardian(ctx);
      await keepHours(ctx, hoursOfChoice(body.hours, { ...body, days: body.days.map(Number) }));
      if (body.mail) await keepPace(ctx, body.mail);
      await passStep(ctx, 2);
      return {};
    },
    done: () => contract.showFirstRun.path,
  }),
  route(contract.keepFirstImages, {
    handle: async (ctx, { body }) => {
      asGuardian(ctx);
      const said = (uid: string, purpose: string): '' | 'yes' | 'no' => body[`${uid}-${purpose}`] ?? '';
      for (const { uid } of ctx.actor.children)
        await answerImageRights(ctx, uid, {
          class: said(uid, 'class'),
          public: said(uid, 'public'),
          press: said(uid, 'press'),
        });
      await passStep(ctx, contract.LAST_STEP);
      return {};
    },
    done: over,
  }),
  route(contract.skipFirstRun, {
    handle: async (ctx, { body }) => {
      asGuardian(ctx);
      await passStep(ctx, body.step);
      return {};
    },
    done: (ctx, _, { body }) => (body.step === contract.LAST_STEP ? over(ctx) : contract.showFirstRun.path),
  }),
];

function over(ctx: SessionContext): string {
  ctx.flash(texts[ctx.locale].done);
  return '/';
}
