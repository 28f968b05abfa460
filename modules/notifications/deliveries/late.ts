import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { notify } from '../entries/notify.ts';
import { settle } from '../entries/settle.ts';
import { ABANDONED_AFTER } from './claim.ts';
import { texts } from './texts.ts';

/** The kind, and the one subject: mails do not leave. */
export const LATE_KIND = 'notifications.mails-late';

/** By how much the oldest mail is late when administrators are told, in milliseconds. */
const LATE = 3_600_000;

/**
 * Tells the administrators of the platform that mails do not leave, once the oldest has waited for an hour, in their feed and on their devices;
 * by mail it would wait too. Once mails leave again there is nothing to do any more. What waits by itself (a full mailbox) is in hand, and not
 * meant.
 */
export async function tellIfLate({ db, clock }: Pick<WorkContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const found = await firstOf(
    db,
    sql<{ oldest: Date | null; told: boolean }>`
      select (select min(d.due_at) from notifications.deliveries d
              where d.way = 'mail' and d.due_at <= ${now} and (d.batch_id is null or d.claimed_at < ${new Date(now.getTime() - ABANDONED_AFTER)})) as oldest,
             exists (select 1 from notifications.entries e where e.subject = ${LATE_KIND} and e.is_todo) as told`,
  );
  const isLate = found?.oldest != null && now.getTime() - found.oldest.getTime() >= LATE;
  if (!found || isLate === found.told) return;
  await inTransaction(db, async (tx) => {
    if (!isLate) return settle(tx, LATE_KIND, 'everyone');
    await notify(tx, {
      kind: LATE_KIND,
      subject: LATE_KIND,
      schoolId: null,
      href: '/operations/jobs',
      title: texts.fr.lateTitle,
      words: texts.fr.lateWords,
      publishAt: now,
      to: { query: administrators(dayOf(now)) },
      todo: true,
    });
  });
}

/** SQL query: `person_id` of those who run the platform. */
const administrators = (today: string) => sql`
  select m.person_id from directory.mandates m
  where m.kind = 'platform' and m.starts_on <= ${today}::date and (m.ends_on is null or m.ends_on > ${today}::date)`;
