import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { fullName } from '../rules.ts';

/**
 * SQL condition on `k` (directory.kinships) and `c` (the pupil, directory.persons): a legal guardian on the day on which the child left,
 * to whom no decision closes the child.
 */
const guardsLeaver = sql`
  k.authority = 1 and c.left_on is not null and c.erased_on is null and c.merged_into is null
  and (k.ends_on is null or k.ends_on >= c.left_on)
  and not exists (select 1 from directory.access_suspensions x
                  where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                    and (x.ends_on is null or x.ends_on > c.left_on))`;

/** SQL query: `adult_id`, `pupil_id`, `given_name` for the legal guardians of these pupils who left. */
export const guardiansOfLeavers = (
  pupils: readonly string[],
): RawBuilder<{ adult_id: string; pupil_id: string; given_name: string | null }> => sql<{
  adult_id: string;
  pupil_id: string;
  given_name: string | null;
}>`
  select distinct k.adult_id, k.pupil_id, c.given_name
  from directory.kinships k
  join directory.persons c on c.id = k.pupil_id
  join directory.persons a on a.id = k.adult_id and a.erased_on is null
  where k.pupil_id = any(${[...pupils]}::uuid[]) and ${guardsLeaver}`;

/** SQL condition on `p` (directory.persons): a child who left and for whom this adult still answers. */
export const answersFor = (adultId: string): RawBuilder<unknown> => sql`exists (
  select 1 from directory.kinships k join directory.persons c on c.id = k.pupil_id
  where k.pupil_id = p.id and k.adult_id = ${adultId}::uuid and ${guardsLeaver} offset 0)`;

interface LeftChild {
  readonly personId: string;
  readonly uid: string;
  readonly name: string;
}

/** The children who left and for whom this adult still answers, by name. */
export async function leftChildrenOf(db: Db, adultId: string): Promise<LeftChild[]> {
  const rows = await rowsOf(
    db,
    sql<{ personId: string; uid: string; familyName: string; givenName: string | null }>`
      select distinct c.id as "personId", c.uid, c.family_name as "familyName", c.given_name as "givenName", c.sort_name
      from directory.kinships k join directory.persons c on c.id = k.pupil_id
      where k.adult_id = ${adultId}::uuid and ${guardsLeaver}
      order by c.sort_name, c.id`,
  );
  return rows.map(({ personId, uid, ...named }) => ({ personId, uid, name: fullName(named) }));
}
