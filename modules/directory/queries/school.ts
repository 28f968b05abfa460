import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { personPolicy, schoolPolicy } from '../policy.ts';
import { foldName } from '../rules.ts';
import { openOn } from './facts.ts';

export interface SchoolRow {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly kind: string;
  readonly degree: 1 | 2;
  readonly communeId: string | null;
  readonly communeName: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A school that the actor may see, or undefined. */
export function findSchool(db: Db, actor: Actor, uai: string): Promise<SchoolRow | undefined> {
  return firstOf(
    db,
    sql<SchoolRow>`
      select s.id, s.uai, s.name, s.kind, s.degree, s.commune_id as "communeId", c.name as "communeName", s.street,
             s.postal_code as "postalCode", s.city, s.phone, s.email
      from directory.schools s left join directory.communes c on c.id = s.commune_id
      where s.uai = ${uai} and ${schoolPolicy.where(actor, 'see')}`,
  );
}

export interface SchoolCounts {
  readonly pupils: number;
  readonly guardians: number;
  readonly staff: number;
  readonly classes: number;
}

/** SQL expression: how many people and classes the school `s` has. */
export const schoolCounts = ({ today }: Pick<Actor, 'today'>): RawBuilder<SchoolCounts> => sql<SchoolCounts>`(
  select json_build_object(
    'pupils', count(*) filter (where pr.kind = 'pupil'),
    'guardians', count(*) filter (where pr.kind = 'guardian'),
    'staff', count(distinct pr.person_id) filter (where pr.kind not in ('pupil', 'guardian')),
    'classes', (select count(*) from directory.groups cg
                where cg.school_id = s.id and cg.kind = 'class' and ${openOn('cg', today)}))
  from directory.profiles pr where pr.school_id = s.id and ${openOn('pr', today)})`;

/** How many pupils eat, stay or travel, among those of the school `s`. */
export interface AfterSchoolCounts {
  readonly canteen: number;
  readonly morningCare: number;
  readonly eveningCare: number;
  readonly study: number;
  readonly transport: number;
}

export const afterSchoolCounts = ({
  today,
}: Pick<Actor, 'today'>): RawBuilder<AfterSchoolCounts> => sql<AfterSchoolCounts>`(
  select json_build_object(
    'canteen', count(*) filter (where e.canteen), 'morningCare', count(*) filter (where e.morning_care),
    'eveningCare', count(*) filter (where e.evening_care), 'study', count(*) filter (where e.study),
    'transport', count(*) filter (where e.transport))
  from directory.enrolments e where e.school_id = s.id and ${openOn('e', today)})`;

export interface SchoolGroupRow {
  readonly id: string;
  readonly label: string;
  readonly kind: 'class' | 'teaching' | 'free';
  readonly pupils: number;
  readonly toReview: number;
}

export interface StaffRow {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly functionLabel: string | null;
}

export interface SchoolInside {
  readonly counts: SchoolCounts | null;
  readonly afterSchool: AfterSchoolCounts | null;
  readonly groups: readonly SchoolGroupRow[] | null;
  readonly staff: readonly StaffRow[] | null;
}

/** What is inside a school; each part only where `parts` asks for it. */
export async function lookInside(
  db: Db,
  actor: Actor,
  schoolId: string,
  parts: Readonly<Record<'counts' | 'afterSchool' | 'groups' | 'staff', boolean>>,
): Promise<SchoolInside> {
  const nothing = sql`null::json`;
  const row = await firstOf(
    db,
    sql<SchoolInside>`
      select ${parts.counts ? schoolCounts(actor) : nothing} as counts,
             ${parts.afterSchool ? afterSchoolCounts(actor) : nothing} as "afterSchool",
             ${parts.groups ? schoolGroups(actor) : nothing} as groups,
             ${parts.staff ? schoolStaff(actor) : nothing} as staff
      from directory.schools s where s.id = ${schoolId}::uuid`,
  );
  return row ?? { counts: null, afterSchool: null, groups: null, staff: null };
}

/** SQL expression: the classes and groups of the school `s`, with their pupils and the kinships to verify. */
export const schoolGroups = ({ today }: Pick<Actor, 'today'>): RawBuilder<SchoolGroupRow[]> => sql<SchoolGroupRow[]>`(
  select coalesce(json_agg(json_build_object('id', sg.id, 'label', sg.label, 'kind', sg.kind, 'pupils', inside.pupils,
                                             'toReview', inside.to_review) order by sg.kind, sg.label, sg.id), '[]'::json)
  from directory.groups sg
  cross join lateral (
    select count(distinct m.person_id) as pupils, coalesce(sum(waiting.kin), 0) as to_review
    from directory.memberships m
    cross join lateral (
      select count(*) as kin from directory.kinships k
      where s.degree = 1 and sg.kind = 'class' and k.pupil_id = m.person_id and k.needs_review and k.authority = 1
        and ${openOn('k', today)}) as waiting
    where m.group_id = sg.id and m.role = 'pupil' and ${openOn('m', today)}) as inside
  where sg.school_id = s.id and ${openOn('sg', today)})`;

const schoolStaff = (actor: Actor): RawBuilder<StaffRow[]> => sql<StaffRow[]>`(
  select coalesce(json_agg(json_build_object('uid', p.uid, 'familyName', p.family_name, 'givenName', p.given_name, 'title', p.title,
                                             'role', sp.kind, 'functionLabel', sp.function_label)
                           order by sp.kind, p.sort_name, p.id), '[]'::json)
  from directory.profiles sp join directory.persons p on p.id = sp.person_id
  where sp.school_id = s.id and sp.kind not in ('pupil', 'guardian') and ${openOn('sp', actor.today)}
    and ${personPolicy.where(actor, 'see')})`;

export interface SchoolFilter {
  readonly q?: string | undefined;
  readonly degree?: 1 | 2 | undefined;
  readonly communeId?: string | undefined;
}

export interface ListedSchoolRow extends SchoolRow {
  /** The name as it is sorted. */
  readonly searchName: string;
  readonly counts: SchoolCounts;
}

/** A page of the schools that the actor oversees, works in or follows, by name; starts after `after`. */
export function listSchools(
  db: Db,
  actor: Actor,
  filter: SchoolFilter,
  page: { readonly after?: { readonly searchName: string; readonly id: string } | undefined; readonly limit: number },
): Promise<ListedSchoolRow[]> {
  const words = foldName(filter.q ?? '')
    .split(' ')
    .filter(Boolean);
  const conditions = [
    schoolPolicy.where(actor, 'see'),
    sql`s.closed_on is null`,
    ...words.map((word) => sql`s.search_name like ${`% ${word}%`}`),
    ...(filter.degree ? [sql`s.degree = ${filter.degree}`] : []),
    ...(filter.communeId ? [sql`s.commune_id = ${filter.communeId}::uuid`] : []),
    ...(page.after ? [sql`(s.search_name, s.id) > (${page.after.searchName}, ${page.after.id}::uuid)`] : []),
  ];
  return rowsOf(
    db,
    sql<ListedSchoolRow>`
      select s.id, s.uai, s.name, s.kind, s.degree, s.commune_id as "communeId", c.name as "communeName", s.street,
             s.postal_code as "postalCode", s.city, s.phone, s.email,
             s.search_name as "searchName", ${schoolCounts(actor)} as counts
      from (select s.id from directory.schools s where ${sql.join(conditions, sql` and `)}
            order by s.search_name, s.id limit ${page.limit}) as shown
      join directory.schools s on s.id = shown.id
      left join directory.communes c on c.id = s.commune_id
      order by s.search_name, s.id`,
  );
}

/** The communes of the schools that the actor may see, by name: the choices of a filter. */
export function listCommunes(db: Db, actor: Actor): Promise<{ id: string; name: string }[]> {
  return rowsOf(
    db,
    sql<{ id: string; name: string }>`
      select c.id, c.name from directory.communes c
      where exists (select 1 from directory.schools s
                    where s.commune_id = c.id and s.closed_on is null and ${schoolPolicy.where(actor, 'see')})
      order by directory.fold_name(c.name), c.id`,
  );
}
