import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';
import { askAgain } from './lapsed.ts';

/** Forgets answers five years after the end of their school year: until then they are the school's proof. */
export async function forgetAnswers(db: Db, today: string): Promise<void> {
  await sql`delete from safety.image_answers where ends_on < ${today}::date - interval '5 years'`.execute(db);
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
