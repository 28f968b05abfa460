import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { settleTellings, tell } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { LAST_STEP, showFirstRun } from './contract.ts';

/** The three screens are for legal guardians; for others they do not exist. */
export function asGuardian(ctx: SessionContext): void {
  byThemselves(ctx);
  if (ctx.actor.children.length === 0) notFound();
}

/** A guardian has just accepted the charter for the first time: what is left to settle waits on their home. @returns whether it begins */
export async function beginFirstRun(tx: Transaction, ctx: SessionContext): Promise<boolean> {
  if (ctx.actor.children.length === 0) return false;
  const begun = await firstOf(
    tx.db,
    sql`insert into identity.first_runs (person_id, next_step, started_at) values (${ctx.actor.personId}, 1, ${ctx.now})
        on conflict (person_id) do nothing returning next_step`,
  );
  if (!begun) return false;
  const telling = { code: 'settings-unfinished', details: { href: showFirstRun.path } } as const;
  await tell(tx, ctx.actor.personId, telling, ctx.now, { mail: false });
  return true;
}

/** The screen at which a person stands: 1 to 3, 4 when none is left. */
export async function stepOf(db: Db, personId: string): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ next_step: number }>`select next_step from identity.first_runs where person_id = ${personId}`,
  );
  return row?.next_step ?? 1;
}

/** That screen is over, kept or left for later; after the last one nothing waits any more. @returns whether it was the last */
export function passStep(ctx: SessionContext, step: number): Promise<boolean> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const last = step === LAST_STEP;
    await sql`
      insert into identity.first_runs as r (person_id, next_step, started_at, finished_at)
      values (${actor.personId}, ${step + 1}, ${now}, ${last ? now : null})
      on conflict (person_id) do update set next_step = greatest(r.next_step, excluded.next_step),
        finished_at = coalesce(r.finished_at, excluded.finished_at)`.execute(tx.db);
    if (last) await settleTellings(tx, [actor.personId], { code: 'settings-unfinished', now });
    return last;
  });
}
