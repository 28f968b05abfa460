import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath } from '../config/paths.ts';
import { newId } from '../db/db.ts';
import { BlobMissing, type BlobStore, bytesOf, StoreFull, sourceOf } from './blobs.ts';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';
import { EMPTY, signS3 } from './s3-signature.ts';

const home = mkdtempSync(join(tmpdir(), 'preau-blobs-'));
after(() => rmSync(home, { recursive: true, force: true }));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [entry.name] : [],
      )
    : [];

/** A store that speaks S3: keeps what it is given in memory, and refuses what is not signed for what it holds. */
class S3Double {
  readonly kept = new Map<string, Buffer>();
  readonly account = { region: 'eu-west-3', keyId: 'AKIDEXAMPLE', secret: 'a secret of the test' };
  full = false;
  #server: Server | undefined;

  async open(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      const body = await bytesOf(request);
      const key = url.pathname.replace('/bucket/', '');
      const said = (status: number, headers: Record<string, string> = {}, content: Uint8Array | string = ''): void =>
        void response.writeHead(status, headers).end(content);
      const at = String(request.headers['x-amz-date']).replace(
        /^(....)(..)(..)T(..)(..)(..)Z$/,
        '$1-$2-$3T$4:$5:$6.000Z',
      );
      const names = /SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split(';') ?? [];
      const headers = Object.fromEntries(
        names.filter((name) => name !== 'x-amz-date').map((name) => [name, String(request.headers[name])]),
      );
      const wanted = signS3(this.account, { method: request.method ?? '', url, headers, at: new Date(at) });
      if (wanted.authorization !== request.headers.authorization)
        return said(403, {}, '<Code>SignatureDoesNotMatch</Code>');
      if (headers['x-amz-content-sha256'] !== sha256(body))
        return said(400, {}, '<Code>XAmzContentSHA256Mismatch</Code>');
      if (request.method === 'PUT') {
        if (this.full) return said(507, {}, '<Code>StorageFull</Code>');
        this.kept.set(key, body);
        return said(200);
      }
      if (key === '') {
        const entries = [...this.kept.keys()].map(
          (name) => `<Contents><Key>${name}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`,
        );
        return said(200, {}, `<ListBucketResult>${entries.join('')}</ListBucketResult>`);
      }
      const found = this.kept.get(key);
      if (request.method === 'DELETE') {
        this.kept.delete(key);
        return said(204);
      }
      if (!found) return said(404);
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
      const part = from === undefined ? found : found.subarray(Number(from), Number(to) + 1);
      const length = { 'content-length': String(part.length) };
      return said(from === undefined ? 200 : 206, length, request.method === 'HEAD' ? '' : part);
    });
    await new Promise<void>((resolve) => {
      this.#server?.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/bucket`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

/** What every store owes, whatever it lies on. */
function keepsValues(name: string, open: () => BlobStore): void {
  it(`${name}: a value is there whole, in ranges, with its hash, and gone once it is removed`, async () => {
    const store = open();
    const bytes = randomBytes(2_500_000);
    const key = newId();
    deepEqual(
      await store.put(key, [
        bytes.subarray(0, 1_100_000),
        bytes.subarray(1_100_000),
      ] as unknown as AsyncIterable<Buffer>),
      { bytes: bytes.length, sha256: sha256(bytes) },
    );
    equal(await store.sizeOf(key), bytes.length);
    ok((await bytesOf(await store.read(key))).equals(bytes));
    ok((await bytesOf(await store.read(key, { from: 1_000, to: 1_999 }))).equals(bytes.subarray(1_000, 2_000)));
    const keys: string[] = [];
    for await (const one of store.keysBefore(new Date('2999-01-01'))) keys.push(one);
    ok(keys.includes(key));
    await store.remove(key);
    await store.remove(key);
    equal(await store.sizeOf(key), undefined);
    await rejects(store.read(key), BlobMissing);
  });

  it(`${name}: a source that breaks leaves nothing, and no key leads out of its place`, async () => {
    const store = open();
    const key = newId();
    async function* broken(): AsyncGenerator<Buffer> {
      yield randomBytes(1_200_000);
      throw new Error('cut');
    }
    await rejects(store.put(key, broken()), /cut/);
    equal(await store.sizeOf(key), undefined);
    for (const wrong of ['../../etc/passwd', 'a', '/etc/passwd', 'aaaaaaaa/bbbb', 'aaaaaaaa..bbbb'])
      await rejects(async () => store.put(wrong, sourceOf(Buffer.from('x'))), /not a key/);
  });
}

describe('stores of values', () => {
  const double = new S3Double();
  let url = '';
  before(async () => {
    url = await double.open();
  });
  after(() => double.close());
  const disk = join(home, 'disk');
  const onTheirWay = join(home, 'way');
  const s3 = (): BlobStore => s3Store({ ...double.account, url, folder: onTheirWay });

  keepsValues('on disk', () => diskStore(disk));
  keepsValues('in S3', s3);

  it('on disk nothing half written stays, and what a dead process left is swept', async () => {
    deepEqual(filesIn(disk), []);
    await diskStore(disk).put('value-that-stays', sourceOf(Buffer.from('x')));
    const left = join(disk, 'ys', 'ta', 'value-of-the-dead.part');
    writeFileSync(left, 'half');
    const keys: string[] = [];
    for await (const key of diskStore(disk).keysBefore(new Date('2999-01-01'))) keys.push(key);
    deepEqual(keys, ['value-that-stays']);
    ok(!existsSync(left));
    equal(statSync(join(disk, 'ys', 'ta', 'value-that-stays')).mode & 0o077, 0);
  });

  it('on a disk that is full the value is refused whole', async () => {
    const folder = join(home, 'full');
    const script = `
      const { diskStore } = await import(${JSON.stringify(`file://${projectPath('build/server/platform/blobs/disk.js')}`)});
      process.on('SIGXFSZ', () => {});
      async function* large() { for (let count = 0; count < 40; count += 1) yield Buffer.alloc(100_000); }
      await diskStore(${JSON.stringify(folder)}).put('too-large-for-it', large()).catch((error) => console.log(error.name));`;
    // The system itself lets no file of this process grow past one megabyte, as a quota would.
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -f 1000; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      script,
    ]);
    equal(stdout.trim(), 'StoreFull');
    deepEqual(filesIn(folder), []);
  });

  it('in S3 a full bucket is said, nothing stays on the way, and a wrong key opens nothing', async () => {
    double.full = true;
    await rejects(s3().put(newId(), sourceOf(Buffer.from('x'))), StoreFull);
    double.full = false;
    deepEqual(filesIn(onTheirWay), []);
    const stranger = s3Store({ ...double.account, secret: 'another secret', url, folder: onTheirWay });
    await rejects(stranger.put(newId(), sourceOf(Buffer.from('x'))), /SignatureDoesNotMatch/);
    equal(double.kept.size, 0);
  });

  it('requests are signed as Amazon’s own examples are', () => {
    const account = {
      region: 'us-east-1',
      keyId: 'AKIAIOSFODNN7EXAMPLE',
      secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    };
    const signing = {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { host: 'examplebucket.s3.amazonaws.com', range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY },
      at: new Date('2013-05-24T00:00:00Z'),
    };
    match(
      signS3(account, signing).authorization ?? '',
      /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
    );
    const { range: _range, ...headers } = signing.headers;
    const list = new URL('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J');
    match(
      signS3(account, { ...signing, url: list, headers }).authorization ?? '',
      /Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/,
    );
  });
});
