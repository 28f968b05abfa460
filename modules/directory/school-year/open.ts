import { recordAct } from '../../../platform/audit/audit.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Fact } from '../../../platform/http/context.ts';
import { openOn } from '../queries/facts.ts';
import type { OpeningCounts } from './queries.ts';

/** A prepared year that is to be opened. */
export interface Opening {
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly year: number;
  /** Day from which the new year counts, `YYYY-MM-DD`; what is of the former year ends on it (exclusive). */
  readonly day: string;
  /** Null: it opens by itself, on its day. */
  readonly by: string | null;
  readonly at: Date;
  readonly requestId?: string;
}

/** The transaction in which a year is opened: a command's, or one made by a job. */
interface OpeningTransaction {
  readonly db: Db;
  emit(fact: Fact): Promise<void>;
  changed(...topics: readonly string[]): void;
}

/**
 * Opens a prepared year of one school, all of it or nothing: its classes and places come alive, what is of former years ends. What the
 * academy has said already of the new year stands: its classes are taken by their name, its places are kept. Nobody whom the draft
 * forgets is lost: they are enrolled, and wait for a class.
 * @returns null when it was opened before: asked again it changes nothing
 */
export async function openYear(tx: OpeningTransaction, opening: Opening): Promise<OpeningCounts | null> {
  const { db } = tx;
  const { schoolId, year, day, by, at } = opening;
  const row = await firstOf(
    db,
    sql<{ year: number }>`
      update directory.year_drafts set opened_on = ${day}::date, opened_at = ${at}, opened_by = ${by}::uuid
      where school_id = ${schoolId}::uuid and year = ${year}::smallint and opened_at is null returning year`,
  );
  if (!row) return null;
  await openClasses(db, opening);
  const places = await openPlaces(db, opening);
  await openTeaching(db, opening);
  await closeFormer(db, opening);
  const { enrolled, left } = await turnPupils(db, opening);
  const counts = { ...places, left, waiting: Math.max(0, enrolled - places.placed) };
  await sql`
    update directory.year_drafts set counts = ${JSON.stringify(counts)}::jsonb
    where school_id = ${schoolId}::uuid and year = ${year}::smallint`.execute(db);
  await tx.emit({ name: 'directory.year-opened', payload: { schoolId, year, actorId: by } });
  await recordAct(db, {
    act: 'directory.year-opened',
    at,
    actorId: by,
    schoolId,
    details: { year, ...counts },
    requestId: opening.requestId,
  });
  tx.changed(`school:${opening.schoolUai}`);
  return counts;
}

const ofDraft = (alias: string, { schoolId, year }: Opening): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.school_id`)} = ${schoolId}::uuid and ${sql.ref(`${alias}.year`)} = ${year}::smallint`;

/** Each class in preparation becomes one; the academy's of that name, where it came first, is the one. */
async function openClasses(db: Db, opening: Opening): Promise<void> {
  const { schoolId, year, day, by, at } = opening;
  await sql`
    update directory.year_draft_classes c
    set group_id = coalesce((
      select g.id from directory.groups g
      where ${ofDraft('g', opening)} and g.kind = 'class' and ${openOn('g', day)}
        and directory.fold_name(g.label) = directory.fold_name(c.label)
      order by g.id limit 1), c.id)
    where ${ofDraft('c', opening)}`.execute(db);
  await sql`
    insert into directory.groups (id, school_id, year, kind, code, label, owner, source, created_by, created_at)
    select c.id, ${schoolId}::uuid, ${year}::smallint, 'class', 'draft-' || c.id, c.label, 'school', 'draft', ${by}::uuid, ${at}
    from directory.year_draft_classes c where ${ofDraft('c', opening)} and c.group_id = c.id`.execute(db);
}

/** SQL: the academy has put this pupil (a column) in a class of the new year. */
const placedAlready = (pupil: string, opening: Opening): RawBuilder<unknown> => sql`exists (
  select 1 from directory.memberships o
  join directory.groups og on og.school_id = o.school_id and og.id = o.group_id and og.kind = 'class' and og.year = ${opening.year}::smallint
  where o.person_id = ${sql.ref(pupil)} and o.school_id = ${opening.schoolId}::uuid and o.role = 'pupil' and ${openOn('o', opening.day)} offset 0)`;

/** SQL: somebody (a column) is something in the school. */
const holds = (
  person: string,
  kinds: RawBuilder<unknown>,
  { schoolId, day }: Opening,
): RawBuilder<unknown> => sql`exists (
  select 1 from directory.profiles pr
  where pr.person_id = ${sql.ref(person)} and pr.school_id = ${schoolId}::uuid and ${kinds} and ${openOn('pr', day)} offset 0)`;

const asPupil = sql`pr.kind = 'pupil'`;

async function openPlaces(db: Db, opening: Opening): Promise<Pick<OpeningCounts, 'classes' | 'placed' | 'byAcademy'>> {
  const { schoolId, day } = opening;
  const row = await firstOf(
    db,
    sql<{ classes: number; placed: number; byAcademy: number }>`
      with taken as materialized (
        select dp.pupil_id from directory.year_draft_places dp where ${ofDraft('dp', opening)} and ${placedAlready('dp.pupil_id', opening)}
      ), joined as (
        insert into directory.memberships (id, school_id, group_id, person_id, role, owner, source, starts_on)
        select directory.new_id(), ${schoolId}::uuid, c.group_id, dp.pupil_id, 'pupil', 'school', 'draft', ${day}::date
        from directory.year_draft_places dp
        join directory.year_draft_classes c on c.school_id = dp.school_id and c.year = dp.year and c.id = dp.class_id
        where ${ofDraft('dp', opening)} and ${holds('dp.pupil_id', asPupil, opening)}
          and not exists (select from taken where taken.pupil_id = dp.pupil_id)
        on conflict do nothing returning 1
      )
      select (select count(*) from directory.year_draft_classes c where ${ofDraft('c', opening)}) as classes,
             (select count(*) from joined) as placed, (select count(*) from taken) as "byAcademy"`,
  );
  return row ?? { classes: 0, placed: 0, byAcademy: 0 };
}

async function openTeaching(db: Db, opening: Opening): Promise<void> {
  const { schoolId, day } = opening;
  await sql`
    insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
    select directory.new_id(), ${schoolId}::uuid, c.group_id, t.person_id, 'teacher', 'school', ${day}::date
    from directory.year_draft_teachers t
    join directory.year_draft_classes c on c.school_id = t.school_id and c.year = t.year and c.id = t.class_id
    where ${ofDraft('t', opening)} and ${holds('t.person_id', sql`pr.kind in ('teacher', 'head')`, opening)}
    on conflict do nothing`.execute(db);
}

/** Classes and groups of former years end, with who was in them and what was entrusted for them. */
async function closeFormer(db: Db, { schoolId, year, day, by, at }: Opening): Promise<void> {
  await sql`
    with ended as (
      update directory.groups g set ends_on = ${day}::date
      where g.school_id = ${schoolId}::uuid and g.year < ${year}::smallint and ${openOn('g', day)} returning g.id
    ), left_over as (
      update directory.memberships m set ends_on = greatest(${day}::date, m.starts_on)
      from (select inside.id from ended
            cross join lateral (
              select i.id from directory.memberships i where i.group_id = ended.id and ${openOn('i', day)} offset 0) as inside) as gone
      where m.id = gone.id
    )
    update directory.mandates d
    set ends_on = greatest(${day}::date, d.starts_on), revoked_by = ${by}::uuid, revoked_at = ${at}
    from ended where d.group_id = ended.id and ${openOn('d', day)}`.execute(db);
}

/**
 * Enrolments of former years end, those of the new one begin for every pupil who stays; pupils who leave are nothing there any more, nor
 * are the adults whose last child in the school they were. Meals and care are registered anew each year: they are not copied.
 */
async function turnPupils(db: Db, opening: Opening): Promise<{ enrolled: number; left: number }> {
  const { schoolId, year, day } = opening;
  const left = await firstOf(
    db,
    sql<{ ids: string[] }>`
      with leavers as (
        update directory.profiles r set ends_on = greatest(${day}::date, r.starts_on)
        from directory.year_draft_places dp
        where ${ofDraft('dp', opening)} and dp.leaves and r.person_id = dp.pupil_id and r.school_id = ${schoolId}::uuid and r.kind = 'pupil'
          and ${openOn('r', day)} and not ${placedAlready('dp.pupil_id', opening)}
          and not exists (select 1 from directory.enrolments e
                          where e.pupil_id = dp.pupil_id and e.school_id = ${schoolId}::uuid and e.year = ${year}::smallint and e.ends_on is null)
        returning r.person_id)
      select coalesce(array_agg(person_id), '{}') as ids from leavers`,
  );
  const ids = left?.ids ?? [];
  await sql`
    update directory.enrolments e set ends_on = greatest(${day}::date, e.starts_on)
    where e.school_id = ${schoolId}::uuid and e.year < ${year}::smallint and ${openOn('e', day)}`.execute(db);
  const enrolled = await firstOf(
    db,
    sql<{ count: number }>`
      with begun as (
        insert into directory.enrolments (id, school_id, pupil_id, year, level_code, level_label, owner, source, starts_on)
        select directory.new_id(), ${schoolId}::uuid, pr.person_id, ${year}::smallint, dp.level_code, l.label, 'school', 'draft', ${day}::date
        from directory.profiles pr
        left join directory.year_draft_places dp on ${ofDraft('dp', opening)} and dp.pupil_id = pr.person_id
        left join directory.levels l on l.code = dp.level_code
        where pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', day)}
        on conflict do nothing returning 1)
      select count(*) as count from begun`,
  );
  if (ids.length > 0) await leaveWith(db, opening, ids);
  return { enrolled: enrolled?.count ?? 0, left: ids.length };
}

/** SQL query: the adults of these pupils, asked pupil by pupil, by index: the planner would rather read every kinship there is. */
const adultsOf = (pupilIds: readonly string[], day: string): RawBuilder<unknown> => sql`
  select k.adult_id from unnest(${[...pupilIds]}::uuid[]) as u (id)
  cross join lateral (select k.adult_id from directory.kinships k where k.pupil_id = u.id and ${openOn('k', day)} offset 0) as k`;

/** What follows from pupils who leave: guardians without another child there, and people who are nothing anywhere any more. */
async function leaveWith(db: Db, { schoolId, day }: Opening, pupilIds: readonly string[]): Promise<void> {
  await sql`
    update directory.profiles r set ends_on = greatest(${day}::date, r.starts_on)
    where r.school_id = ${schoolId}::uuid and r.kind = 'guardian' and ${openOn('r', day)}
      and r.person_id in (${adultsOf(pupilIds, day)})
      and not exists (
        select 1 from directory.kinships k
        join directory.profiles c on c.person_id = k.pupil_id and c.school_id = ${schoolId}::uuid and c.kind = 'pupil' and ${openOn('c', day)}
        where k.adult_id = r.person_id and k.authority = 1 and ${openOn('k', day)})`.execute(db);
  await sql`
    update directory.persons p set left_on = ${day}::date
    where p.left_on is null
      and p.id in (select unnest(${[...pupilIds]}::uuid[]) union
                   ${adultsOf(pupilIds, day)})
      and not exists (select 1 from directory.profiles pr where pr.person_id = p.id and ${openOn('pr', day)})
      and not exists (select 1 from directory.mandates d where d.person_id = p.id and ${openOn('d', day)})
      -- Announced elsewhere, not begun yet: neither the child nor those who follow it are gone.
      and not exists (select 1 from directory.enrolments e where e.pupil_id = p.id and e.ends_on is null)
      and not exists (select 1 from directory.kinships k join directory.enrolments e on e.pupil_id = k.pupil_id and e.ends_on is null
                      where k.adult_id = p.id and ${openOn('k', day)})`.execute(db);
}
