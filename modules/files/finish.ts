import { type BlobStore, bytesOf, StoreFull, sourceOf } from '../../platform/blobs/blobs.ts';
import { mediaTypeOf, TELLING_BYTES } from '../../platform/blobs/media-type.ts';
import type { Storage } from '../../platform/blobs/storage.ts';
import { Refusal, refuse } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../platform/db/db.ts';
import type { Transaction } from '../../platform/http/context.ts';
import { rewritePicture, shownSides } from '../../platform/pictures/rewrite.ts';
import { stripPicture } from '../../platform/pictures/strip.ts';
import { MOST_PICTURE_BYTES } from './rules.ts';

/** A value in the store that came in whole, and the row that waits for it. */
export interface Arrived {
  readonly fileId: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a file turned out to be. */
export interface Judged extends Arrived {
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly renditions: readonly {
    readonly side: number;
    readonly width: number;
    readonly height: number;
    readonly key: string;
  }[];
  /** What stands in the store for nothing, once this is written down. */
  readonly superseded: readonly string[];
}

/**
 * Says what came in, by its content, and writes pictures anew: what a camera noted is gone before anybody may read them.
 * @throws Refusal `files.heic`, `files.picture-too-large`, `files.no-room`
 */
export async function judge(blobs: BlobStore, arrived: Arrived): Promise<Judged> {
  const head = await bytesOf(
    await blobs.read(arrived.key, { from: 0, to: Math.min(arrived.bytes, TELLING_BYTES) - 1 }),
  );
  const mediaType = mediaTypeOf(head);
  const plain: Judged = { ...arrived, mediaType, width: null, height: null, renditions: [], superseded: [] };
  // Where they were taken stands in them too, and nothing here can take it out.
  if (mediaType === 'image/heic' || mediaType === 'image/avif') refuse('files.heic');
  if (!/^image\/(jpeg|png|webp|gif)$/.test(mediaType)) return plain;
  if (arrived.bytes > MOST_PICTURE_BYTES) refuse('files.picture-too-large', { bytes: MOST_PICTURE_BYTES });
  const sent = await bytesOf(await blobs.read(arrived.key));
  const rewritten = await rewritePicture(sent);
  if (!rewritten) {
    // Too many pixels to open, or broken: what it notes goes all the same, and nobody is shown it in a page.
    const bare = stripPicture(sent);
    if (!bare) return { ...plain, mediaType: 'application/octet-stream' };
    return { ...plain, ...(await replace(blobs, arrived, bare)) };
  }
  const renditions = [];
  for (const [rank, { width, height, bytes }] of rewritten.sizes.entries()) {
    const key = `${newId()}.webp`;
    await blobs.put(key, sourceOf(bytes)).catch(noRoom);
    renditions.push({ side: shownSides[rank] ?? 0, width, height, key });
  }
  const { width, height } = rewritten;
  return { ...plain, ...(await replace(blobs, arrived, rewritten.bytes)), width, height, renditions };
}

async function replace(blobs: BlobStore, { key: former }: Arrived, value: Uint8Array) {
  const key = newId();
  return { key, superseded: [former], ...(await blobs.put(key, sourceOf(value)).catch(noRoom)) };
}

/** A full store is no defect of ours: whoever sends hears what to do. */
export function noRoom(error: unknown): never {
  throw error instanceof StoreFull ? new Refusal('files.no-room') : error;
}

/**
 * Writes down what a file is: it can be attached from now on. What the quotas counted too much is given back. False when somebody else did so
 * meanwhile.
 */
export async function complete(
  tx: Transaction,
  storage: Storage,
  file: Judged,
  now: Date,
  expiresAt: Date,
): Promise<boolean> {
  const scan = storage.scanner ? 'waiting' : 'not-scanned';
  const done = await firstOf(
    tx.db,
    sql<{ id: string }>`
    with before as (
      select id, holder_id, school_id, counted from files.files
      where id = ${file.fileId}::uuid and completed_at is null and doomed_at is null for update),
    file as (
      update files.files f
      set bytes = ${file.bytes}, sha256 = ${file.sha256}, media_type = ${file.mediaType}, blob_key = ${file.key}, width = ${file.width},
          height = ${file.height}, scan = ${scan}, completed_at = ${now}, expires_at = ${expiresAt}, counted = least(f.counted, ${file.bytes}::bigint)
      from before b where f.id = b.id returning f.id, b.counted - least(b.counted, ${file.bytes}::bigint) as too_much),
    shown as (
      insert into files.renditions (file_id, side, width, height, blob_key)
      select file.id, r.side, r.width, r.height, r.key
      from file, json_to_recordset(${JSON.stringify(file.renditions)}::json) as r (side integer, width integer, height integer, key text)
      returning 1),
    person as (
      update files.person_usages u set bytes = greatest(0, u.bytes - file.too_much)
      from file join before b on b.id = file.id where u.person_id = b.holder_id and file.too_much > 0 returning 1),
    school as (
      update files.school_usages u set bytes = greatest(0, u.bytes - file.too_much)
      from file join before b on b.id = file.id where u.school_id = b.school_id and file.too_much > 0 returning 1),
    joined as (delete from files.segments s using file where s.file_id = file.id returning 1)
    select id from file`,
  );
  if (!done) return false;
  if (scan === 'waiting') await tx.emit({ name: 'files.received', payload: { fileId: file.fileId } });
  return true;
}

/** Removes from the store what `judge` made, for a file that was not written down after all; what came in stays. */
export async function undo(blobs: BlobStore, { key, renditions, superseded }: Judged): Promise<void> {
  const made = superseded.length > 0 ? [key] : [];
  for (const one of [...made, ...renditions.map((rendition) => rendition.key)]) await blobs.remove(one);
}

/** Announces a file: its row stands before its first byte. */
export async function announce(
  db: Db,
  file: {
    readonly id: string;
    readonly holderId: string;
    readonly schoolId: string | null;
    readonly name: string;
    readonly bytes: number;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await sql`
    insert into files.files (id, holder_id, school_id, name, declared, counted, created_at, expires_at)
    values (${file.id}, ${file.holderId}, ${file.schoolId}, ${file.name}, ${file.bytes}, ${file.bytes}, ${file.now}, ${file.expiresAt})`.execute(
    db,
  );
}
