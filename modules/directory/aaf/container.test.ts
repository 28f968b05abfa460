import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import { openContainer } from './container.ts';
import { checkSequences, groupFiles } from './file-names.ts';
import { Refusal } from './finding.ts';

let folder: string;
let private_: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-test-'));
  private_ = join(folder, 'temporary');
  await mkdir(private_);
});
after(() => rm(folder, { recursive: true, force: true }));

const NAMES = [
  'ENT2DVA_Complet_20250915_Eleve_0000.xml',
  'ENT2DVA_Complet_20250915_Eleve_0001.xml',
  'ENT2DVA_Complet_20250915_EtabEducNat_0000.xml',
];

async function tgz(
  name: string,
  entries: readonly (Partial<Header> & { name: string; content?: string })[],
): Promise<string> {
  const archive = pack();
  for (const { content = '<x/>', ...header } of entries) {
    if (header.type && header.type !== 'file') archive.entry(header);
    else archive.entry(header, content);
  }
  archive.finalize();
  const path = join(folder, name);
  await pipeline(archive, createGzip(), createWriteStream(path));
  return path;
}

async function zip(name: string, entries: readonly string[]): Promise<string> {
  const archive = new ZipFile();
  for (const entry of entries) archive.addBuffer(Buffer.from('<x/>'), entry);
  archive.end();
  const path = join(folder, name);
  await pipeline(archive.outputStream, createWriteStream(path));
  return path;
}

/** What opening says, in short, then everything is put away. */
async function opened(
  ...paths: string[]
): Promise<{ sets: string[]; refusals: string[]; strangers: readonly string[] }> {
  const container = await openContainer(paths, undefined, private_);
  const sets = container.sets.map((set) => `${set.project} ${set.kind} ${set.day} ${set.files.length}`);
  const refusals = container.refusals.map(({ refusal }) => refusal.finding.code);
  await container.close();
  return { sets, refusals, strangers: container.strangers };
}

test('a delivery is the same in a folder, one folder deeper, as .tgz and as .zip', async () => {
  const flat = join(folder, 'flat');
  await mkdir(flat);
  for (const name of NAMES) await writeFile(join(flat, name), '<x/>');
  await mkdir(join(folder, 'deep', 'inner'), { recursive: true });
  for (const name of NAMES) await writeFile(join(folder, 'deep', 'inner', name), '<x/>');
  const same = ['ENT2DVA full 2025-09-15 3'];
  assert.deepEqual((await opened(flat)).sets, same);
  assert.deepEqual((await opened(join(folder, 'deep'))).sets, same);
  assert.deepEqual(
    (
      await opened(
        await tgz(
          'flat.tgz',
          NAMES.map((name) => ({ name })),
        ),
      )
    ).sets,
    same,
  );
  assert.deepEqual(
    (
      await opened(
        await tgz('deep.tar.gz', [
          { name: 'in/', type: 'directory' },
          ...NAMES.map((name) => ({ name: `./in/${name}` })),
        ]),
      )
    ).sets,
    same,
  );
  assert.deepEqual(
    (
      await opened(
        await zip(
          'deep.zip',
          NAMES.map((name) => `in/${name}`),
        ),
      )
    ).sets,
    same,
  );
  assert.deepEqual(await readdir(private_), [], 'what was unpacked is gone');
});

test('several deliveries in one folder come in the order in which they apply', async () => {
  const many = join(folder, 'many');
  await mkdir(join(many, 'd'), { recursive: true });
  for (const name of [
    'ENT2DVA_Delta_20250916_Eleve_0000.xml',
    'ENT1DVA_Complet_20250915_Eleve_0000.xml',
    'lisezmoi.xml',
  ]) {
    await writeFile(join(many, 'd', name), '<x/>');
  }
  await writeFile(
    join(many, 'full.tgz'),
    await readFile(
      await tgz(
        'x.tgz',
        NAMES.map((name) => ({ name })),
      ),
    ),
  );
  const { sets, strangers } = await opened(many);
  assert.deepEqual(sets, ['ENT1DVA full 2025-09-15 1', 'ENT2DVA full 2025-09-15 3', 'ENT2DVA delta 2025-09-16 1']);
  assert.deepEqual(strangers, ['d/lisezmoi.xml']);
});

test('an archive that is a trap is refused', async () => {
  const name = NAMES[0] ?? '';
  assert.deepEqual((await opened(await tgz('up.tgz', [{ name: `../${name}` }]))).refusals, ['archive-path']);
  assert.deepEqual((await opened(await tgz('root.tgz', [{ name: `/etc/${name}` }]))).refusals, ['archive-path']);
  assert.deepEqual(
    (await opened(await tgz('link.tgz', [{ name, type: 'symlink', linkname: '/etc/passwd' }]))).refusals,
    ['archive-link'],
  );
  assert.deepEqual((await opened(await zip('nested.zip', ['inner.zip']))).refusals, ['archive-nested']);
  assert.deepEqual((await opened(await zip('nothing.zip', ['photo.xml']))).refusals, ['nothing-found']);
  await writeFile(
    join(folder, 'torn.tgz'),
    (
      await readFile(
        await tgz(
          'whole.tgz',
          NAMES.map((one) => ({ name: one, content: randomBytes(4000).toString('hex') })),
        ),
      )
    ).subarray(0, 600),
  );
  assert.deepEqual((await opened(join(folder, 'torn.tgz'))).refusals, ['archive-damaged']);
  await writeFile(join(folder, 'empty.zip'), '');
  assert.deepEqual((await opened(join(folder, 'empty.zip'))).refusals, ['archive-damaged']);
  await writeFile(join(folder, 'plain.tgz'), gzipSync('not a tar'));
  assert.equal((await opened(join(folder, 'plain.tgz'))).refusals.length, 1);
});

test('a bomb stops while it unpacks', async () => {
  const path = await tgz('bomb.tgz', [{ name: NAMES[0] ?? '', content: ' '.repeat(60 * 1024 ** 2) }]);
  assert.deepEqual((await opened(path)).refusals, ['archive-too-large']);
});

test('a missing number is named, a number twice too', () => {
  const named = (...numbers: string[]) => {
    const files = numbers.map((number) => ({
      path: '',
      size: 1,
      name: `ENT2DVA_Complet_20250915_Eleve_${number}.xml`,
    }));
    const [set] = groupFiles(files).sets;
    assert.ok(set);
    return () => checkSequences(set);
  };
  const code = (expected: string, file: string) => (error: unknown) =>
    error instanceof Refusal && error.finding.code === expected && error.finding.file === file;
  named('0000', '0001')();
  assert.throws(named('0000', '0002'), code('number-missing', 'ENT2DVA_Complet_20250915_Eleve_0001.xml'));
  assert.throws(named('0001'), code('number-missing', 'ENT2DVA_Complet_20250915_Eleve_0000.xml'));
  assert.throws(named('0000', '0000'), code('number-twice', 'ENT2DVA_Complet_20250915_Eleve_0000.xml'));
});
