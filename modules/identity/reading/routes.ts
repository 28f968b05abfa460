import { sql } from '../../../platform/db/db.ts';
import { type ReadingAid, readingAidNames, readingAidsOf } from '../../../platform/http/reading.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as contract from './contract.ts';
import { readingView } from './page.tsx';
import { texts } from './texts.ts';

type EveryAid = Record<ReadingAid, never>;

export const readingRoutes: readonly AnyRoute[] = [
  route(contract.showReading, {
    handle: async ({ reading }) =>
      Object.fromEntries(readingAidNames.map((aid) => [aid, reading[aid] ?? ''])) as EveryAid,
    page: (ctx) => readingView(ctx),
  }),
  route(contract.chooseReading, {
    handle: async (ctx, { body }) => {
      const chosen = JSON.stringify(readingAidsOf(body));
      await sql`update identity.accounts set reading = ${chosen}::jsonb where person_id = ${ctx.actor.personId}`.execute(
        ctx.db,
      );
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].applied);
      return contract.showReading.path;
    },
  }),
];
