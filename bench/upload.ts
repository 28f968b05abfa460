import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../app/database.ts';
import { buildClass, buildSchool, buildTeacher } from '../modules/directory/builders.ts';
import { openTestSession } from '../modules/identity/builders.ts';
import { createDb } from '../platform/db/db.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import type { Bench } from './bench.ts';
import { startProduct } from './ground/product.ts';

/** Bytes of a turn; a turn is one floor and one upload, and its files are gone at its end. */
const BYTES = 512 * 1_048_576;
const TURNS = 5;

/** Something that no disk and no line makes smaller, given again and again: making it is not what is measured. */
const piece = randomBytes(1_048_576);

export const upload: Bench = {
  name: 'upload',
  sentence:
    'one file of 512 MB through the running product (tus over loopback, counted, hashed, flushed), as a share of what this machine writes, hashes and flushes bare; median of five turns',
  bar: { least: 0.85 },
  async run(_options, say) {
    const folder = mkdtempSync(join(tmpdir(), 'preau-upload-'));
    const server = await startPostgres({ dataDir: folder, say });
    try {
      await migrateDatabase(server.databaseUrl);
      const db = createDb(server.databaseUrl, { poolSize: 2 });
      const school = await buildSchool(db);
      const teacher = await buildTeacher(db, { school, classes: [await buildClass(db, { school })] });
      const cookie = `preau-session=${await openTestSession(db, teacher.id)}`;
      await db.destroy();
      const product = await startProduct({ databaseUrl: server.databaseUrl, dataDir: folder });
      try {
        const turns: { floor: number; upload: number }[] = [];
        // One turn more, not counted: a cold disk and a cold product are not what is promised.
        for (let turn = 0; turn <= TURNS; turn += 1) {
          const floor = await bare(join(folder, 'bare'));
          const sent = await sendFile(product.port, cookie);
          if (turn > 0) turns.push({ floor, upload: sent });
          say(`turn ${turn}: ${rate(floor)} MB/s bare, ${rate(sent)} MB/s through the product`);
        }
        const shares = turns.map(({ floor, upload: sent }) => floor / sent);
        const best = (key: 'floor' | 'upload'): number => Math.max(...turns.map((turn) => rate(turn[key])));
        return {
          value: median(shares),
          unit: 'of the floor',
          megabytes: BYTES / 1e6,
          turns: TURNS,
          floorMBs: median(turns.map((turn) => rate(turn.floor))),
          uploadMBs: median(turns.map((turn) => rate(turn.upload))),
          bestFloorMBs: best('floor'),
          bestUploadMBs: best('upload'),
          shares,
        };
      } finally {
        await product.stop();
      }
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Milliseconds to write, hash and flush the same bytes with nothing around. */
async function bare(path: string): Promise<number> {
  const begun = performance.now();
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let written = 0; written < BYTES; written += piece.length) {
    hash.update(piece);
    await file.write(piece);
  }
  await file.sync();
  await file.close();
  hash.digest();
  const took = performance.now() - begun;
  rmSync(path);
  return took;
}

/** Milliseconds from the announcement to the answer that says all is there; then it is taken back. */
async function sendFile(port: number, cookie: string): Promise<number> {
  const ask = (method: string, path: string, headers: Record<string, string> = {}, bytes = 0) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const own = {
        cookie,
        'tus-resumable': '1.0.0',
        'sec-fetch-site': 'same-origin',
        'content-length': String(bytes),
      };
      const asking = request({ port, host: '127.0.0.1', method, path, headers: { ...own, ...headers } }, (answer) => {
        answer.resume();
        const isDone = (answer.statusCode ?? 500) < 300;
        answer.once('end', () =>
          isDone ? resolve(answer.headers) : reject(new Error(`${answer.statusCode} ${path}`)),
        );
      });
      asking.once('error', reject);
      let left = bytes;
      const feed = (): void => {
        while (left > 0) {
          left -= piece.length;
          if (!asking.write(piece) && left > 0) return void asking.once('drain', feed);
        }
        asking.end();
      };
      feed();
    });
  const begun = performance.now();
  const { location } = await ask('POST', '/files', { 'upload-length': String(BYTES) });
  const address = String(location);
  const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  const { 'upload-offset': offset } = await ask('PATCH', address, type, BYTES);
  const took = performance.now() - begun;
  if (Number(offset) !== BYTES) throw new Error(`${String(offset)} bytes came in`);
  await ask('DELETE', address);
  return took;
}

const rate = (milliseconds: number): number => Math.round(BYTES / 1_000 / milliseconds);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
