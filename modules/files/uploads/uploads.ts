import type { Readable } from 'node:stream';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { newId } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { announce, complete, judge, noRoom, undo } from '../finish.ts';
import { reserve, schoolsOf } from '../quota.ts';
import { KEPT_UNHELD, MOST_BYTES, tidyName } from '../rules.ts';
import type { createUpload, readUpload } from './contract.ts';
import { readChecksum, readLength, readMetadata } from './metadata.ts';
import { addSegment, findUpload, letGo, type Segment, type Upload } from './queries.ts';

/**
 * Announces a file that comes piece by piece: counted whole, before its first byte.
 * @throws Refusal `files.quota-person`, `files.quota-school`, `files.too-large`, `files.empty`, `files.length-missing`
 */
export async function create(ctx: SessionContext): Promise<Answer<typeof createUpload>> {
  requireProtocol(ctx);
  const { actor, now } = ctx;
  const bytes = readLength(ctx.header('upload-length'));
  if (bytes === undefined) refuse('files.length-missing');
  if (bytes === 0) refuse('files.empty');
  if (bytes > MOST_BYTES) refuse('files.too-large', { bytes: MOST_BYTES });
  const said = readMetadata(ctx.header('upload-metadata'));
  const schools = schoolsOf(actor);
  const schoolId = schools.find((id) => id === said.get('school')) ?? schools[0] ?? null;
  const id = newId();
  const expiresAt = later(now);
  await ctx.transaction(async (tx) => {
    await reserve(tx.db, { holderId: actor.personId, schoolId }, actor.roles, bytes);
    const name = tidyName(said.get('filename') ?? '');
    await announce(tx.db, { id, holderId: actor.personId, schoolId, name, bytes, now, expiresAt });
  });
  return { uploadId: id, expiresAt };
}

/** Uploads that come in through this process: a new request for one ends the one before, which waits for a line that is cut. */
const coming = new Map<string, { stop(): void; readonly ended: Promise<unknown> }>();

async function endFormer(id: string): Promise<void> {
  const former = coming.get(id);
  former?.stop();
  await former?.ended.catch(() => undefined);
}

/** How far it is. Whatever came in last through a cut line is counted first. */
export async function progressOf(ctx: SessionContext, id: string): Promise<Answer<typeof readUpload>> {
  requireProtocol(ctx);
  if (coming.has(id)) {
    await find(ctx, id);
    await endFormer(id);
  }
  const upload = await find(ctx, id);
  // All is there, and whoever joined the pieces did not come to the end.
  if (!upload.isWhole && offsetOf(upload) === upload.length) await finish(ctx, upload);
  return { offset: offsetOf(upload), length: upload.length, expiresAt: upload.expiresAt };
}

/**
 * Takes the next bytes, as many as come: a cut leaves them there.
 * @throws Refusal `files.elsewhere` when they do not go on where the upload stands, `files.altered` when they are not those that were sent
 */
export async function append(
  ctx: SessionContext,
  id: string,
  stream: Readable | undefined,
): Promise<Answer<typeof readUpload>> {
  requireProtocol(ctx);
  if (!stream) refuse('files.not-a-stream');
  await find(ctx, id);
  await endFormer(id);
  const work = take(ctx, id, stream);
  const entry = { stop: () => void stream.destroy(), ended: work };
  coming.set(id, entry);
  try {
    return await work;
  } finally {
    if (coming.get(id) === entry) coming.delete(id);
  }
}

async function take(ctx: SessionContext, id: string, stream: Readable): Promise<Answer<typeof readUpload>> {
  const { db, now, storage } = ctx;
  const upload = await find(ctx, id);
  const offset = offsetOf(upload);
  if (upload.isWhole || readLength(ctx.header('upload-offset')) !== offset) refuse('files.elsewhere', { offset });
  const checksum = readChecksum(ctx.header('upload-checksum'));
  const key = newId();
  const written = await storage.blobs.put(key, whatComes(stream, upload.length - offset)).catch(noRoom);
  const segment: Segment = { ...written, key };
  const isSound = checksum === undefined || checksum === segment.sha256;
  const expiresAt = later(now);
  const kept = segment.bytes > 0 && isSound && (await addSegment(db, id, offset, segment, expiresAt));
  if (!kept) await storage.blobs.remove(key);
  if (!isSound) refuse('files.altered');
  if (!kept && segment.bytes > 0) refuse('files.elsewhere', { offset });
  const reached = offset + segment.bytes;
  if (reached === upload.length) await finish(ctx, { ...upload, segments: [...upload.segments, segment] });
  return { offset: reached, length: upload.length, expiresAt };
}

/** The bytes of a request until its line is cut; more than was announced is refused. */
async function* whatComes(stream: Readable, most: number): AsyncGenerator<Uint8Array> {
  let left = most;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      left -= piece.length;
      if (left < 0) break;
      yield piece;
    }
  } catch {
    // The line was cut: what came is kept.
  }
  if (left < 0) refuse('files.elsewhere', { offset: most });
}

/** Joins the pieces, says what the file is, and writes it down. */
async function finish(ctx: SessionContext, { id, segments, length }: Upload): Promise<void> {
  const { storage, now } = ctx;
  const { blobs } = storage;
  const [first] = segments;
  if (!first) return;
  const joined = segments.length === 1 ? first : await join(ctx, segments);
  const pieces = segments.length === 1 ? [] : segments.map(({ key }) => key);
  const arrived = { fileId: id, key: joined.key, bytes: length, sha256: joined.sha256 };
  const judged = await judge(blobs, arrived).catch(async (error: unknown) => {
    // It will never be anything else: whoever sent it hears so once, and it goes.
    if (pieces.length > 0) await blobs.remove(joined.key);
    if (error instanceof Refusal && error.code !== 'files.no-room') await drop(ctx, id);
    throw error;
  });
  const isOurs = await ctx.transaction((tx) => complete(tx, storage, judged, now, later(now)));
  if (!isOurs) return undo(blobs, judged);
  for (const key of [...pieces, ...judged.superseded]) await blobs.remove(key);
}

async function join({ storage: { blobs } }: SessionContext, segments: readonly Segment[]): Promise<Segment> {
  const key = newId();
  async function* all(): AsyncGenerator<Uint8Array> {
    for (const { key: piece } of segments) yield* await blobs.read(piece);
  }
  return { key, ...(await blobs.put(key, all()).catch(noRoom)) };
}

/** Gives up an upload, or a file that nothing holds. */
export async function end(ctx: SessionContext, id: string): Promise<Record<string, never>> {
  requireProtocol(ctx);
  await find(ctx, id);
  await endFormer(id);
  if (!(await drop(ctx, id))) notFound();
  return {};
}

const drop = (ctx: SessionContext, id: string): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const gone = await letGo(tx.db, id, ctx.actor.personId, ctx.now);
    if (gone) await tx.emit({ name: 'files.released', payload: {} });
    return gone;
  });

const later = (now: Date): Date => new Date(now.getTime() + KEPT_UNHELD);

const offsetOf = ({ isWhole, length, segments }: Upload): number =>
  isWhole ? length : segments.reduce((sum, { bytes }) => sum + bytes, 0);

async function find({ db, actor }: SessionContext, id: string): Promise<Upload> {
  return (await findUpload(db, id, actor.personId)) ?? notFound();
}

/** A client that speaks another version must not guess. */
function requireProtocol(ctx: SessionContext): void {
  if (ctx.header('tus-resumable') !== PROTOCOL) refuse('files.protocol');
}

export const PROTOCOL = '1.0.0';
