import type { Readable } from 'node:stream';
import { BlobMissing, bytesOf } from '../../platform/blobs/blobs.ts';
import { notFound, refuse } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { Context } from '../../platform/http/context.ts';
import { attachment, type ShownPicture } from '../../platform/http/download.ts';
import { rangeOf, type Served } from '../../platform/http/served.ts';
import { readAddress, signAddress } from './address.ts';
import { isBlocked, mayLeave, type Scan, scanNow } from './rules.ts';

/** Subjects of one place that are asked about at most: a file that hangs on more is readable by one of the latest, or not at all. */
const ASKED = 200;

/**
 * Whether whoever asks may read the file: its sender may, and who may read one of the things that it hangs on, as their modules say.
 */
async function mayRead(ctx: Context, fileId: string, holderId: string): Promise<boolean> {
  if (ctx.actor?.personId === holderId) return true;
  const places = await rowsOf(
    ctx.db,
    sql<{ place: string; subjects: string[] }>`
      select a.place, array_agg(a.subject order by a.attached_at desc) as subjects
      from (select place, subject, attached_at from files.attachments where file_id = ${fileId}::uuid
            order by attached_at desc, place, subject limit ${ASKED}) a
      group by a.place order by a.place`,
  );
  for (const { place, subjects } of places)
    for (const gate of ctx.extensions.fileGates)
      if (gate.place === place && (await gate.mayRead(ctx, subjects)).size > 0) return true;
  return false;
}

interface Stored {
  readonly holderId: string;
  readonly scan: Scan;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly key: string;
  /** Of the size asked for, of a picture. */
  readonly rendition: string | null;
}

const find = (db: Db, fileId: string, size = 0): Promise<Stored | undefined> =>
  firstOf(
    db,
    sql<Stored>`
      select f.holder_id as "holderId", f.scan, f.name, f.media_type as "mediaType", f.bytes, f.blob_key as key,
             (select r.blob_key from files.renditions r where r.file_id = f.id
              order by r.side < ${size}::integer, abs(r.side - ${size}::integer), r.side limit 1) as rendition
      from files.files f where f.id = ${fileId}::uuid and f.completed_at is not null and f.doomed_at is null`,
  );

/**
 * The signed address of a file, for who may read it.
 * @throws Refusal 404 for whoever may not; `files.waiting`, `files.quarantined`, `files.unexamined`
 */
export async function leadToFile(ctx: Context, fileId: string): Promise<{ readonly address: string }> {
  const file = await find(ctx.db, fileId);
  if (!file || !(await mayRead(ctx, fileId, file.holderId))) notFound();
  const scan = scanNow(file.scan, ctx.storage.scanner !== undefined);
  if (scan === 'waiting') refuse('files.waiting');
  if (isBlocked(scan)) refuse(`files.${scan}`);
  const token = signAddress(ctx.keys, { fileId, personId: ctx.actor?.personId ?? null }, ctx.now);
  return { address: `${ctx.storage.origin ?? ''}/f/${token}` };
}

/** A smaller picture that we made, for who may read the file. */
export async function thumbnailOf(ctx: Context, fileId: string, size: number): Promise<{ readonly bytes: Uint8Array }> {
  const file = await find(ctx.db, fileId, size);
  if (!file?.rendition || !(await mayRead(ctx, fileId, file.holderId))) notFound();
  if (!mayLeave(file.scan, ctx.storage.scanner !== undefined)) notFound();
  return { bytes: await bytesOf(await ctx.storage.blobs.read(file.rendition).catch(missing)) };
}

/** It may leave the page of who kept it for an hour after it was taken away. */
export const shownThumbnail = ({ bytes }: { readonly bytes: Uint8Array }): ShownPicture => ({ bytes, keptFor: 3_600 });

/** What the address opens. No cookie is read: on the origin of files nobody is signed in. */
export function openAddress(ctx: Context, token: string): { readonly fileId: string } {
  const opening = readAddress(ctx.keys, token, ctx.now);
  return opening ?? notFound();
}

/** The bytes, to be kept and never opened in place; what was put in quarantine meanwhile stays here. */
export async function serveBytes(ctx: Context, fileId: string): Promise<Served> {
  const file = await find(ctx.db, fileId);
  if (!file || !mayLeave(file.scan, ctx.storage.scanner !== undefined)) notFound();
  const asked = rangeOf(ctx.header('range'), file.bytes);
  const type = safeType(file.mediaType);
  const headers = { 'accept-ranges': 'bytes', 'content-disposition': attachment(file.name) };
  if (asked.kind === 'none') {
    return { status: 416, type, headers: { ...headers, 'content-range': `bytes */${file.bytes}` }, content: '' };
  }
  const { from, to } = asked.kind === 'part' ? asked : { from: 0, to: file.bytes - 1 };
  const content = await ctx.storage.blobs.read(file.key, { from, to }).catch(missing);
  const length = { 'content-length': String(to - from + 1) };
  if (asked.kind === 'whole') return { status: 200, type, headers: { ...headers, ...length }, content };
  const range = { 'content-range': `bytes ${from}-${to}/${file.bytes}` };
  return { status: 206, type, headers: { ...headers, ...length, ...range }, content };
}

function missing(error: unknown): never {
  if (error instanceof BlobMissing) notFound();
  throw error;
}

/** What a browser would run or draw as a page leaves without saying so. */
const safeType = (type: string): string =>
  /^(text\/|image\/svg|application\/(xml|xhtml))/.test(type) ? 'application/octet-stream' : type;

/** A file that hangs on something, to be put into a file of ours: its bytes come as they are read. */
export interface AttachedBytes {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  open(): Promise<Readable>;
}

/** What hangs on one thing, as far as it may leave; the caller has decided who may read it. */
export async function attachedBytes(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  place: string,
  subject: string,
): Promise<readonly AttachedBytes[]> {
  const rows = await rowsOf(
    db,
    sql<{ name: string; type: string; bytes: number; key: string; scan: Scan }>`
      select f.name, f.media_type as type, f.bytes, f.blob_key as key, f.scan
      from files.attachments a join files.files f on f.id = a.file_id and f.completed_at is not null and f.doomed_at is null
      where a.place = ${place} and a.subject = ${subject}::uuid order by a.rank, a.file_id`,
  );
  return rows
    .filter(({ scan }) => mayLeave(scan, storage.scanner !== undefined))
    .map(({ name, type, bytes, key }) => ({ name, type, bytes, open: () => storage.blobs.read(key) }));
}
