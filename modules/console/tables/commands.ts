import type { z } from 'zod';
import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readQuery, writeAsk } from './ask.ts';
import type { exportTable, removeView, runAction, saveView } from './contract.ts';
import { chosenIds, fittingIds } from './query.ts';
import { type Opened, openTable } from './read.ts';
import type { Kit } from './registry.ts';

type Tables = ReadonlyMap<string, Kit>;

/** Notes that the actor takes the filtered table away, for each person in it to read; then the file may be written. */
export async function beginExport(
  tables: Tables,
  ctx: SessionContext,
  key: string,
  { query, format }: z.output<typeof exportTable.body>,
  only?: readonly string[],
): Promise<Answer<typeof exportTable> & { readonly opened: Opened; readonly day: string }> {
  const whole = await openTable(tables, ctx, key, readQuery(query));
  const opened = only ? { ...whole, ask: { ...whole.ask, only } } : whole;
  const { kit, place, ask } = opened;
  const fitting = fittingIds(ctx, kit, place, ask);
  const rows = await ctx.transaction(async (tx) => {
    const counted = await firstOf(tx.db, sql<{ rows: number }>`select count(*) as rows from (${fitting}) as f`);
    const count = counted?.rows ?? 0;
    if (only && count === 0) refuse('console.nothing-chosen');
    const filters = [
      ...ask.filters.map(({ filter }) => filter.key),
      ...(ask.flag ? ['flag'] : []),
      ...(ask.words ? ['q'] : []),
    ];
    await recordAct(tx.db, {
      act: 'console.table-exported',
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: place?.id,
      subjectsQuery: kit.entry.rowsArePersons ? fitting : undefined,
      details: { table: key, format, rows: count, columns: ask.columns.map((column) => column.key), filters },
      requestId: ctx.requestId,
    });
    return count;
  });
  return { rows, opened, day: dayOf(ctx.now) };
}

/** Does a registered act to the rows chosen, or to all that fit; rows out of the actor's sight are as if they were not. */
export async function runBulk(
  tables: Tables,
  ctx: SessionContext,
  { tableKey, actionKey }: z.output<typeof runAction.params>,
  { query, id: publicIds, all }: z.output<typeof runAction.body>,
) {
  const { kit, place, ask } = await openTable(tables, ctx, tableKey, readQuery(query));
  const action = kit.actions.find((one) => one.key === actionKey) ?? notFound();
  const chosen = all ? { fitting: ask } : { publicIds };
  const ids = await chosenIds(ctx, kit, place, chosen, action.most + 1);
  if (ids.length === 0) refuse('console.nothing-chosen');
  if (ids.length > action.most) refuse('console.too-many', { most: action.most });
  try {
    return { rows: ids.length, outcome: await action.run(ctx, place, ids) };
  } catch (error) {
    // The act is another module's, and so is its reason: it is told on the page of the table.
    if (error instanceof Refusal && !error.code.startsWith('platform.'))
      refuse('console.action-refused', { code: error.code });
    throw error;
  }
}

/** How many filters a person may keep for one table. */
const VIEWS = 20;

/** Keeps the filters under a name of the actor's own; the same name replaces the former. */
export async function keepView(
  tables: Tables,
  ctx: SessionContext,
  key: string,
  { query, name }: z.output<typeof saveView.body>,
): Promise<Answer<typeof saveView>> {
  const { kit, ask } = await openTable(tables, ctx, key, readQuery(query));
  // Without the place: who heads two schools has the same questions in both.
  const kept = writeAsk(kit, ask, undefined);
  return ctx.transaction(async (tx) => {
    const personId = ctx.actor.personId;
    const row = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into console.saved_views (id, person_id, table_key, name, query, created_at)
        select ${newId()}::uuid, ${personId}::uuid, ${key}::text, ${name}::text, ${kept}::text, ${ctx.now}::timestamptz
        where (select count(*) from console.saved_views v
               where v.person_id = ${personId}::uuid and v.table_key = ${key} and v.name <> ${name}) < ${VIEWS}
        on conflict (person_id, table_key, name) do update set query = excluded.query
        returning id`,
    );
    return row ?? refuse('console.too-many-views');
  });
}

/** Forgets one of the actor's own saved filters; another's does not exist. */
export function forgetView(ctx: SessionContext, viewId: string): Promise<Answer<typeof removeView>> {
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ table: string }>`
        delete from console.saved_views where id = ${viewId}::uuid and person_id = ${ctx.actor.personId}::uuid
        returning table_key as table`,
    );
    return row ?? notFound();
  });
}
