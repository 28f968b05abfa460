import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

/** Forgets proofs five years after what they proved has ended, uses after 24 months, and words that no answer keeps any more. */
export async function forgetAnswers(db: Db, today: string): Promise<void> {
  await sql`delete from identity.consents where ends_on < ${today}::date - interval '5 years'`.execute(db);
  await sql`delete from identity.reuse_answers where ends_on < ${today}::date - interval '5 years'`.execute(db);
  await sql`delete from identity.reuse_uses where read_at < ${today}::date - interval '24 months'`.execute(db);
  await sql`delete from identity.shown_words w
            where w.first_shown_at < ${today}::date - interval '1 day'
              and not exists (select 1 from identity.consents c where c.words = w.digest)
              and not exists (select 1 from identity.reuse_answers x where x.words = w.digest)`.execute(db);
}

/** At 3.47 on Sundays, when nobody is at school. */
export const forgetAnswersJob: Job = {
  name: 'identity.forget-answers',
  cron: '47 3 * * 0',
  run: ({ db, clock }) => forgetAnswers(db, dayOf(clock.now())),
};
