import { notFound } from '../../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { levelsOf, names } from '../../directory/index.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { stopsView } from './page.tsx';
import { headed, stopPolicy, stopsSomewhere } from './policy.ts';
import { stoppablePlaces, stopsOf } from './queries.ts';
import { texts } from './texts.ts';

export const stopRoutes: readonly AnyRoute[] = [
  route(contract.listStops, { handle: readStops, page: (ctx, stops) => stopsView({ ctx, stops }) }),
  route(contract.startStop, {
    handle: async (ctx, { body }) => ({ id: await commands.startStop(ctx, body) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].started);
      return contract.listStops.path;
    },
    refused: async (ctx, refusal, { body, several }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return stopsView({ ctx, stops: await readStops(ctx), refusal, typed: body, chosen: several.roles ?? [] });
    },
  }),
  route(contract.prolongStop, {
    handle: async (ctx, { params, body }) => ({
      endsAt: await commands.prolongStop(ctx, params.stopId, Number(body.minutes)),
    }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].prolonged);
      return contract.listStops.path;
    },
  }),
  route(contract.liftStop, {
    handle: async (ctx, { params }) => {
      await commands.liftStop(ctx, params.stopId);
      return { lifted: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].lifted);
      return contract.listStops.path;
    },
  }),
];

/** For others than those who may stop something the page does not exist. */
async function readStops(ctx: SessionContext) {
  const { db, actor, now } = ctx;
  if (!stopsSomewhere(actor)) notFound();
  const everywhere = stopPolicy.can(actor, 'start', { schoolId: null, startedAs: 'platform' });
  const rows = await stopsOf(db, actor);
  const known = await names.of(
    ctx,
    rows.map(({ startedById }) => startedById),
    [],
  );
  const shown = rows.map(({ startedById, ...row }) => ({
    ...row,
    startedBy: known.persons.get(startedById) ?? null,
    mayLift: stopPolicy.can(actor, 'lift', row),
  }));
  const runs = ({ endedAt, endsAt }: (typeof shown)[number]): boolean => endedAt === null && endsAt > now;
  return {
    running: shown.filter(runs),
    past: shown.filter((row) => !runs(row)),
    places: await stoppablePlaces(db, actor),
    levels: await levelsOf(db, everywhere ? null : headed(actor), actor.today),
  };
}
