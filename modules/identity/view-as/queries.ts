import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { ViewState } from './contract.ts';

export interface ViewingRow {
  readonly id: string;
  readonly viewerId: string;
  readonly viewedId: string;
  readonly schoolId: string | null;
  readonly reason: string;
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly endsAt: Date | null;
  readonly failures: number;
  readonly state: ViewState;
}

/** SQL: how a viewing (alias `v`) stands. Its consent may be taken back while it runs: it then ends at once. */
const stateAt = (now: Date): RawBuilder<ViewState> => sql<ViewState>`case
  when v.started_at is not null then case when v.ended_at is null and v.ends_at > ${now} then 'running' else 'over' end
  when v.granted is false then 'refused'
  when v.asked_until <= ${now} then 'over'
  when v.granted then 'granted' else 'asked' end`;

/** A viewing by id, whoever asks; `lock` for who is about to change it. */
export const findViewing = (db: Db, id: string, now: Date, lock = false): Promise<ViewingRow | undefined> =>
  firstOf(
    db,
    sql<ViewingRow>`
      select v.id, v.viewer_id as "viewerId", v.viewed_id as "viewedId", v.school_id as "schoolId", v.reason, v.asked_at as "askedAt",
             v.started_at as "startedAt", v.ends_at as "endsAt", v.failures, ${stateAt(now)} as state
      from identity.viewings v where v.id = ${id} ${lock ? sql`for update` : sql``}`,
  );

/** How many questions somebody asked since. */
export async function askedSince(db: Db, viewerId: string, since: Date): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ asked: number }>`
      select count(*)::int as asked from identity.viewings where viewer_id = ${viewerId} and asked_at > ${since}`,
  );
  return row?.asked ?? 0;
}

/** The pages seen in a view, as the audit keeps them, the first ones first. */
export const pagesSeen = (
  db: Db,
  viewing: Pick<ViewingRow, 'id' | 'viewedId'>,
): Promise<{ path: string; at: Date }[]> =>
  rowsOf(
    db,
    sql<{ path: string; at: Date }>`
      select e.details->>'path' as path, e.occurred_at as at
      from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
      where s.person_id = ${viewing.viewedId} and e.act = 'identity.page-viewed' and e.details->>'viewing' = ${viewing.id}::text
      order by e.occurred_at, e.id limit 200`,
  );

/** Of these persons, those with an account: who could answer. */
export const withAccount = async (db: Db, personIds: readonly string[]): Promise<string[]> => {
  const rows = await rowsOf(
    db,
    sql<{
      id: string;
    }>`select person_id as id from identity.accounts where person_id = any(${[...personIds]}::uuid[]) order by 1`,
  );
  return rows.map(({ id }) => id);
};
