import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { TRY_MINUTES } from './note.ts';
import type { TryReason, TryWay } from './reasons.ts';

/** A try that was refused, as it is told. */
export interface NotedTry {
  readonly id: string;
  readonly at: Date;
  readonly way: TryWay;
  readonly reason: TryReason;
  /** Until when a wait was asked. */
  readonly openAt: Date | null;
  /** From a browser by which the person came in before. */
  readonly isKnown: boolean;
  readonly browser: string | null;
  readonly system: string | null;
}

/** The last refused tries of a person, the newest first. */
export const triesOfPerson = (db: Db, personId: string): Promise<NotedTry[]> =>
  rowsOf(
    db,
    sql<NotedTry>`
      select t.id, t.happened_at as at, t.way, t.reason, t.open_at as "openAt", t.is_known as "isKnown", t.device ->> 'browser' as browser,
             t.device ->> 'system' as system
      from identity.refused_tries t where t.person_id = ${personId} order by t.happened_at desc, t.id desc limit 20`,
  );

/** The browsers, by the digest of their cookie, that tried for that account in the last minutes; and whether the person is known from them. */
export const browsersOf = (
  db: Db,
  personId: string,
  now: Date,
): Promise<{ readonly browser: Buffer; readonly isKnown: boolean }[]> =>
  rowsOf(
    db,
    sql<{ browser: Buffer; isKnown: boolean }>`
      select t.browser, t.is_known as "isKnown" from identity.refused_tries t
      where t.person_id = ${personId} and t.happened_at > ${new Date(now.getTime() - TRY_MINUTES * 60_000)}
      order by t.happened_at desc, t.id desc limit 40`,
  );
