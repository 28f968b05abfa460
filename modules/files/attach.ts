import { refuse } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { Transaction } from '../../platform/http/context.ts';
import type { Scan } from './rules.ts';
import { SCHOOL_QUOTA } from './rules.ts';

/** Something of a module that files hang on. */
export interface Place {
  /** `messaging.message`: the module that owns it registers a `FileGate` of this name. */
  readonly place: string;
  readonly subject: string;
}

/** Files to attach, in their order. */
export interface Attaching extends Place {
  readonly fileIds: readonly string[];
  /** The person who sent them. */
  readonly holder: string;
  /** The school whose quota counts them from now on; null: as they were sent. */
  readonly schoolId: string | null;
  /** What a picture shows, in words, by file. */
  readonly alts?: Readonly<Record<string, string>>;
  readonly at?: Date;
}

/**
 * Attaches files that the holder sent and that are whole; done twice it is done once.
 * @throws Refusal `files.not-yours` when one is not theirs, not whole or gone; `files.quota-school` when another school has no room for it
 */
export async function attach(
  { db }: Transaction,
  { fileIds, holder, place, subject, schoolId, alts = {}, at = new Date() }: Attaching,
): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const files = ids.map((id, rank) => ({ id, rank, alt: alts[id] ?? null }));
  // The counter stands in the file's own row: whoever lets it go at the same moment waits for this one, and then sees it held.
  const done = await firstOf(
    db,
    sql<{ attached: number }>`
      with given as (
        select g.id, g.rank, g.alt from json_to_recordset(${JSON.stringify(files)}::json) as g (id uuid, rank integer, alt text)),
      former as (
        select a.file_id from files.attachments a join given g on g.id = a.file_id
        where a.place = ${place} and a.subject = ${subject}::uuid),
      held as (
        update files.files f set holds = f.holds + 1, expires_at = null from given g
        where f.id = g.id and f.holder_id = ${holder}::uuid and f.completed_at is not null and f.doomed_at is null
          and not exists (select 1 from former where former.file_id = f.id)
        returning f.id, g.rank, g.alt),
      added as (
        insert into files.attachments (place, subject, file_id, rank, alt, attached_at)
        select ${place}, ${subject}::uuid, held.id, held.rank, held.alt, ${at} from held returning 1)
      select (select count(*) from added) + (select count(*) from former) as attached`,
  );
  if (done?.attached !== ids.length) refuse('files.not-yours');
  if (schoolId !== null) await countFor(db, ids, schoolId);
}

/** Moves what these files count from the school they were sent for to that one. */
async function countFor(db: Db, ids: readonly string[], schoolId: string): Promise<void> {
  const moving = await rowsOf(
    db,
    sql<{ counted: number; fits: boolean }>`
      with moving as (
        select f.id, f.school_id, f.counted from files.files f
        where f.id = any(${[...ids]}::uuid[]) and f.school_id is distinct from ${schoolId}::uuid order by f.id for update),
      taken as (
        insert into files.school_usages as u (school_id, bytes, quota)
        select ${schoolId}::uuid, sum(counted), ${SCHOOL_QUOTA}::bigint from moving having sum(counted) > 0
        on conflict (school_id) do update set bytes = u.bytes + excluded.bytes where u.bytes + excluded.bytes <= u.quota
        returning 1),
      left_behind as (
        update files.school_usages u set bytes = greatest(0, u.bytes - m.counted)
        from (select school_id, sum(counted)::bigint as counted from moving group by school_id) m
        where u.school_id = m.school_id and exists (select 1 from taken) returning 1),
      moved as (
        update files.files f set school_id = ${schoolId}::uuid from moving m where f.id = m.id and exists (select 1 from taken) returning 1)
      select m.counted, exists (select 1 from taken) as fits from moving m order by m.id`,
  );
  if (moving.some(({ fits, counted }) => !fits && counted > 0)) refuse('files.quota-school', { left: 0 });
}

/** A file as pages show it. */
export interface FileShown {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly scan: Scan;
  /** A picture of which pages show smaller sizes. */
  readonly thumbnail: boolean;
  readonly width?: number;
  readonly height?: number;
  /** What it shows, in words; empty: it only decorates. */
  readonly alt?: string;
}

/** What hangs on these subjects of a place, in order. Who may see it is for the caller to know. One statement. */
export async function attachmentsOf(
  db: Db,
  place: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly FileShown[]>> {
  if (subjects.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<ShownRow & { subject: string }>`
      select a.subject, ${shownColumns} from files.attachments a join files.files f on f.id = a.file_id
      where a.place = ${place} and a.subject = any(${[...subjects]}::uuid[]) order by a.subject, a.rank, a.file_id`,
  );
  const found = new Map<string, FileShown[]>();
  for (const row of rows) found.set(row.subject, [...(found.get(row.subject) ?? []), shownOf(row)]);
  return found;
}

interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly scan: Scan;
  readonly thumbnail: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

const shownColumns = sql`
  f.id, f.name, f.media_type as type, f.bytes, f.scan, f.width, f.height, a.alt,
  exists (select 1 from files.renditions r where r.file_id = f.id) as thumbnail`;

const shownOf = ({ id, name, type, bytes, scan, thumbnail, width, height, alt }: ShownRow): FileShown => ({
  id,
  name,
  type,
  bytes,
  scan,
  thumbnail,
  ...(width === null ? {} : { width }),
  ...(height === null ? {} : { height }),
  ...(alt === null ? {} : { alt }),
});

/** Those of these files that the sender holds and that are whole, as a refused form shows them again. */
export async function heldFiles(db: Db, holder: string, ids: readonly string[]): Promise<readonly FileShown[]> {
  const known = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  if (known.length === 0) return [];
  const rows = await rowsOf(
    db,
    sql<ShownRow>`
      select f.id, f.name, f.media_type as type, f.bytes, f.scan, f.width, f.height, null as alt,
             exists (select 1 from files.renditions r where r.file_id = f.id) as thumbnail
      from files.files f
      where f.id = any(${known}::uuid[]) and f.holder_id = ${holder}::uuid and f.completed_at is not null and f.doomed_at is null
      order by array_position(${known}::uuid[], f.id)`,
  );
  return rows.map(shownOf);
}

/** Hangs what hangs on one thing on another too (a message forwarded): the same files, counted once. */
export async function copyAttachments({ db }: Transaction, from: Place, to: Place, at = new Date()): Promise<void> {
  await sql`
    with held as (
      update files.files f set holds = f.holds + 1, expires_at = null from files.attachments a
      where a.place = ${from.place} and a.subject = ${from.subject}::uuid and f.id = a.file_id and f.doomed_at is null
        and not exists (select 1 from files.attachments b where b.place = ${to.place} and b.subject = ${to.subject}::uuid and b.file_id = f.id)
      returning f.id, a.rank, a.alt)
    insert into files.attachments (place, subject, file_id, rank, alt, attached_at)
    select ${to.place}, ${to.subject}::uuid, id, rank, alt, ${at} from held`.execute(db);
}

/**
 * Takes everything off these subjects, or only the files named. What nothing holds any more is deleted after the transaction: its
 * bytes, its smaller sizes, its row.
 */
export async function release(
  tx: Transaction,
  place: string,
  subjects: readonly string[],
  { fileIds, at = new Date() }: { readonly fileIds?: readonly string[]; readonly at?: Date } = {},
): Promise<void> {
  const only = fileIds ? sql`and a.file_id = any(${[...fileIds]}::uuid[])` : sql``;
  const rows = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      with gone as (
        delete from files.attachments a where a.place = ${place} and a.subject = any(${[...subjects]}::uuid[]) ${only} returning a.file_id)
      update files.files f set holds = f.holds - g.times, expires_at = case when f.holds = g.times then ${at}::timestamptz end
      from (select file_id, count(*)::integer as times from gone group by file_id) g
      where f.id = g.file_id returning case when f.holds = 0 then f.id end as id`,
  );
  if (rows.some(({ id }) => id !== null)) await tx.emit({ name: 'files.released', payload: {} });
}
