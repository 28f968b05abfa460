import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { choiceOf, type Hours, minutesOf } from './rules.ts';

/** Keeps when the actor is left in peace; the platform's own hours are no choice to keep. */
export function keepHours(ctx: SessionContext, hours: Hours): Promise<void> {
  const { actor, now } = ctx;
  return ctx.transaction(async ({ db }) => {
    await sql`delete from notifications.quiet_hours where person_id = ${actor.personId}`.execute(db);
    if (choiceOf(hours) === 'default') return;
    await sql`
      insert into notifications.quiet_hours (person_id, quiet_from, quiet_until, quiet_days, chosen_at)
      values (${actor.personId}, ${minutesOf(hours.from)}, ${minutesOf(hours.until)}, ${[...hours.days].sort((one, other) => one - other)}::smallint[], ${now})
      on conflict (person_id) do nothing`.execute(db);
  });
}
