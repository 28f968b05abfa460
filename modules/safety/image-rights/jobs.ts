import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { askAgain } from './lapsed.ts';

/** Forgets answers five years after the end of their school year: until then they are the school's proof. */
export async function forgetAnswers(db: Db, today: string): Promise<void> {
  await sql`delete from safety.image_answers where ends_on < ${today}::date - interval '5 years'`.execute(db);
  await sql`delete from safety.image_requests where ends_on < ${today}::date - interval '5 years'`.execute(db);
}

/** At 5.20, before families read: in the night the day before would be told of. */
export const askAgainJob: Job = {
  name: 'safety.ask-image-rights-again',
  cron: '20 5 * * *',
  async run({ db, clock, log }) {
    const now = clock.now();
    const told = await askAgain(db, dayOf(now), now);
    if (told > 0) log('info', 'safety.image-rights-asked-again', { told });
  },
};

/** At 3.41 on Sundays, when nobody is at school. */
export const forgetJob: Job = {
  name: 'safety.forget-image-answers',
  cron: '41 3 * * 0',
  run: ({ db, clock }) => forgetAnswers(db, dayOf(clock.now())),
};

/** Says that answers run out today, so that what rested on them is taken away: whoever shows something asks anew. */
export async function tellEnded(db: Db, today: string): Promise<boolean> {
  const row = await firstOf(
    db,
    sql`select 1 from safety.image_answers
        where ends_on = ${today}::date and replaced_at is null and answer = 'allowed' limit 1`,
  );
  if (!row) return false;
  await inTransaction(db, (tx) => tx.emit({ name: 'safety.image-answers-ended', payload: { day: today } }));
  return true;
}

/** Ten minutes after midnight: what may be shown no more is gone before anybody is up. */
export const endedJob: Job = {
  name: 'safety.tell-image-answers-ended',
  cron: '10 0 * * *',
  run: async ({ db, clock }) => {
    await tellEnded(db, dayOf(clock.now()));
  },
};
