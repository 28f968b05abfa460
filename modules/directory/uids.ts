import { type Db, rowsOf, sql } from '../../platform/db/db.ts';

/**
 * New uids (SDET form LxxCiiii, opaque), never given before nor after. Taken and not used, they are lost: cheaper than one given
 * twice.
 */
export async function takeUids(db: Db, count: number): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ uid: string }>`
      with block as (
        update directory.uid_counters set next = next + ${count}::bigint where name = 'uid' returning next
      )
      select directory.uid_of(b.next - 1 - n) as uid from block b, generate_series(0, ${count}::bigint - 1) as n order by n desc`,
  );
  return rows.map((row) => row.uid);
}
