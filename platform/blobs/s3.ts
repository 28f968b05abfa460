import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobMissing, type BlobStore, bytesOf, checkKey, type Range, StoreFull } from './blobs.ts';
import { diskPath, diskStore } from './disk.ts';
import { EMPTY, type S3Account, signS3 } from './s3-signature.ts';

/** Where values are kept, in any store that speaks S3. */
export interface S3Place extends S3Account {
  /** With the bucket: `https://s3.example.org/preau-files`. */
  readonly url: string;
  /** A folder of this machine, for what is on its way. */
  readonly folder: string;
}

/** Milliseconds without a byte after which the store is given up. */
const PATIENCE = 60_000;

/**
 * Values as objects of one bucket. What comes in is gathered on the local disk first, for S3 wants to know length and hash beforehand; the
 * store verifies the hash that was signed, and its length is asked again afterwards.
 */
export function s3Store(place: S3Place): BlobStore {
  const gathered = diskStore(place.folder);
  return {
    async put(key, source) {
      checkKey(key);
      await mkdir(place.folder, { recursive: true, mode: 0o700 });
      const written = await gathered.put(key, source);
      try {
        const file = createReadStream(diskPath(place.folder, key), { highWaterMark: 256 * 1024 });
        const answer = await ask(place, 'PUT', key, { hash: written.sha256, length: written.bytes, body: file });
        await expect(answer, [200]);
        if ((await sizeOf(place, key)) !== written.bytes) throw new Error('the store kept something else');
        return written;
      } finally {
        await gathered.remove(key);
      }
    },
    async read(key, range) {
      checkKey(key);
      const answer = await ask(place, 'GET', key, range ? { range } : {});
      if (answer.statusCode === 404) {
        answer.resume();
        throw new BlobMissing(key);
      }
      await expect(answer, [200, 206]);
      return answer;
    },
    sizeOf: (key) => sizeOf(place, key),
    async remove(key) {
      checkKey(key);
      const answer = await ask(place, 'DELETE', key, {});
      await expect(answer, [200, 204, 404]);
      answer.resume();
    },
    keysBefore: (instant) => keysBefore(place, instant),
  };
}

interface Asking {
  readonly hash?: string;
  readonly length?: number;
  readonly body?: Readable;
  readonly range?: Range;
  readonly query?: Readonly<Record<string, string>>;
}

async function ask(place: S3Place, method: string, key: string, asking: Asking): Promise<IncomingMessage> {
  const { hash = EMPTY, length = 0, body = Readable.from([]), range, query = {} } = asking;
  const url = new URL(`${place.url.replace(/\/$/, '')}/${key}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': hash,
    ...(range ? { range: `bytes=${range.from}-${range.to}` } : {}),
  };
  const signed = signS3(place, { method, url, headers, at: new Date() });
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  const request = send(url, { method, headers: { ...signed, 'content-length': String(length) }, timeout: PATIENCE });
  request.on('timeout', () => request.destroy(new Error('the store of files does not answer')));
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // It may answer before it has heard everything: then the answer counts, not the line that it cuts.
  const sending = pipeline(body, request);
  sending.catch(() => undefined);
  return answer;
}

/** @throws StoreFull, Error with what the store says */
async function expect(answer: IncomingMessage, statuses: readonly number[]): Promise<void> {
  const { statusCode = 0 } = answer;
  if (statuses.includes(statusCode)) return;
  const said = (await bytesOf(answer)).toString('utf8');
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(said)?.[1] ?? '';
  const error = new Error(`the store of files answers ${statusCode} ${code}`);
  throw statusCode === 507 || /QuotaExceeded|InsufficientStorage|StorageFull/.test(code) ? new StoreFull(error) : error;
}

async function sizeOf(place: S3Place, key: string): Promise<number | undefined> {
  checkKey(key);
  const answer = await ask(place, 'HEAD', key, {});
  answer.resume();
  if (answer.statusCode === 404) return undefined;
  await expect(answer, [200]);
  return Number(answer.headers['content-length']);
}

/** Keys are ours and the dates are ISO: the list is read without a reader of XML. */
async function* keysBefore(place: S3Place, instant: Date): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const query = { 'list-type': '2', ...(token ? { 'continuation-token': token } : {}) };
    const answer = await ask(place, 'GET', '', { query });
    await expect(answer, [200]);
    const said = (await bytesOf(answer)).toString('utf8');
    for (const [, entry = ''] of said.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      const key = /<Key>([^<]+)<\/Key>/.exec(entry)?.[1] ?? '';
      const at = /<LastModified>([^<]+)<\/LastModified>/.exec(entry)?.[1] ?? '';
      if (new Date(at) < instant) yield key;
    }
    token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(said)?.[1];
  } while (token);
}
