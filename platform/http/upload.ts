import type { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type BlobStore, StoreFull } from '../blobs/blobs.ts';
import type { AnyEndpoint, SentBlob, SentFile, SeveralUploads, UploadLimits } from '../contract/endpoint.ts';
import { Refusal } from '../contract/refusal.ts';
import { newId } from '../db/db.ts';

/** Milliseconds that a form without files may take to come in whole. */
const PATIENCE = 30_000;

/** Milliseconds for files: one gigabyte over a line of 150 kB a second. */
export const LONGEST_UPLOAD = 2 * 3_600_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    takesFiles?: boolean;
  }
}

export const takesFiles = ({ upload, uploads, takesStream }: AnyEndpoint): boolean =>
  (upload ?? uploads ?? takesStream) !== undefined;

/** Requests with files are read as they come, and only by endpoints that take one. */
export function mountUploads(app: FastifyInstance): void {
  app.register(multipart, { throwFileSizeLimit: false });
  app.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => done(null, payload));
}

/** Who sends a form letter by letter holds a connection for ever: only files may take long. */
export function giveUpSlowForms(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, raw, routeOptions } = request;
    if (method !== 'GET' && method !== 'HEAD' && routeOptions.config?.takesFiles !== true) {
      const timer = setTimeout(() => raw.destroy(), PATIENCE);
      const calm = (): void => clearTimeout(timer);
      raw.once('end', calm);
      raw.once('close', calm);
    }
    done();
  });
}

/** What a form or a program sent, besides the address. */
export interface SentForm {
  readonly file: SentFile | undefined;
  readonly files: readonly SentBlob[];
  readonly stream: Readable | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Removes from the store what nobody took. */
  dropUntaken(): Promise<void>;
}

const nothingToDrop = async (): Promise<void> => undefined;

/** Reads the files of a request, as the endpoint takes them; undefined for one that takes none. */
export async function readSent(
  request: FastifyRequest,
  { upload, uploads, takesStream }: AnyEndpoint,
  blobs: BlobStore,
): Promise<SentForm | undefined> {
  if (takesStream) {
    const body = request.body as Readable | undefined;
    const stream = typeof body?.pipe === 'function' ? body : undefined;
    return { file: undefined, files: [], stream, body: {}, dropUntaken: nothingToDrop };
  }
  if (!upload && !uploads) return undefined;
  if (!request.isMultipart()) {
    const body = (request.body ?? {}) as Record<string, unknown>;
    return { file: undefined, files: [], stream: undefined, body, dropUntaken: nothingToDrop };
  }
  return upload ? readOne(request, upload) : readSeveral(request, uploads as SeveralUploads, blobs);
}

/**
 * Reads a form with its one file, piece by piece, never holding more than the endpoint lets in. Of a larger file the
 * rest is let go by, so that the browser hears the refusal; whatever is not the field asked for is thrown away.
 */
async function readOne(request: FastifyRequest, limits: UploadLimits): Promise<SentForm> {
  const body: Record<string, string> = {};
  let file: SentFile | undefined;
  const parts: AsyncIterableIterator<Multipart> = request.parts({
    limits: { files: 1, fields: 20, parts: 21, fieldSize: 10_000, fileSize: limits.maxBytes, headerPairs: 50 },
  });
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') body[part.fieldname] = part.value;
      continue;
    }
    const pieces: Buffer[] = [];
    for await (const piece of part.file) pieces.push(piece as Buffer);
    if (part.file.truncated) throw new Refusal(limits.tooLarge, { bytes: limits.maxBytes });
    if (part.fieldname === limits.field) file = { name: part.filename.slice(-200), bytes: Buffer.concat(pieces) };
  }
  return { file, files: [], stream: undefined, body, dropUntaken: nothingToDrop };
}

/** Reads a form with its files, each written to the store as it comes. The first refusal counts; the rest is let go by. */
async function readSeveral(request: FastifyRequest, limits: SeveralUploads, blobs: BlobStore): Promise<SentForm> {
  const body: Record<string, string | string[]> = {};
  const files: SentBlob[] = [];
  const untaken = new Set<string>();
  const dropUntaken = async (): Promise<void> => {
    for (const key of untaken) await blobs.remove(key);
    untaken.clear();
  };
  let refused: Refusal | undefined;
  const parts: AsyncIterableIterator<Multipart> = request.parts({
    limits: {
      files: limits.most + 1,
      fields: 400,
      parts: limits.most + 401,
      fieldSize: 1_000_000,
      fileSize: limits.maxBytes,
      headerPairs: 50,
    },
  });
  try {
    for await (const part of parts) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') add(body, part.fieldname, part.value);
        continue;
      }
      // A file field that was left empty is sent all the same, without a name.
      if (refused || !limits.fields.includes(part.fieldname) || part.filename === '') {
        part.file.resume();
        continue;
      }
      if (files.length === limits.most) refused = new Refusal(limits.tooMany, { most: limits.most });
      else refused = await keep(part, limits, blobs, files, untaken);
      if (refused) part.file.resume();
    }
    if (refused) throw refused;
  } catch (error) {
    await dropUntaken();
    throw error;
  }
  return { file: undefined, files, stream: undefined, body, dropUntaken };
}

async function keep(
  part: MultipartFile,
  limits: SeveralUploads,
  blobs: BlobStore,
  files: SentBlob[],
  untaken: Set<string>,
): Promise<Refusal | undefined> {
  const key = newId();
  untaken.add(key);
  try {
    const { bytes, sha256 } = await blobs.put(key, part.file);
    if (part.file.truncated) return new Refusal(limits.tooLarge, { bytes: limits.maxBytes });
    files.push({ field: part.fieldname, name: part.filename, key, bytes, sha256, take: () => untaken.delete(key) });
    return undefined;
  } catch (error) {
    if (error instanceof StoreFull) return new Refusal(limits.noRoom);
    throw error;
  }
}

/** Boxes that share a name come one after another, as in any other form. */
function add(body: Record<string, string | string[]>, name: string, value: string): void {
  const known = body[name];
  if (known === undefined) body[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else body[name] = [known, value];
}
