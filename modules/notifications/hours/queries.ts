import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { type Hours, PLATFORM_HOURS, timeOf } from './rules.ts';

/** The hours in force for a person. */
export async function hoursOf(db: Db, personId: string): Promise<Hours> {
  const row = await firstOf(
    db,
    sql<{ from: number; until: number; days: number[] }>`
      select quiet_from as "from", quiet_until as until, quiet_days as days
      from notifications.quiet_hours where person_id = ${personId}`,
  );
  return row ? { from: timeOf(row.from), until: timeOf(row.until), days: row.days } : PLATFORM_HOURS;
}
