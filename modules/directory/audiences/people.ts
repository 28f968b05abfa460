import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { guardiansWithAccess } from '../of-schools.ts';
import { openOn } from '../queries/facts.ts';
import { type Audience, type AudiencePlace, type AudienceRole, audienceKey, readAudiences } from './key.ts';

/**
 * SQL query: `key`, `school_id`, `person_id`, `pupil_id` of everybody in those audiences today. A guardian comes once for each child
 * (`pupil_id`), all others with a null one. Nobody whom a decision keeps away is in it.
 */
export function membersOf(keys: readonly string[], today: string): RawBuilder<unknown> {
  const wanted = new Map<string, Audience[]>();
  for (const audience of readAudiences(keys)) {
    const kind = `${audience.place} ${audience.role}`;
    wanted.set(kind, [...(wanted.get(kind) ?? []), audience]);
  }
  const parts = [...wanted.values()].flatMap((audiences) => {
    const [first] = audiences;
    return first ? [part(first.place, first.role, audiences, today)] : [];
  });
  return parts.length === 0 ? NOBODY : sql.join(parts, sql` union all `);
}

/** SQL query: `person_id` of everybody in those audiences today, each once. */
export const peopleOf = (keys: readonly string[], today: string): RawBuilder<unknown> =>
  sql`select distinct audience.person_id from (${membersOf(keys, today)}) as audience`;

/** How many people each of those audiences has today, in one statement; one without anybody counts 0. */
export async function countOf(db: Db, keys: readonly string[], today: string): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf(
    db,
    sql<{ key: string; people: number }>`
      select m.key, count(distinct m.person_id)::int as people from (${membersOf(keys, today)}) as m group by m.key`,
  );
  const counted = new Map(rows.map(({ key, people }) => [key, people]));
  return new Map(
    readAudiences(keys).map((audience) => [audienceKey(audience), counted.get(audienceKey(audience)) ?? 0]),
  );
}

/** How many different people all of them have together. */
export async function countTogether(db: Db, keys: readonly string[], today: string): Promise<number> {
  const [row] = await rowsOf(
    db,
    sql<{ people: number }>`select count(*)::int as people from (${peopleOf(keys, today)}) as p`,
  );
  return row?.people ?? 0;
}

const NOBODY = sql`
  select null::text as key, null::uuid as school_id, null::uuid as person_id, null::uuid as pupil_id where false`;

const MEMBERSHIPS: Readonly<Record<AudienceRole, readonly string[]>> = {
  pupils: ['pupil'],
  families: ['pupil'],
  staff: ['teacher', 'main_teacher'],
  members: ['member', 'owner'],
};

function part(
  place: AudiencePlace,
  role: AudienceRole,
  audiences: readonly Audience[],
  today: string,
): RawBuilder<unknown> {
  const ids = audiences.flatMap(({ id }) => (id ? [id] : []));
  const key = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`${`${place}:`}::text || ${id} || ${`:${role}`}::text`;
  const [id, base] =
    place === 'group'
      ? [sql`b.group_id`, ofGroups(ids, role, today)]
      : place === 'platform'
        ? [sql`''`, ofSchools(() => sql`true`, role, today)]
        : place === 'commune'
          ? [sql`s.commune_id`, ofSchools(inCommunes(ids), role, today)]
          : [sql`b.school_id`, ofSchools((school) => sql`${school} = any(${ids}::uuid[])`, role, today)];
  const school = place === 'commune' ? sql`join directory.schools s on s.id = b.school_id` : sql``;
  if (role !== 'families')
    return sql`select ${key(id)} as key, b.school_id, b.person_id, null::uuid as pupil_id from (${base}) as b ${school}`;
  if (place === 'group' || place === 'school')
    return sql`
      select ${key(id)} as key, b.school_id, kin.adult_id as person_id, b.person_id as pupil_id
      from (${base}) as b
      cross join lateral (${guardiansWithAccess(sql`b.person_id`, today)} offset 0) as kin`;
  // The children of a school are looked up one by one, by key; for a whole territory each table is read once.
  return sql`
    select ${key(id)} as key, b.school_id, k.adult_id as person_id, b.person_id as pupil_id
    from (${base}) as b ${school}
    join directory.kinships k on k.pupil_id = b.person_id and k.authority = 1 and ${openOn('k', today)}
    where not exists (select 1 from directory.access_suspensions x
                      where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                        and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))`;
}

/** SQL query: `group_id`, `school_id`, `person_id` of who is that in open groups. */
const ofGroups = (ids: readonly string[], role: AudienceRole, today: string): RawBuilder<unknown> => sql`
  select distinct m.group_id, m.school_id, m.person_id
  from directory.memberships m
  join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and ${openOn('g', today)}
  where m.group_id = any(${[...ids]}::uuid[]) and m.role = any(${[...MEMBERSHIPS[role]]}::text[]) and ${openOn('m', today)}`;

/** SQL condition on a column that names a school: said of the column itself, so that the people of one school are found by its key. */
type Which = (school: RawBuilder<unknown>) => RawBuilder<unknown>;

const inCommunes =
  (ids: readonly string[]): Which =>
  (school) =>
    sql`${school} in (select s.id from directory.schools s where s.commune_id = any(${[...ids]}::uuid[]))`;

/** SQL query: `school_id`, `person_id` of who is that in the schools that `which` says. */
const ofSchools = (which: Which, role: AudienceRole, today: string): RawBuilder<unknown> =>
  role === 'staff'
    ? sql`
        select pr.school_id, pr.person_id from directory.profiles pr
        where ${which(sql`pr.school_id`)} and pr.kind not in ('pupil', 'guardian') and ${openOn('pr', today)}
        union
        select d.school_id, d.person_id from directory.mandates d
        where ${which(sql`d.school_id`)} and d.kind = 'after_school' and d.starts_on <= ${today}::date and ${openOn('d', today)}`
    : sql`
        select pr.school_id, pr.person_id from directory.profiles pr
        where ${which(sql`pr.school_id`)} and pr.kind = 'pupil' and ${openOn('pr', today)}`;
