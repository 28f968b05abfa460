import type { Multipart } from '@fastify/multipart';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SentFile, UploadLimits } from '../contract/endpoint.ts';
import { Refusal } from '../contract/refusal.ts';

/** Requests with files are read as they come, and only by endpoints that take one. */
export function mountUploads(app: FastifyInstance): void {
  app.register(multipart, { throwFileSizeLimit: false });
}

/**
 * Reads a form with its one file, piece by piece, never holding more than the endpoint lets in. Of a larger file the
 * rest is let go by, so that the browser hears the refusal; whatever is not the field asked for is thrown away.
 */
export async function readUpload(
  request: FastifyRequest,
  limits: UploadLimits,
): Promise<{ readonly file: SentFile | undefined; readonly body: Readonly<Record<string, unknown>> }> {
  if (!request.isMultipart()) return { file: undefined, body: (request.body ?? {}) as Record<string, unknown> };
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
  return { file, body };
}
