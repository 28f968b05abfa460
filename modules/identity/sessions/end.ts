import { type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { sessionTopic } from '../../../platform/live/hub.ts';

/* The one place where sessions end, whoever ends them and why: nothing that hangs on a session may be forgotten by one of them. */

/** The fact that sessions are over (`sessionIds`), told when services were entered with them. */
export const SESSION_ENDED = 'identity.session-ended';

/** Sessions told of in one fact: a whole school's are told by several workers at once. */
const TOLD_AT_ONCE = 200;

interface EndedSession {
  readonly id: string;
  readonly personId: string;
}

/**
 * Ends the sessions `s` of which the condition `which` is true: looks in another person's place that go on in them end too, the services
 * entered with them are told after commit, and their open pages refresh themselves.
 * @returns those that were ended, by id
 */
export async function endSessions(
  tx: Transaction,
  now: Date,
  which: RawBuilder<unknown>,
): Promise<readonly EndedSession[]> {
  const ended = await rowsOf(
    tx.db,
    sql<EndedSession>`
      with ${sql.join(endedRows(now, which))}
      select id, person_id as "personId" from gone order by id`,
  );
  const ids = ended.map(({ id }) => id);
  await tellEnded(tx, ids);
  tx.changed(...ids.map(sessionTopic));
  return ended;
}

/** Ends every session of a person but `kept`, as `endSessions`. */
export const endSessionsOf = (
  tx: Transaction,
  now: Date,
  personId: string,
  kept?: string,
): Promise<readonly EndedSession[]> =>
  endSessions(tx, now, sql`s.person_id = ${personId} and s.id is distinct from ${kept ?? null}::uuid`);

/**
 * SQL statements `gone` (id and person_id of the sessions that end) and `seen`, for a `with`: who comes in anew ends the session that their
 * browser had in the same round trip. Its services hear of it within a minute.
 */
export const endedRows = (now: Date, which: RawBuilder<unknown>): readonly RawBuilder<unknown>[] => [
  sql`gone as (delete from identity.sessions s where ${which} returning s.id, s.person_id)`,
  sql`seen as (update identity.viewings v
               set ended_at = ${now}::timestamptz, ends_at = least(v.ends_at, ${now}::timestamptz)
               from gone g where v.session_id = g.id and v.started_at is not null and v.ended_at is null)`,
];

/** Says that sessions are over, to the services entered with them; nothing when there are none. */
async function tellEnded(tx: Transaction, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  const rows = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      select session_id as id from identity.service_logins where session_id = any(${[...sessionIds]}::uuid[])
      union select session_id from identity.saml_logins where session_id = any(${[...sessionIds]}::uuid[]) order by 1 limit 10000`,
  );
  for (let from = 0; from < rows.length; from += TOLD_AT_ONCE) {
    const told = rows.slice(from, from + TOLD_AT_ONCE).map(({ id }) => id);
    await tx.emit({ name: SESSION_ENDED, payload: { sessionIds: told } });
  }
}
