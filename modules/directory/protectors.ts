import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../platform/db/db.ts';
import { personPolicy } from './policy.ts';
import { openOn, personFacts } from './queries/facts.ts';
import { fullName } from './rules.ts';
import { isFamily, type PersonFacts } from './scopes.ts';

/**
 * SQL query: `school_id`, `person_id`, `role` of those who read what is reported in these schools: the head, school life, and to whom the
 * head entrusted it (role `delegate`, duty `safety` for the whole school).
 */
export const protectorsOf = (today: string, schoolIds: readonly string[]): RawBuilder<unknown> => sql`
  select pr.school_id, pr.person_id, pr.kind as role from directory.profiles pr
  where pr.school_id = any(${[...schoolIds]}::uuid[]) and pr.kind in ('head', 'school_life') and ${openOn('pr', today)}
  union
  select d.school_id, d.person_id, 'delegate' from directory.mandates d
  where d.school_id = any(${[...schoolIds]}::uuid[]) and d.kind = 'delegate' and 'safety' = any(d.duties) and d.group_id is null
    and d.starts_on <= ${today}::date and ${openOn('d', today)}`;

/** SQL query: `person_id` of those who do for every school what the head does not: the academy and the platform. */
export const overseers = (today: string): RawBuilder<unknown> => sql`
  select distinct d.person_id from directory.mandates d
  where d.kind in ('academy', 'platform') and d.starts_on <= ${today}::date and ${openOn('d', today)}`;

type Column = RawBuilder<unknown>;

/** SQL condition: that person (a column) has a post in that school (a column), or something entrusted there. */
export const hasPostAt = (person: Column, school: Column, today: string): RawBuilder<boolean> =>
  sql<boolean>`(exists (
    select 1 from directory.profiles pr where pr.person_id = ${person} and pr.school_id = ${school}
      and pr.kind not in ('pupil', 'guardian') and ${openOn('pr', today)} offset 0)
  or exists (
    select 1 from directory.mandates d where d.person_id = ${person} and d.school_id = ${school}
      and d.starts_on <= ${today}::date and ${openOn('d', today)} offset 0))`;

/** SQL condition: as `hasPostAt`, or works for every school: mandates of academy, commune and platform. */
export const worksAt = (person: Column, school: Column, today: string): RawBuilder<boolean> =>
  sql<boolean>`(${hasPostAt(person, school, today)} or exists (
    select 1 from directory.mandates d where d.person_id = ${person} and d.school_id is null and d.kind <> 'dpo'
      and d.starts_on <= ${today}::date and ${openOn('d', today)} offset 0))`;

/** Somebody whom the actor may see, by uid: whom they may name in what they write. */
export async function findSeen(
  db: Db,
  actor: Actor,
  uid: string,
): Promise<{ readonly personId: string; readonly displayName: string; readonly isAtWork: boolean } | undefined> {
  const row = await firstOf(
    db,
    sql<{ familyName: string; givenName: string | null; facts: PersonFacts }>`
      select p.family_name as "familyName", p.given_name as "givenName", ${personFacts(actor)} as facts
      from directory.persons p where p.uid = ${uid} and p.erased_on is null`,
  );
  if (!row || !personPolicy.can(actor, 'see', row.facts)) return undefined;
  const { personId, profiles, mandates, afterSchoolAt, delegatedAt } = row.facts;
  return {
    personId,
    displayName: fullName(row),
    isAtWork:
      profiles.some(({ role }) => !isFamily(role)) || mandates.length + afterSchoolAt.length + delegatedAt.length > 0,
  };
}
