import { type Db, firstOf, sql } from '../../../platform/db/db.ts';

/** A piece of an upload, in the store. */
export interface Segment {
  readonly bytes: number;
  readonly sha256: string;
  readonly key: string;
}

export interface Upload {
  readonly id: string;
  readonly length: number;
  readonly isWhole: boolean;
  readonly holds: number;
  readonly expiresAt: Date | null;
  /** In their order, without a gap. */
  readonly segments: readonly Segment[];
}

/** An upload of that person, or a file that came of one; nobody else's. */
export const findUpload = (db: Db, id: string, holderId: string): Promise<Upload | undefined> =>
  firstOf(
    db,
    sql<Upload>`
      select f.id, f.declared as length, f.completed_at is not null as "isWhole", f.holds, f.expires_at as "expiresAt",
             (select coalesce(json_agg(json_build_object('bytes', s.bytes, 'sha256', s.sha256, 'key', s.blob_key) order by s.starts_at), '[]')
              from files.segments s where s.file_id = f.id) as segments
      from files.files f where f.id = ${id}::uuid and f.holder_id = ${holderId}::uuid and f.doomed_at is null`,
  );

/** Writes down a piece that is in the store, if it goes on where the upload stands. */
export async function addSegment(
  db: Db,
  id: string,
  startsAt: number,
  { bytes, sha256, key }: Segment,
  expiresAt: Date,
): Promise<boolean> {
  const added = await firstOf(
    db,
    sql<{ id: string }>`
      with file as (
        update files.files set expires_at = ${expiresAt}
        where id = ${id}::uuid and completed_at is null and doomed_at is null
          and (select coalesce(sum(s.bytes), 0) from files.segments s where s.file_id = ${id}::uuid) = ${startsAt}::bigint
        returning id)
      insert into files.segments (file_id, starts_at, bytes, sha256, blob_key)
      select id, ${startsAt}::bigint, ${bytes}::bigint, ${sha256}, ${key} from file
      on conflict do nothing returning file_id as id`,
  );
  return added !== undefined;
}

/** Lets go of an upload, or of a file that nothing holds: the deleting job takes it. False when something holds it. */
export async function letGo(db: Db, id: string, holderId: string, now: Date): Promise<boolean> {
  const gone = await firstOf(
    db,
    sql<{ id: string }>`
      update files.files set expires_at = ${now}
      where id = ${id}::uuid and holder_id = ${holderId}::uuid and holds = 0 and doomed_at is null returning id`,
  );
  return gone !== undefined;
}
