import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { schoolFor } from '../in-school.ts';
import { openOn } from '../queries/facts.ts';
import type { SchoolRow } from '../queries/school.ts';
import { foldName } from '../rules.ts';
import type * as contract from './contract.ts';
import { type DraftRow, findDraft, listDraftClasses, listFormerClasses, listTeachers } from './queries.ts';
import { levelCodes, mayOpenOn, nextLevel, opensBySelf, propose, yearAhead, yearToPrepare } from './rules.ts';

/** What a draft belongs to. */
export interface DraftPlace {
  readonly schoolId: string;
  readonly schoolKind: string;
  readonly year: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Begins the draft of a year, in the caller's transaction, with all that we propose; where it exists, proposes a place to those who have
 * none yet. Gives how many classes and pupils were added.
 */
export async function proposeYear(
  db: Db,
  { schoolId, schoolKind, year, today }: DraftPlace,
  by: { readonly personId: string | null; readonly at: Date },
): Promise<{ classes: number; pupils: number }> {
  const created = await rowsOf(
    db,
    sql<{ year: number }>`
      insert into directory.year_drafts (school_id, year, opens_on, prepared_by, prepared_at)
      values (${schoolId}::uuid, ${year}::smallint, ${opensBySelf(year)}::date, ${by.personId}::uuid, ${by.at})
      on conflict do nothing returning year`,
  );
  const proposed = propose(await listFormerClasses(db, schoolId, today), schoolKind);
  const classes = created.length > 0 ? proposed.classes.map((one) => ({ ...one, id: newId() })) : [];
  if (classes.length > 0) {
    await sql`
      insert into directory.year_draft_classes (school_id, year, id, label, from_group_id)
      select ${schoolId}::uuid, ${year}::smallint, n.id, n.label, n.from
      from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb) as n (id uuid, label text, "from" uuid)`.execute(db);
    await sql`
      insert into directory.year_draft_teachers (school_id, year, class_id, person_id)
      select ${schoolId}::uuid, ${year}::smallint, n.id, t.person_id::uuid
      from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb) as n (id uuid, teachers jsonb)
      cross join lateral jsonb_array_elements_text(n.teachers) as t (person_id)`.execute(db);
  }
  const known = created.length > 0 ? classes : await listDraftClasses(db, schoolId, year);
  const idOf = new Map(known.map(({ id, label }) => [foldName(label), id]));
  const places = proposed.places.map(({ pupil, label, leaves, levelCode }) => ({
    pupil,
    leaves,
    level_code: levelCode,
    class_id: label === null ? null : (idOf.get(foldName(label)) ?? null),
  }));
  const added = await rowsOf(
    db,
    sql<{ pupil_id: string }>`
      insert into directory.year_draft_places (school_id, year, pupil_id, class_id, leaves, level_code)
      select ${schoolId}::uuid, ${year}::smallint, n.pupil, n.class_id, n.leaves, n.level_code
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as n (pupil uuid, class_id uuid, leaves boolean, level_code text)
      on conflict (school_id, year, pupil_id) do nothing returning pupil_id`,
  );
  return { classes: classes.length, pupils: added.length };
}

/** The school whose next year the actor prepares, and the year. */
async function preparing(ctx: SessionContext, uai: string): Promise<{ school: SchoolRow; year: number }> {
  const school = await schoolFor(ctx, uai, 'prepareYear');
  return { school, year: yearAhead(ctx.actor.today) };
}

/** Runs `work` on a draft that nobody else can open meanwhile. */
export async function onDraft<T>(
  ctx: SessionContext,
  uai: string,
  work: (tx: Transaction, draft: DraftPlace & { readonly school: SchoolRow; readonly row: DraftRow }) => Promise<T>,
): Promise<T> {
  const { school, year } = await preparing(ctx, uai);
  return ctx.transaction(async (tx) => {
    const row = await findDraft(tx.db, school.id, year, true);
    if (!row) notFound();
    if (row.openedOn) refuse('directory.year-opened');
    tx.changed(`school:${school.uai}`);
    return work(tx, { schoolId: school.id, schoolKind: school.kind, year, today: ctx.actor.today, school, row });
  });
}

async function note(
  ctx: SessionContext,
  tx: Transaction,
  act: 'year-prepared' | 'year-dropped' | 'year-set',
  school: SchoolRow,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: ctx.actor.personId,
    schoolId: school.id,
    details,
    requestId: ctx.requestId,
  });
  tx.changed(`school:${school.uai}`);
}

export async function prepareYear(ctx: SessionContext, uai: string): Promise<Answer<typeof contract.prepareYear>> {
  const { school, year } = await preparing(ctx, uai);
  const { today, personId } = ctx.actor;
  if (yearToPrepare(today) !== year) refuse('directory.year-not-yet');
  return ctx.transaction(async (tx) => {
    const row = await findDraft(tx.db, school.id, year, true);
    if (row?.openedOn) refuse('directory.year-opened');
    const place = { schoolId: school.id, schoolKind: school.kind, year, today };
    const added = await proposeYear(tx.db, place, { personId, at: ctx.now });
    await note(ctx, tx, 'year-prepared', school, { year, ...added });
    return added;
  });
}

export function dropYear(ctx: SessionContext, uai: string): Promise<boolean> {
  return onDraft(ctx, uai, async (tx, { schoolId, year, school }) => {
    for (const table of ['places', 'teachers', 'classes'])
      await sql`
        delete from ${sql.table(`directory.year_draft_${table}`)} where school_id = ${schoolId}::uuid and year = ${year}::smallint`.execute(
        tx.db,
      );
    await sql`delete from directory.year_drafts where school_id = ${schoolId}::uuid and year = ${year}::smallint`.execute(
      tx.db,
    );
    await note(ctx, tx, 'year-dropped', school, { year });
    return true;
  });
}

export function setYear(
  ctx: SessionContext,
  uai: string,
  { opensOn, shared }: Input<typeof contract.setYear>['body'],
): Promise<boolean> {
  return onDraft(ctx, uai, async (tx, { schoolId, year, school, row, today }) => {
    const on = opensOn || opensBySelf(year);
    if (!mayOpenOn(on, year) || on <= today)
      throw new Refusal('platform.invalid-input', {}, [{ field: 'opensOn', code: 'directory.opening-day-odd' }]);
    const share = shared === 'yes';
    if (on === row.opensOn && share === row.shared) return false;
    await sql`
      update directory.year_drafts
      set opens_on = ${on}::date, shared_at = ${share ? ctx.now : null}, shared_by = ${share ? ctx.actor.personId : null}::uuid
      where school_id = ${schoolId}::uuid and year = ${year}::smallint`.execute(tx.db);
    await note(ctx, tx, 'year-set', school, { year, opensOn: on, shared: share });
    return true;
  });
}

/** Refuses a name that another class of the draft has. */
async function refuseTaken(db: Db, { schoolId, year }: DraftPlace, label: string, but: string | null): Promise<void> {
  const classes = await listDraftClasses(db, schoolId, year);
  if (classes.some((one) => one.id !== but && foldName(one.label) === foldName(label)))
    refuse('directory.class-name-taken');
}

export function addYearClass(ctx: SessionContext, uai: string, label: string): Promise<string> {
  return onDraft(ctx, uai, async (tx, draft) => {
    await refuseTaken(tx.db, draft, label, null);
    const id = newId();
    await sql`
      insert into directory.year_draft_classes (school_id, year, id, label)
      values (${draft.schoolId}::uuid, ${draft.year}::smallint, ${id}::uuid, ${label})`.execute(tx.db);
    return id;
  });
}

async function refuseUnknownClass(db: Db, { schoolId, year }: DraftPlace, classId: string): Promise<void> {
  const found = await firstOf(
    db,
    sql`select 1 from directory.year_draft_classes
        where school_id = ${schoolId}::uuid and year = ${year}::smallint and id = ${classId}::uuid`,
  );
  if (!found) notFound();
}

export function changeYearClass(
  ctx: SessionContext,
  uai: string,
  classId: string,
  { label, teacher, second }: Input<typeof contract.changeYearClass>['body'],
): Promise<boolean> {
  return onDraft(ctx, uai, async (tx, draft) => {
    const { schoolId, year, today } = draft;
    await refuseUnknownClass(tx.db, draft, classId);
    await refuseTaken(tx.db, draft, label, classId);
    const chosen = [...new Set([teacher, second].filter(Boolean))];
    const staff = (await listTeachers(tx.db, schoolId, today)).filter((one) => chosen.includes(one.uid));
    if (staff.length < chosen.length) refuse('directory.not-a-teacher-here');
    await sql`
      update directory.year_draft_classes set label = ${label}
      where school_id = ${schoolId}::uuid and year = ${year}::smallint and id = ${classId}::uuid`.execute(tx.db);
    await sql`
      delete from directory.year_draft_teachers
      where school_id = ${schoolId}::uuid and year = ${year}::smallint and class_id = ${classId}::uuid`.execute(tx.db);
    await sql`
      insert into directory.year_draft_teachers (school_id, year, class_id, person_id)
      select ${schoolId}::uuid, ${year}::smallint, ${classId}::uuid, unnest(${staff.map(({ id }) => id)}::uuid[])`.execute(
      tx.db,
    );
    return true;
  });
}

export function removeYearClass(ctx: SessionContext, uai: string, classId: string): Promise<boolean> {
  return onDraft(ctx, uai, async (tx, draft) => {
    await refuseUnknownClass(tx.db, draft, classId);
    await sql`
      delete from directory.year_draft_classes
      where school_id = ${draft.schoolId}::uuid and year = ${draft.year}::smallint and id = ${classId}::uuid`.execute(
      tx.db,
    );
    return true;
  });
}

/** Puts pupils of the school where the draft says; those who are no pupils there are left out. Gives how many moved. */
export function movePupils(
  ctx: SessionContext,
  uai: string,
  { pupil, to, level }: Input<typeof contract.movePupils>['body'],
): Promise<number> {
  return onDraft(ctx, uai, async (tx, draft) => {
    const { schoolId, schoolKind, year, today } = draft;
    if (pupil.length === 0) refuse('directory.nobody-chosen');
    const classId = to === 'leaving' || to === 'waiting' ? null : to;
    if (classId && !(await listDraftClasses(tx.db, schoolId, year)).some(({ id }) => id === classId))
      refuse('directory.no-such-class');
    const ups = Object.fromEntries(levelCodes.map((code) => [code, nextLevel(code, schoolKind) ?? code]));
    const moved = await rowsOf(
      tx.db,
      sql<{ pupil_id: string }>`
        insert into directory.year_draft_places as dp (school_id, year, pupil_id, class_id, leaves, level_code, decided_by)
        select ${schoolId}::uuid, ${year}::smallint, one.id, ${classId}::uuid, ${to === 'leaving'},
               case when ${level} = 'same' then one.level_code else coalesce(${JSON.stringify(ups)}::jsonb ->> one.level_code, one.level_code) end,
               ${ctx.actor.personId}::uuid
        from (select p.id, (select e.level_code from directory.enrolments e
                            where e.pupil_id = p.id and e.school_id = ${schoolId}::uuid and ${openOn('e', today)}
                            order by e.year desc, e.id limit 1) as level_code
              from directory.persons p
              where p.uid = any(${[...pupil]}::text[])
                and exists (select 1 from directory.profiles pr
                            where pr.person_id = p.id and pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', today)})) as one
        on conflict (school_id, year, pupil_id) do update
        set class_id = excluded.class_id, leaves = excluded.leaves, decided_by = excluded.decided_by,
            level_code = case when ${level} = '' then coalesce(dp.level_code, excluded.level_code) else excluded.level_code end
        returning pupil_id`,
    );
    return moved.length;
  });
}
