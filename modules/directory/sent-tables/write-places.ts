import { type Db, sql } from '../../../platform/db/db.ts';
import type { NewGroup } from './difference.ts';
import { json, type Of, type Placed, type WriteFrame } from './written.ts';

export async function openGroups(db: Db, { schoolId, year }: WriteFrame, groups: readonly NewGroup[]): Promise<void> {
  if (groups.length === 0) return;
  await sql`
    insert into directory.groups (id, school_id, year, kind, code, label, owner, source)
    select g.id, ${schoolId}::uuid, ${year}, g.kind, g.code, g.label, 'school', 'table'
    from jsonb_to_recordset(${json(groups)}::jsonb) as g(id uuid, kind text, code text, label text)
    on conflict (school_id, year, kind, code) do update set ends_on = null`.execute(db);
}

const TABLES = { profile: 'profiles', enrolment: 'enrolments', membership: 'memberships' } as const;

export async function closeRows(
  db: Db,
  { schoolId, today }: WriteFrame,
  thing: keyof typeof TABLES,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update ${sql.table(`directory.${TABLES[thing]}`)} set ends_on = greatest(${today}::date, starts_on)
    where id = any(${[...ids]}::uuid[]) and school_id = ${schoolId}::uuid and ends_on is null and owner = 'school'`.execute(
    db,
  );
}

export async function openProfiles(
  db: Db,
  { schoolId, today }: WriteFrame,
  opened: readonly Placed<Of<'profile', 'open'>>[],
): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({ ...write, personId }));
  await sql`
    insert into directory.profiles (id, school_id, person_id, kind, function_code, function_label, owner, source, starts_on)
    select r.id, ${schoolId}::uuid, r."personId", r.kind, r."functionCode", r."functionLabel", 'school', 'table', ${today}::date
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, "personId" uuid, kind text, "functionCode" text, "functionLabel" text)`.execute(
    db,
  );
}

/** Whom the school had noted as gone is here again. */
export async function takeDeparturesBack(
  db: Db,
  { schoolId, now, actorId }: WriteFrame,
  opened: readonly Placed<Of<'profile', 'open'>>[],
): Promise<void> {
  const ids = opened.map((one) => one.personId);
  await sql`
    update directory.departures set returned_at = ${now}, returned_by = ${actorId}
    where school_id = ${schoolId}::uuid and person_id = any(${ids}::uuid[]) and returned_at is null and settled_on is null`.execute(
    db,
  );
}

export async function writeEnrolments(
  db: Db,
  { schoolId, year, today }: WriteFrame,
  opened: readonly Placed<Of<'enrolment', 'open'>>[],
  changed: readonly Placed<Of<'enrolment', 'change'>>[],
): Promise<void> {
  const rows = (list: readonly Placed<Of<'enrolment'>>[]): object[] =>
    list.map(({ write, personId }) => ({ ...write, personId }));
  const as = sql`as r(id uuid, "personId" uuid, "levelCode" text, "levelLabel" text, mef text)`;
  if (opened.length > 0)
    await sql`
      insert into directory.enrolments (id, school_id, pupil_id, year, level_code, level_label, mef_code, owner, source, starts_on)
      select r.id, ${schoolId}::uuid, r."personId", ${year}, r."levelCode", r."levelLabel", r.mef, 'school', 'table', ${today}::date
      from jsonb_to_recordset(${json(rows(opened))}::jsonb) ${as}`.execute(db);
  if (changed.length > 0)
    await sql`
      update directory.enrolments e set level_code = r."levelCode", level_label = r."levelLabel", mef_code = r.mef, owner = 'school'
      from jsonb_to_recordset(${json(rows(changed))}::jsonb) ${as}
      where e.id = r.id and e.school_id = ${schoolId}::uuid`.execute(db);
}

export async function openMemberships(
  db: Db,
  { schoolId, today }: WriteFrame,
  opened: readonly Placed<Of<'membership', 'open'>>[],
): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({ ...write, personId }));
  await sql`
    insert into directory.memberships (id, school_id, group_id, person_id, role, subject_code, owner, source, starts_on)
    select r.id, ${schoolId}::uuid, r."groupId", r."personId", r.role, r.subject, 'school', 'table', ${today}::date
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, "groupId" uuid, "personId" uuid, role text, subject text)`.execute(
    db,
  );
}
