import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { openOn } from '../queries/facts.ts';
import type { FormerClass } from './rules.ts';

/** A school's year in preparation, or opened. */
export interface DraftRow {
  readonly opensOn: string;
  readonly openedOn: string | null;
  readonly shared: boolean;
  readonly counts: OpeningCounts;
}

export interface OpeningCounts {
  readonly classes: number;
  readonly placed: number;
  readonly waiting: number;
  readonly left: number;
  readonly byAcademy: number;
}

/** The draft of that year; `lock`: nobody else changes or opens it before this transaction ends. */
export const findDraft = (db: Db, schoolId: string, year: number, lock = false): Promise<DraftRow | undefined> =>
  firstOf(
    db,
    sql<DraftRow>`
      select d.opens_on as "opensOn", d.opened_on as "openedOn", d.shared_at is not null as shared, d.counts
      from directory.year_drafts d where d.school_id = ${schoolId}::uuid and d.year = ${year}::smallint ${lock ? sql`for update` : sql``}`,
  );

/** This year's level of the pupil `p` in a school; the code of the latest enrolment. */
const levelNow = (schoolId: string, today: string): RawBuilder<unknown> => sql`(
  select e.level_code from directory.enrolments e
  where e.pupil_id = p.id and e.school_id = ${schoolId}::uuid and ${openOn('e', today)}
  order by e.year desc, e.id limit 1)`;

/** Pupils of the school, as `p` with the columns that pages need; `class_id`, `class_label`: this year's class. */
const pupilsNow = (schoolId: string, today: string): RawBuilder<unknown> => sql`
  select p.id, p.uid, p.family_name, p.given_name, p.sort_name, c.id as class_id, c.label as class_label
  from directory.profiles pr
  join directory.persons p on p.id = pr.person_id
  left join lateral (
    select g.id, g.label from directory.memberships m join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
    where m.person_id = p.id and m.school_id = ${schoolId}::uuid and m.role = 'pupil' and g.kind = 'class'
      and ${openOn('m', today)} and ${openOn('g', today)}
    order by g.year, m.owner desc, m.starts_on desc, m.id limit 1) as c on true
  where pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', today)}`;

/** This year's classes by name, with their pupils and teachers; then, as one class without id, those who are in none. */
export async function listFormerClasses(db: Db, schoolId: string, today: string): Promise<FormerClass[]> {
  return rowsOf(
    db,
    sql<FormerClass>`
      with pupils as materialized (
        select p.id, p.class_id, ${levelNow(schoolId, today)} as level_code, p.sort_name from (${pupilsNow(schoolId, today)}) as p
      )
      select g.id, g.label,
             coalesce((select json_agg(t.person_id order by t.person_id)
                       from (select distinct m.person_id from directory.memberships m
                             where m.group_id = g.id and m.role in ('teacher', 'main_teacher') and ${openOn('m', today)}) as t), '[]'::json) as teachers,
             coalesce((select json_agg(json_build_object('id', p.id, 'levelCode', p.level_code) order by p.sort_name, p.id)
                       from pupils p where p.class_id = g.id), '[]'::json) as pupils
      from directory.groups g
      where g.school_id = ${schoolId}::uuid and g.kind = 'class' and ${openOn('g', today)}
      union all
      select null, '', '[]'::json, json_agg(json_build_object('id', p.id, 'levelCode', p.level_code) order by p.sort_name, p.id)
      from pupils p where p.class_id is null having count(*) > 0
      order by 2, 1`,
  );
}

export interface DraftClassRow {
  readonly id: string;
  readonly label: string;
  readonly pupils: number;
  readonly teachers: readonly {
    readonly uid: string;
    readonly familyName: string;
    readonly givenName: string | null;
    readonly title: string | null;
  }[];
}

export interface DraftInside {
  readonly classes: readonly DraftClassRow[];
  readonly waiting: number;
  readonly leaving: number;
}

/** Of the draft `d`, SQL: the pupils who are still in the school, each with their place where there is one. */
const placed = (schoolId: string, year: number, today: string): RawBuilder<unknown> => sql`
  select p.id, p.uid, p.family_name, p.given_name, p.sort_name, p.class_label, dp.class_id, coalesce(dp.leaves, false) as leaves,
         dp.level_code
  from (${pupilsNow(schoolId, today)}) as p
  left join directory.year_draft_places dp
    on dp.school_id = ${schoolId}::uuid and dp.year = ${year}::smallint and dp.pupil_id = p.id`;

const teachersOf = sql`(
  select coalesce(json_agg(json_build_object('uid', q.uid, 'familyName', q.family_name, 'givenName', q.given_name, 'title', q.title)
                           order by q.sort_name, q.id), '[]'::json)
  from directory.year_draft_teachers t join directory.persons q on q.id = t.person_id
  where t.school_id = c.school_id and t.year = c.year and t.class_id = c.id)`;

/** The classes in preparation by name, and how many wait or leave. */
export async function readInside(db: Db, schoolId: string, year: number, today: string): Promise<DraftInside> {
  const row = await firstOf(
    db,
    sql<DraftInside>`
      with placed as materialized (select class_id, leaves from (${placed(schoolId, year, today)}) as one)
      select coalesce((
               select json_agg(json_build_object('id', c.id, 'label', c.label, 'teachers', ${teachersOf},
                                                 'pupils', (select count(*) from placed where placed.class_id = c.id)) order by c.label, c.id)
               from directory.year_draft_classes c where c.school_id = ${schoolId}::uuid and c.year = ${year}::smallint), '[]'::json) as classes,
             (select count(*) from placed where class_id is null and not leaves) as waiting,
             (select count(*) from placed where leaves) as leaving`,
  );
  return row ?? { classes: [], waiting: 0, leaving: 0 };
}

export interface PlacedRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly sortName: string;
  readonly from: string | null;
  readonly level: string | null;
}

/** Pupils of a class in preparation, or of a heap, by name; `after`: from there on. */
export function listPlaced(
  db: Db,
  draft: { readonly schoolId: string; readonly year: number; readonly today: string },
  place: string,
  page: { readonly after?: { readonly sortName: string; readonly id: string } | undefined; readonly limit: number },
): Promise<PlacedRow[]> {
  const where =
    place === 'leaving'
      ? sql`one.leaves`
      : place === 'waiting'
        ? sql`one.class_id is null and not one.leaves`
        : sql`one.class_id = ${place}::uuid`;
  return rowsOf(
    db,
    sql<PlacedRow>`
      select one.id, one.uid, one.family_name as "familyName", one.given_name as "givenName", one.sort_name as "sortName",
             one.class_label as "from", one.level_code as level
      from (${placed(draft.schoolId, draft.year, draft.today)}) as one
      where ${where} and ${page.after ? sql`(one.sort_name, one.id) > (${page.after.sortName}, ${page.after.id}::uuid)` : sql`true`}
      order by one.sort_name, one.id limit ${page.limit}`,
  );
}

export interface DraftClassPlace {
  readonly id: string;
  readonly label: string;
  readonly teachers: DraftClassRow['teachers'];
}

/** The classes in preparation, for choices; by name. */
export const listDraftClasses = (db: Db, schoolId: string, year: number): Promise<DraftClassPlace[]> =>
  rowsOf(
    db,
    sql<DraftClassPlace>`
      select c.id, c.label, ${teachersOf} as teachers from directory.year_draft_classes c
      where c.school_id = ${schoolId}::uuid and c.year = ${year}::smallint order by c.label, c.id`,
  );

export interface StaffRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
}

/** Who could teach a class of the school, by name. */
export const listTeachers = (db: Db, schoolId: string, today: string): Promise<StaffRow[]> =>
  rowsOf(
    db,
    sql<StaffRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName"
      from directory.persons p
      where p.id in (select t.person_id from directory.profiles t
                     where t.school_id = ${schoolId}::uuid and t.kind in ('teacher', 'head') and ${openOn('t', today)})
      order by p.sort_name, p.id limit 150`,
  );

export interface OverruledRow {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly said: string | null;
  readonly now: string;
  readonly total: number;
}

/** After the opening: whom the academy put elsewhere than the draft said; the first thirty by name, with how many in all. */
export const listOverruled = (db: Db, schoolId: string, year: number, today: string): Promise<OverruledRow[]> =>
  rowsOf(
    db,
    sql<OverruledRow>`
      select p.uid, p.family_name as "familyName", p.given_name as "givenName", c.label as said, g.label as now, count(*) over () as total
      from directory.year_draft_places dp
      left join directory.year_draft_classes c on c.school_id = dp.school_id and c.year = dp.year and c.id = dp.class_id
      join directory.memberships m on m.person_id = dp.pupil_id and m.school_id = dp.school_id and m.role = 'pupil' and m.owner = 'academy'
        and ${openOn('m', today)}
      join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and g.year = dp.year
      join directory.persons p on p.id = dp.pupil_id
      where dp.school_id = ${schoolId}::uuid and dp.year = ${year}::smallint and g.id is distinct from c.group_id
        and (dp.leaves or dp.class_id is not null)
      order by p.sort_name, p.id limit 30`,
  );
