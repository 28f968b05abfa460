import type { Actor } from '../../platform/authz/policy.ts';
import { refuse } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../platform/db/db.ts';
import { leftOf, personQuota, SCHOOL_QUOTA } from './rules.ts';

/** Whose quotas a file counts in. */
export interface Counted {
  readonly holderId: string;
  /** Null for who works for no school. */
  readonly schoolId: string | null;
}

/**
 * Counts bytes before one of them is written: ten uploads at once stand in line at the same two rows, and the one that would pass is
 * refused. Must run in a transaction, which the refusal ends.
 * @throws Refusal `files.quota-person`, `files.quota-school` with the bytes left
 */
export async function reserve(
  db: Db,
  { holderId, schoolId }: Counted,
  roles: readonly string[],
  bytes: number,
): Promise<void> {
  const quota = personQuota(roles);
  const found = await firstOf(
    db,
    sql<{ school: boolean; person: boolean }>`
      with school as (
        insert into files.school_usages as u (school_id, bytes, quota)
        select ${schoolId}::uuid, ${bytes}::bigint, ${SCHOOL_QUOTA}::bigint
        where ${schoolId}::uuid is not null and ${bytes}::bigint <= ${SCHOOL_QUOTA}::bigint
        on conflict (school_id) do update set bytes = u.bytes + excluded.bytes where u.bytes + excluded.bytes <= u.quota
        returning 1),
      person as (
        insert into files.person_usages as u (person_id, bytes)
        select ${holderId}::uuid, ${bytes}::bigint
        where ${bytes}::bigint <= ${quota}::bigint and (${schoolId}::uuid is null or exists (select 1 from school))
        on conflict (person_id) do update set bytes = u.bytes + excluded.bytes where u.bytes + excluded.bytes <= ${quota}::bigint
        returning 1)
      select (${schoolId}::uuid is null or exists (select 1 from school)) as school, exists (select 1 from person) as person`,
  );
  if (found?.school && found.person) return;
  const { person, school } = await usageOf(db, { holderId, schoolId }, roles);
  if (!found?.school) refuse('files.quota-school', { left: leftOf(school ?? { bytes: 0, quota: SCHOOL_QUOTA }) });
  refuse('files.quota-person', { left: leftOf(person) });
}

/** What the two quotas hold; one statement. */
export async function usageOf(db: Db, { holderId, schoolId }: Counted, roles: readonly string[]) {
  const row = await firstOf(
    db,
    sql<{ person: number | null; school: number | null; quota: number | null }>`
      select (select bytes from files.person_usages where person_id = ${holderId}::uuid) as person, s.bytes as school, s.quota
      from (select 1) as one left join files.school_usages s on s.school_id = ${schoolId}::uuid`,
  );
  return {
    person: { bytes: row?.person ?? 0, quota: personQuota(roles) },
    school: schoolId === null ? undefined : { bytes: row?.school ?? 0, quota: row?.quota ?? SCHOOL_QUOTA },
  };
}

/** The school that a file of the actor counts for, unless the form says which: the first where they are something, or a child is. */
export function schoolsOf(actor: Actor): readonly string[] {
  const own = actor.profiles.map(({ schoolId }) => schoolId);
  return [...new Set([...own, ...actor.children.flatMap(({ schoolIds }) => schoolIds)])];
}
