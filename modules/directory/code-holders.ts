import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { groupPolicy, personPolicy, schoolPolicy } from './policy.ts';
import { openOn } from './queries/facts.ts';

/** A class for which the actor may hand out sign-in codes. */
export interface CodeGroup {
  readonly id: string;
  readonly label: string;
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly schoolName: string;
}

/** The class with that id, if the actor may hand out codes there; undefined otherwise, as for one that does not exist. */
export const findCodeGroup = (ctx: SessionContext, groupId: string): Promise<CodeGroup | undefined> =>
  firstOf(
    ctx.db,
    sql<CodeGroup>`
      select g.id, g.label, g.school_id as "schoolId", s.uai as "schoolUai", s.name as "schoolName"
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = ${groupId}::uuid and g.kind = 'class' and ${groupPolicy.where(ctx.actor, 'handCodes')}`,
  );

/** A school for which the actor may hand out codes, with its present classes by label. */
export interface CodeSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly classes: readonly { readonly id: string; readonly label: string }[];
}

/** The school with that UAI, if the actor may hand out codes there; undefined otherwise. */
export const findCodeSchool = (ctx: SessionContext, uai: string): Promise<CodeSchool | undefined> =>
  firstOf(
    ctx.db,
    sql<CodeSchool>`
      select s.id, s.uai, s.name,
             coalesce((select json_agg(json_build_object('id', g.id, 'label', g.label) order by g.label, g.id)
                       from directory.groups g
                       where g.school_id = s.id and g.kind = 'class' and ${openOn('g', ctx.actor.today)}), '[]'::json) as classes
      from directory.schools s where s.uai = ${uai} and ${schoolPolicy.where(ctx.actor, 'handCodes')}`,
  );

/** On whose behalf a code is held: the families of a class, its pupils, or those who work in the school. */
export type CodeAudience = 'guardians' | 'pupils' | 'staff';

/** Somebody to whom the actor may hand a code; a guardian comes once a class, with the children there. */
export interface CodeHolder {
  readonly personId: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  /** The class it is about; null for staff. */
  readonly groupId: string | null;
  readonly groupLabel: string | null;
  /** Given names of a guardian's children in that class, by age. */
  readonly children: readonly string[];
}

/**
 * Those of the given classes (of the school, for staff) to whom the actor may hand a code, by class then by the pupil's name. An adult
 * whose access to a child is suspended is not there for that child.
 */
export function listCodeHolders(
  db: Db,
  actor: Actor,
  given: { readonly schoolId: string; readonly groupIds: readonly string[]; readonly audience: CodeAudience },
): Promise<CodeHolder[]> {
  if (given.audience === 'staff') return rowsOf(db, staffOf(actor, given.schoolId));
  return rowsOf(db, given.audience === 'pupils' ? pupilsOf(actor, given) : guardiansOf(actor, given));
}

interface Where {
  readonly schoolId: string;
  readonly groupIds: readonly string[];
}

const columns = sql`p.id as "personId", p.uid, p.family_name as "familyName", p.given_name as "givenName"`;

/** SQL: the open places of pupils in those classes, `m`, with their class `g`. */
const places = (actor: Actor, { schoolId, groupIds }: Where): RawBuilder<unknown> => sql`
  directory.memberships m
  join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
  where m.school_id = ${schoolId}::uuid and m.group_id = any(${[...groupIds]}::uuid[]) and m.role = 'pupil'
    and ${openOn('m', actor.today)}`;

const pupilsOf = (actor: Actor, where: Where): RawBuilder<CodeHolder> => sql<CodeHolder>`
  select ${columns}, place."groupId", place."groupLabel", '[]'::json as children
  from (select m.person_id, g.id as "groupId", g.label as "groupLabel" from ${places(actor, where)}) place
  join directory.persons p on p.id = place.person_id
  where ${personPolicy.where(actor, 'issueCode')}
  order by place."groupLabel", place."groupId", p.sort_name, p.id`;

const guardiansOf = (actor: Actor, where: Where): RawBuilder<CodeHolder> => sql<CodeHolder>`
  select ${columns}, family."groupId", family."groupLabel", family.children
  from (select k.adult_id, place."groupId", place."groupLabel", min(c.sort_name) as first_child,
               json_agg(coalesce(c.given_name, c.family_name) order by c.birth_date, c.id) as children
        from (select m.person_id, g.id as "groupId", g.label as "groupLabel" from ${places(actor, where)}) place
        join directory.kinships k on k.pupil_id = place.person_id and k.authority = 1 and ${openOn('k', actor.today)}
        join directory.persons c on c.id = place.person_id
        where not exists (select 1 from directory.access_suspensions x
                          where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                            and x.starts_on <= ${actor.today}::date and (x.ends_on is null or x.ends_on > ${actor.today}::date))
        group by k.adult_id, place."groupId", place."groupLabel") family
  join directory.persons p on p.id = family.adult_id
  where ${personPolicy.where(actor, 'issueCode')}
  order by family."groupLabel", family."groupId", family.first_child, p.sort_name, p.id`;

const staffOf = (actor: Actor, schoolId: string): RawBuilder<CodeHolder> => sql<CodeHolder>`
  select ${columns}, null::uuid as "groupId", null::text as "groupLabel", '[]'::json as children
  from directory.persons p
  where exists (select 1 from directory.profiles w
                where w.person_id = p.id and w.school_id = ${schoolId}::uuid and w.kind not in ('pupil', 'guardian')
                  and ${openOn('w', actor.today)})
    and ${personPolicy.where(actor, 'issueCode')}
  order by p.sort_name, p.id`;
