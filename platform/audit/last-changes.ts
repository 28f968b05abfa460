import { type Db, rowsOf, sql } from '../db/db.ts';

/**
 * When each field of a person was last changed by one of those acts, as the audit still knows: its lines are forgotten in time. The field's
 * name where the act's details name some (`fields`), else the act itself.
 */
export const lastChanges = async (
  db: Db,
  personId: string,
  acts: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  const rows = await rowsOf(
    db,
    sql<{ field: string; at: Date }>`
      select f.field, max(e.occurred_at) as at
      from platform.audit_subjects s
      join platform.audit_entries e on e.id = s.entry_id and e.occurred_at = s.occurred_at
      cross join lateral jsonb_array_elements_text(coalesce(e.details->'fields', jsonb_build_array(e.act))) as f (field)
      where s.person_id = ${personId} and e.act = any(${[...acts]}::text[])
      group by f.field order by f.field`,
  );
  return new Map(rows.map(({ field, at }) => [field, at]));
};
