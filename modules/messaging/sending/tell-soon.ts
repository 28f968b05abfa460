import type { Db } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';

/** Said after messages went out: whoever tells people of them looks which ones. */
export const SENT_LATELY = 'messaging.sent-lately';

const PAUSE = 100;
const planned = new WeakMap<Db, NodeJS.Timeout>();

/**
 * Has the feeds, mails and pushes told of what was just sent, one fact for all that is sent within a tenth of a second: a fact for each of a
 * thousand messages a second would cost more than the messages. A process that dies in between is made up for within a minute (`jobs.ts`).
 */
export function tellSoon(db: Db): void {
  if (planned.has(db)) return;
  const timer = setTimeout(() => {
    planned.delete(db);
    inTransaction(db, (tx) => tx.emit({ name: SENT_LATELY, payload: {} })).catch(() => undefined);
  }, PAUSE);
  planned.set(db, timer.unref());
}
