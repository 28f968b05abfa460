import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { audienceKey, readAudiences } from './key.ts';

/** The school of each of those audiences; null for a commune or the platform, which are of none. One statement at most. */
export async function schoolsOf(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const audiences = readAudiences(keys);
  const groupIds = audiences.flatMap(({ place, id }) => (place === 'group' && id ? [id] : []));
  const groups =
    groupIds.length === 0
      ? []
      : await rowsOf(
          db,
          sql<{ id: string; schoolId: string }>`
            select id, school_id as "schoolId" from directory.groups where id = any(${groupIds}::uuid[]) order by id`,
        );
  const schoolOf = new Map(groups.map(({ id, schoolId }) => [id, schoolId]));
  return new Map(
    audiences.map((audience) => [
      audienceKey(audience),
      audience.place === 'school' ? audience.id : (schoolOf.get(audience.id ?? '') ?? null),
    ]),
  );
}
