import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';

const inForce = (today: string): RawBuilder<unknown> =>
  sql`x.lifted_at is null and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date)`;

/** Of those persons, the ones whom a decision keeps apart from the actor: the child whose access is closed to them, the adult to whom it is. */
export async function keptApart(
  db: Db,
  { personId, today }: Pick<Actor, 'personId' | 'today'>,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select x.pupil_id as id from directory.access_suspensions x
      where x.adult_id = ${personId}::uuid and x.pupil_id = any(${[...personIds]}::uuid[]) and ${inForce(today)}
      union
      select x.adult_id from directory.access_suspensions x
      where x.pupil_id = ${personId}::uuid and x.adult_id = any(${[...personIds]}::uuid[]) and ${inForce(today)}
      order by 1`,
  );
  return new Set(rows.map(({ id }) => id));
}
