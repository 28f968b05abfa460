import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import yauzl from 'yauzl';
import { generateAcademy } from './academy.ts';
import * as damage from './damage.ts';
import * as objects from './damaged-objects.ts';
import { DEMO_SCHOOLS } from './demo-plan.ts';
import { firstOf, readDelivery, readRequests, valuesOf } from './read-back.ts';

const root = mkdtempSync(join(tmpdir(), 'academy-damage-'));
after(() => rmSync(root, { recursive: true }));

let primary: string;
let secondary: string;
let delta: string;
let count = 0;
const out = (): string => join(root, `out${count++}`);
const pupils = (folder: string) => readDelivery(folder).filter((one) => one.category === 'Eleve');

before(async () => {
  const written = await generateAcademy({
    size: 'demo',
    seed: 1,
    date: '2025-09-15',
    out: join(root, 'sound'),
    delta: true,
    format: 'folder',
  });
  [primary = '', secondary = '', , delta = ''] = written.map((one) => one.path);
});

/** Names and sizes of a tgz's members; rejects on a broken archive. */
async function tarMembers(path: string): Promise<{ name: string; type: string; size: number }[]> {
  const members: { name: string; type: string; size: number }[] = [];
  const reader = extract();
  const gunzip = createReadStream(path).pipe(createGunzip());
  gunzip.on('error', (error) => reader.destroy(error));
  for await (const entry of gunzip.pipe(reader)) {
    const { name, type, size } = entry.header;
    members.push({ name, type: String(type), size: size ?? 0 });
    entry.resume();
  }
  return members;
}

function zipMembers(path: string): Promise<{ name: string; size: number; packed: number }[]> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, decodeStrings: false }, (error, zip) => {
      if (error) return reject(error);
      const members: { name: string; size: number; packed: number }[] = [];
      zip.on('entry', (entry: yauzl.Entry) => {
        members.push({ name: String(entry.fileName), size: entry.uncompressedSize, packed: entry.compressedSize });
        zip.readEntry();
      });
      zip.on('end', () => resolve(members));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

describe('a damaged container', () => {
  it('stops in the middle of a file', () => {
    assert.throws(() => readDelivery(damage.truncateXml(secondary, out())));
  });

  it('is an archive cut in transit', async () => {
    await assert.rejects(tarMembers(await damage.truncateArchive(secondary, out(), 'tgz')));
    await assert.rejects(zipMembers(await damage.truncateArchive(secondary, out(), 'zip')));
  });

  it('misses a number in a sequence', () => {
    const names = readdirSync(damage.loseNumber(secondary, out())).filter((name) => name.includes('_PersRelEleve_'));
    assert.deepEqual(
      names.map((name) => name.slice(-8, -4)),
      ['0000', '0002'],
    );
  });

  it('has another root', () => {
    assert.throws(() => readDelivery(damage.changeRoot(primary, out())), /out of place/);
  });

  it('declares entities, external or exploding', () => {
    const read = (folder: string) => readFileSync(damage.fileOf(folder, /_Eleve_0000/), 'latin1');
    const external = read(damage.insertExternalEntity(secondary, out()));
    assert.ok(external.includes('<!ENTITY leak SYSTEM "file:///etc/passwd">') && external.includes('>&leak;<'));
    const bomb = read(damage.insertEntityBomb(primary, out()));
    assert.ok(bomb.includes('<!ENTITY lol9 "&lol8;') && bomb.includes('>&lol9;<'));
  });

  it('lies about its charset, or says nothing of it', () => {
    assert.throws(() => readDelivery(damage.lieAboutCharset(primary, out())), TypeError);
    const bytes = readFileSync(damage.fileOf(damage.dropDeclaration(primary, out()), /_Eleve_0000/));
    assert.ok(bytes.subarray(0, 9).toString() === '<!DOCTYPE');
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    assert.equal(readRequests(new TextDecoder('iso-8859-15').decode(bytes), 'it').length, 250);
  });

  it('is dated before the last one, name, files and comments', () => {
    const folder = damage.datedEarlier(secondary, out());
    assert.equal(basename(folder), 'ENT2DVA.20250816.Complet');
    assert.ok(readdirSync(folder).every((name) => name.includes('_20250816_')));
    assert.ok(readFileSync(damage.fileOf(folder, /_Mef/), 'utf8').includes('dateGenerationExport="16/08/2025"'));
    assert.equal(pupils(folder).length, pupils(secondary).length);
  });

  it('climbs out of its folder, links elsewhere, explodes, or lies about its size', async () => {
    assert.ok(
      (await tarMembers(await damage.climbOut(primary, out(), 'tgz'))).some(
        (one) => one.name === '../../climbed-out.xml',
      ),
    );
    const climbing = await damage.climbOut(primary, out(), 'zip');
    await assert.rejects(zipMembers(climbing).then((list) => assert.ok(list.every((one) => !one.name.includes('..')))));
    assert.ok((await tarMembers(await damage.insertLink(primary, out()))).some((one) => one.type === 'symlink'));
    for (const format of ['tgz', 'zip'] as const) {
      const bomb = await damage.insertBomb(primary, out(), format, 8);
      const members = format === 'tgz' ? await tarMembers(bomb) : await zipMembers(bomb);
      assert.ok(members.some((one) => one.name.includes('_Bombe_') && one.size === 8 * 1024 * 1024));
      assert.ok(statSync(bomb).size < 1_000_000);
    }
    const liar = await zipMembers(damage.lieAboutSize(primary, out()));
    assert.equal(liar.at(-1)?.size, 1000);
    assert.ok((liar.at(-1)?.packed ?? 0) > 1000);
  });
});

describe('damaged objects', () => {
  it('repeat an identifier, or contradict it', () => {
    for (const folder of [primary, secondary]) {
      const { path, about } = objects.repeatPupil(folder, out());
      assert.equal(pupils(path).filter((one) => one.id === about[0]).length, 2);
      const contrary = objects.contradictIdentifier(folder, out());
      const pupil = pupils(contrary.path).find((one) => one.id === contrary.about[0]);
      assert.notEqual(firstOf(pupil, 'ENTPersonJointure'), pupil?.id);
    }
  });

  it('name people, schools and classes that nobody describes', () => {
    for (const folder of [primary, secondary]) {
      const guardians = objects.nameUnknownGuardian(folder, out());
      const texts = pupils(guardians.path).flatMap((one) =>
        valuesOf(one, 'ENTElevePersRelEleve', 'ENTEleveAutoriteParentale'),
      );
      assert.equal(texts.filter((text) => text.startsWith('999999999$')).length, 3);
      const school = objects.nameUnknownSchool(folder, out());
      assert.ok(pupils(school.path).some((one) => firstOf(one, 'ENTPersonStructRattach') === '999999999'));
      const child = objects.nameUnknownPupil(folder, out());
      const guardian = readDelivery(child.path).find((one) => one.id === child.about[0]);
      assert.deepEqual(valuesOf(guardian, 'ENTAuxPersRelEleveEleve', 'ENTPersRelEleveEleve'), ['999999999']);
    }
    const unknown = objects.nameUnknownClass(secondary, out());
    const pupil = pupils(unknown.path).find((one) => one.id === unknown.about[0]);
    assert.match(firstOf(pupil, 'ENTEleveClasses'), /\$9Z INCONNUE$/);
  });

  it('turn in circles, or sit in two classes', () => {
    const circle = objects.attachInCircle(secondary, out());
    const structures = readDelivery(circle.path).filter((one) => one.category === 'EtabEducNat');
    const parent = (id: string) =>
      firstOf(
        structures.find((one) => one.id === id),
        'ENTEtablissementStructRattachFctl',
      );
    const [college = ''] = circle.about;
    assert.equal(parent(parent(college)), college);
    for (const folder of [primary, secondary]) {
      const twice = objects.seatTwice(folder, out());
      const pupil = pupils(twice.path).find((one) => one.id === twice.about[0]);
      const classes = valuesOf(pupil, 'ENTEleveClasses', 'ENTPersonClasses');
      assert.equal(new Set(classes).size, 2);
      assert.equal(new Set(classes.map((text) => text.split('$')[0])).size, 1);
    }
  });

  it('carry an attribute nobody knows, or delete whom nobody knows', () => {
    const { path } = objects.addUnknownAttribute(secondary, out());
    assert.ok(pupils(path).some((one) => one.attributes.has('ENTEleveAttributInconnu')));
    const gone = objects.deleteUnknown(delta, out());
    assert.ok(pupils(gone.path).some((one) => one.request === 'deleteRequest' && one.id === gone.about[0]));
  });

  it('are missing: six pupils of a school out of ten', () => {
    const school = DEMO_SCHOOLS.elementary.id;
    const of = (folder: string) =>
      pupils(folder).filter((one) => firstOf(one, 'ENTPersonStructRattach') === school).length;
    const { path, about } = objects.emptySchool(primary, out(), school);
    assert.equal(of(path), of(primary) - about.length);
    assert.ok(Math.abs(about.length / of(primary) - 0.6) < 0.01);
    assert.equal(pupils(path).length, pupils(primary).length - about.length);
  });
});
