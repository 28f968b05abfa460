import { createHash } from 'node:crypto';
import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { indexNames } from '../queries/search.ts';
import { sortName } from '../rules.ts';
import { takeUids } from '../uids.ts';
import type { Difference, NewGroup, Write } from './difference.ts';
import { type PersonField, personFields } from './record.ts';

/** Where and when a table is written. */
export interface WriteFrame {
  readonly tableId: string;
  readonly schoolId: string;
  readonly year: number;
  readonly today: string;
  readonly now: Date;
  readonly actorId: string;
}

type Of<T extends Write['thing'], A extends string = string> = Extract<Write, { thing: T; act: A }>;
interface Placed<W> {
  readonly write: W;
  readonly personId: string;
  readonly line: number | null;
}

/**
 * Writes the differences: one statement for each kind of row, all owned by the school, and the journal of it. Runs inside the caller's
 * transaction.
 */
export async function writeDifferences(
  db: Db,
  frame: WriteFrame,
  differences: readonly Difference[],
  groups: readonly NewGroup[],
): Promise<void> {
  const all = differences.flatMap(({ writes, personId, line }) => writes.map((write) => ({ write, personId, line })));
  const of = <T extends Write['thing'], A extends string>(thing: T, ...acts: A[]): Placed<Of<T, A>>[] =>
    all.filter(({ write }) => write.thing === thing && (acts as string[]).includes(write.act)) as unknown as Placed<
      Of<T, A>
    >[];
  await openGroups(db, frame, groups);
  await openPersons(db, of('person', 'open'));
  await changeFields(db, of('field', 'change'));
  await moveAway(db, frame, of('person', 'leave'), of('person', 'return'));
  for (const thing of ['profile', 'enrolment', 'membership'] as const)
    await closeRows(
      db,
      frame,
      thing,
      of(thing, 'close').map(({ write }) => write.id),
    );
  await openProfiles(db, frame, of('profile', 'open'));
  await takeDeparturesBack(db, frame, of('profile', 'open'));
  await writeEnrolments(db, frame, of('enrolment', 'open'), of('enrolment', 'change'));
  await openMemberships(db, frame, of('membership', 'open'));
  await writeKinships(db, frame, of('kinship', 'open'), of('kinship', 'change'));
  await closeFamilies(db, frame);
  await openKeys(db, frame, of('key', 'open'));
  await propose(db, of('proposal', 'open'));
  await journal(db, frame, all, groups);
  await indexNames(db, [...new Set([...of('person', 'open'), ...of('field', 'change')].map((one) => one.personId))]);
}

const json = (rows: readonly object[]): string => JSON.stringify(rows);

async function openGroups(db: Db, { schoolId, year }: WriteFrame, groups: readonly NewGroup[]): Promise<void> {
  if (groups.length === 0) return;
  await sql`
    insert into directory.groups (id, school_id, year, kind, code, label, owner, source)
    select g.id, ${schoolId}::uuid, ${year}, g.kind, g.code, g.label, 'school', 'table'
    from jsonb_to_recordset(${json(groups)}::jsonb) as g(id uuid, kind text, code text, label text)
    on conflict (school_id, year, kind, code) do update set ends_on = null`.execute(db);
}

const columnList = sql.join(personFields.map((field) => sql.ref(field)));
const typed = sql.raw(
  personFields
    .map((field) => `${field} ${field === 'birth_date' ? 'date' : field === 'other_given_names' ? 'text[]' : 'text'}`)
    .join(', '),
);

const valuesOf = (values: Readonly<Partial<Record<PersonField, string>>>): Record<string, unknown> => ({
  ...values,
  other_given_names: values.other_given_names?.split(', ') ?? [],
});

async function openPersons(db: Db, opened: readonly Placed<Of<'person', 'open'>>[]): Promise<void> {
  if (opened.length === 0) return;
  const uids = await takeUids(db, opened.length);
  const rows = opened.map(({ write: { id, values } }, index) => ({
    ...valuesOf(values),
    id,
    uid: uids[index],
    sort_name: sortName(values.family_name ?? '', values.given_name ?? null),
    is_organisation: values.given_name === undefined,
    owners: Object.fromEntries(Object.keys(values).map((field) => [field, 'school'])),
  }));
  await sql`
    insert into directory.persons (id, uid, ${columnList}, sort_name, is_organisation, owners)
    select r.id, r.uid, ${sql.join(personFields.map((field) => sql.ref(`r.${field}`)))}, r.sort_name, r.is_organisation, r.owners
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, uid text, ${typed}, sort_name text, is_organisation boolean, owners jsonb)`.execute(
    db,
  );
}

/** A field written by a table is the school's from then on. */
async function changeFields(db: Db, changed: readonly Placed<Of<'field', 'change'>>[]): Promise<void> {
  if (changed.length === 0) return;
  const byPerson = Map.groupBy(changed, (one) => one.personId);
  const rows = [...byPerson].map(([id, list]) => ({
    id,
    changes: Object.fromEntries(
      list.map(({ write }) => [
        write.field,
        write.field === 'other_given_names' ? write.after.split(', ') : write.after,
      ]),
    ),
    owners: Object.fromEntries(list.map(({ write }) => [write.field, 'school'])),
  }));
  await setFields(db, rows);
}

/** Sets fields of persons and who owns them; `owners` null takes the mark away. */
export async function setFields(
  db: Db,
  rows: readonly {
    readonly id: string;
    readonly changes: Readonly<Record<string, unknown>>;
    readonly owners: Readonly<Record<string, string | null>>;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  const next = personFields.map((field) => {
    const value =
      field === 'other_given_names'
        ? sql`coalesce((select array_agg(n) from jsonb_array_elements_text(r.changes -> 'other_given_names') as n), '{}')`
        : field === 'birth_date'
          ? sql`(r.changes ->> 'birth_date')::date`
          : sql`r.changes ->> ${sql.lit(field)}`;
    return sql`${sql.ref(field)} = case when r.changes ? ${sql.lit(field)} then ${value} else ${sql.ref(`q.${field}`)} end`;
  });
  const written = await rowsOf(
    db,
    sql<{ id: string; family: string; given: string | null }>`
      update directory.persons q
      set ${sql.join(next)}, owners = jsonb_strip_nulls(q.owners || r.owners)
      from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, changes jsonb, owners jsonb)
      where q.id = r.id
      returning q.id, q.family_name as family, q.given_name as given`,
  );
  const names = written.map((one) => ({ id: one.id, sort_name: sortName(one.family, one.given) }));
  await sql`
    update directory.persons q set sort_name = r.sort_name
    from jsonb_to_recordset(${json(names)}::jsonb) as r(id uuid, sort_name text)
    where q.id = r.id and q.sort_name <> r.sort_name`.execute(db);
}

async function moveAway(
  db: Db,
  { today }: WriteFrame,
  leaving: readonly Placed<unknown>[],
  returning: readonly Placed<unknown>[],
): Promise<void> {
  const ids = (list: readonly Placed<unknown>[]): string[] => list.map((one) => one.personId);
  if (leaving.length > 0)
    await sql`update directory.persons set left_on = ${today}::date where id = any(${ids(leaving)}::uuid[]) and left_on is null`.execute(
      db,
    );
  if (returning.length > 0)
    await sql`update directory.persons set left_on = null where id = any(${ids(returning)}::uuid[])`.execute(db);
}

const TABLES = { profile: 'profiles', enrolment: 'enrolments', membership: 'memberships' } as const;

async function closeRows(
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

async function openProfiles(
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
async function takeDeparturesBack(
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

async function writeEnrolments(
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

async function openMemberships(
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

const kinRows = (list: readonly Placed<Of<'kinship'>>[]): object[] =>
  list.map(({ write, personId }) => ({ id: write.id, pupilId: write.pupilId, personId, ...write.kin }));
const KIN =
  sql.raw(`as r(id uuid, "pupilId" uuid, "personId" uuid, relation text, "relationCode" text, authority smallint, "isPayer" boolean,
  "contactRank" smallint, "needsReview" boolean)`);

async function writeKinships(
  db: Db,
  { today }: WriteFrame,
  opened: readonly Placed<Of<'kinship', 'open'>>[],
  changed: readonly Placed<Of<'kinship', 'change'>>[],
): Promise<void> {
  if (opened.length > 0)
    await sql`
      insert into directory.kinships (id, pupil_id, adult_id, relation, relation_code, authority, is_payer, contact_rank, needs_review, owner,
        source, starts_on)
      select r.id, r."pupilId", r."personId", r.relation, r."relationCode", r.authority, r."isPayer", r."contactRank", r."needsReview", 'school',
        'table', ${today}::date
      from jsonb_to_recordset(${json(kinRows(opened))}::jsonb) ${KIN}`.execute(db);
  if (changed.length > 0)
    await sql`
      update directory.kinships k
      set relation = r.relation, relation_code = r."relationCode", authority = r.authority, is_payer = r."isPayer",
        contact_rank = r."contactRank", needs_review = r."needsReview" and k.reviewed_at is null
      from jsonb_to_recordset(${json(kinRows(changed))}::jsonb) ${KIN}
      where k.id = r.id and k.owner = 'school' and k.source = 'table'`.execute(db);
}

/** A guardian's profile follows from the children: without a pupil left in the school, it ends. */
async function closeFamilies(db: Db, { schoolId, today, tableId }: WriteFrame): Promise<void> {
  await sql`
    with ended as (
      update directory.profiles g set ends_on = greatest(${today}::date, g.starts_on)
      where g.school_id = ${schoolId}::uuid and g.kind = 'guardian' and g.owner = 'school' and g.ends_on is null
        and not exists (
          select from directory.kinships k
          join directory.profiles r on r.person_id = k.pupil_id and r.school_id = g.school_id and r.kind = 'pupil' and r.ends_on is null
          where k.adult_id = g.person_id and k.ends_on is null and k.authority = 1)
      returning g.id, g.person_id)
    insert into directory.table_changes (school_id, id, table_id, person_id, thing, act, row_id)
    select ${schoolId}::uuid, directory.new_id(), ${tableId}::uuid, person_id, 'profile', 'close', id from ended`.execute(
    db,
  );
}

async function openKeys(db: Db, { schoolId }: WriteFrame, opened: readonly Placed<Of<'key', 'open'>>[]): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({ kind: write.kind, key: write.key, personId }));
  await sql`
    insert into directory.table_keys (school_id, kind, key, person_id)
    select ${schoolId}::uuid, r.kind, r.key, r."personId" from jsonb_to_recordset(${json(rows)}::jsonb) as r(kind text, key text, "personId" uuid)
    on conflict (school_id, kind, key) do update set person_id = excluded.person_id`.execute(db);
}

/** Perhaps one person twice: for somebody to decide, once a pair. */
async function propose(db: Db, opened: readonly Placed<Of<'proposal', 'open'>>[]): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({
    id: newId(),
    left: write.other < personId ? write.other : personId,
    right: write.other < personId ? personId : write.other,
  }));
  await sql`
    insert into directory.duplicate_proposals (id, left_id, right_id, reason)
    select r.id, r.left, r.right, 'same-name' from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, "left" uuid, "right" uuid)
    on conflict (left_id, right_id) do nothing`.execute(db);
}

/** The journal: what each write was, so that it can be taken back while nobody touched it. */
async function journal(
  db: Db,
  { tableId, schoolId }: WriteFrame,
  all: readonly Placed<Write>[],
  groups: readonly NewGroup[],
): Promise<void> {
  const rows = [
    ...groups.map((group) => ({
      id: newId(),
      person: null,
      line: null,
      thing: 'group',
      act: group.reopens ? 'change' : 'open',
      row: group.id,
      field: null,
      before: null,
      after: group.label,
    })),
    ...all
      .filter(({ write }) => write.thing !== 'proposal')
      .map(({ write, personId, line }) => ({
        id: newId(),
        person: personId,
        line,
        thing: write.thing,
        act: write.act,
        ...journalled(write),
      })),
  ];
  await sql`
    insert into directory.table_changes (school_id, id, table_id, person_id, line, thing, act, row_id, field, before, after)
    select ${schoolId}::uuid, r.id, ${tableId}::uuid, r.person, r.line, r.thing, r.act, r.row, r.field, r.before, r.after
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as r(id uuid, person uuid, line integer, thing text, act text, "row" uuid, field text, before jsonb, after jsonb)`.execute(
    db,
  );
}

interface Journalled {
  readonly row: string | null;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

function journalled(write: Write): Journalled {
  if (write.thing === 'field')
    return { row: null, field: write.field, before: { value: write.before, owner: write.owner }, after: write.after };
  if (write.thing === 'kinship')
    return { row: write.id, field: null, before: write.before, after: { ...write.kin, pupil: write.pupilId } };
  if (write.thing === 'enrolment' && write.act !== 'close')
    return { row: write.id, field: null, before: write.before, after: [write.levelCode, write.levelLabel, write.mef] };
  if (write.thing === 'person' && write.act === 'open')
    return { row: write.id, field: null, before: null, after: write.values };
  if (write.thing === 'person') return { row: null, field: null, before: write.before, after: null };
  if (write.thing === 'membership' && write.act === 'open')
    return { row: write.id, field: null, before: null, after: { group: write.groupId } };
  if (write.thing === 'key') return { row: null, field: write.kind, before: null, after: write.key };
  return { row: 'id' in write ? write.id : null, field: null, before: null, after: null };
}

/** Of two readings of a table: whether they would write the same. Ids made on the way do not count. */
export const digestOf = (differences: readonly Difference[]): string =>
  createHash('sha256')
    .update(JSON.stringify(differences.map(({ act, uid, name, line, changes }) => [act, uid, name, line, changes])))
    .digest('base64url')
    .slice(0, 22);
