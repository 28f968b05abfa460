import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { keepHours } from './commands.ts';
import * as contract from './contract.ts';
import { hoursView } from './page.tsx';
import { hoursOf } from './queries.ts';
import { choiceOf, hoursOfChoice } from './rules.ts';
import { hoursOfOwnSchools } from './schools.ts';
import { texts } from './texts.ts';

export const hoursRoutes: readonly AnyRoute[] = [
  route(contract.showHours, {
    handle: async ({ db, actor }) => {
      const hours = await hoursOf(db, actor.personId);
      return { ...hours, days: [...hours.days], chosen: choiceOf(hours) };
    },
    page: async (ctx, hours) => hoursView(ctx, hours, await hoursOfOwnSchools(ctx)),
  }),
  route(contract.chooseHours, {
    handle: async (ctx, { body }) => {
      await keepHours(ctx, hoursOfChoice(body.hours, { ...body, days: body.days.map(Number) }));
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].saved);
      return '/account';
    },
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx)) throw refusal;
      return hoursView(ctx, await hoursOf(ctx.db, ctx.actor.personId), await hoursOfOwnSchools(ctx), refusal);
    },
  }),
];
