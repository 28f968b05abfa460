import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clamdScanner } from '../../platform/antivirus/clamd.ts';
import { eicar, openScannerDouble, type ScannerDouble } from '../../platform/antivirus/testing.ts';
import { sourceOf } from '../../platform/blobs/blobs.ts';
import type { Storage } from '../../platform/blobs/storage.ts';
import { extensionsOf } from '../../platform/extensions.ts';
import type { WorkContext } from '../../platform/module.ts';
import { telephoneJpeg } from '../../platform/pictures/testing.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { testKeys } from '../../platform/testing/keys.ts';
import { testMailer } from '../../platform/testing/work.ts';
import { buildClass, buildSchool, buildTeacher } from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import type { FileShown } from './attach.ts';
import { filesModule } from './register.ts';
import { scanLeftJob } from './scan.ts';
import { boardModule } from './testing.tsx';

describe('files and the virus scanner', () => {
  let door: Door;
  let double: ScannerDouble;
  before(async () => {
    double = await openScannerDouble(2_000_000);
    door = await openDoor({ modules: [directoryModule, filesModule, boardModule(async () => new Set())] });
  });
  after(async () => {
    await door.close();
    await double.close();
  });

  const put = (scanner: Storage['scanner']): void => void Object.assign(door.storage, { scanner });
  const work = (): WorkContext => ({
    db: door.db,
    clock: door.clock,
    mailer: testMailer(),
    settings: { publicUrl: 'http://localhost', dataDir: 'var' },
    keys: testKeys,
    extensions: extensionsOf([]),
    storage: door.storage,
    signal: new AbortController().signal,
    log: () => undefined,
    enqueue: async () => undefined,
  });
  async function teacher(): Promise<Visitor> {
    const school = await buildSchool(door.db);
    const person = await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] });
    return signInAs(door, person.id);
  }
  async function send(visitor: Visitor, name: string, bytes: Uint8Array): Promise<FileShown> {
    const reply = await visitor.sendFile('/board', { field: 'files', name, bytes });
    equal(reply.status, 200, reply.text);
    return reply.json<{ files: FileShown[] }>().files[0] as FileShown;
  }

  it('with a scanner nothing leaves that it has not seen; what it finds stays blocked, and everybody reads why', async () => {
    put(clamdScanner(double.address));
    const visitor = await teacher();
    const good = await send(visitor, 'photo.jpg', await telephoneJpeg());
    const bad = await send(visitor, 'facture.pdf', eicar);
    deepEqual([good.scan, bad.scan], ['waiting', 'waiting']);
    const early = await visitor.get(`/files/${good.id}`);
    equal(early.status, 409);
    match(early.text, /pas encore examiné/);
    equal((await visitor.get(`/files/${good.id}/thumbnail`)).status, 404);
    match((await visitor.get('/account/files')).text, /analyse antivirus en cours/);
    await scanLeftJob.run(work(), {});
    equal((await visitor.get(`/files/${good.id}`)).status, 303);
    equal((await visitor.get(`/files/${good.id}/thumbnail`)).status, 200);
    const blocked = await visitor.get(`/files/${bad.id}`);
    equal(blocked.status, 410);
    match(blocked.text, /a trouvé un danger/);
    match((await visitor.get('/account/files')).text, /bloqué/);
  });

  it('an address given before it was found opens nothing after', async () => {
    put(undefined);
    const visitor = await teacher();
    const bad = await send(visitor, 'jeu.exe', eicar);
    equal(bad.scan, 'not-scanned');
    match((await visitor.get('/account/files')).text, /non analysé/);
    const address = (await visitor.get(`/files/${bad.id}`)).location ?? '';
    equal((await visitor.get(address)).status, 200);
    put(clamdScanner(double.address));
    equal((await visitor.get(address)).status, 404);
    await scanLeftJob.run(work(), {});
    equal((await visitor.get(address)).status, 404);
    // What was found stays blocked when the scanner goes.
    put(undefined);
    await scanLeftJob.run(work(), {});
    equal((await visitor.get(`/files/${bad.id}`)).status, 410);
  });

  it('what is larger than the scanner takes stays blocked; a scanner that does not answer blocks and is asked again', async () => {
    put(clamdScanner(double.address));
    equal(await clamdScanner(double.address).scan(sourceOf(Buffer.alloc(1_999_999))), undefined);
    match((await clamdScanner(double.address).scan(sourceOf(Buffer.alloc(2_000_001)))) ?? '', /larger/);
    const visitor = await teacher();
    const file = await send(visitor, 'mot.txt', Buffer.from('Bonjour'));
    put(clamdScanner('tcp://127.0.0.1:1'));
    await rejects(scanLeftJob.run(work(), {}));
    equal((await visitor.get(`/files/${file.id}`)).status, 409);
    put(clamdScanner(double.address));
    await scanLeftJob.run(work(), {});
    equal((await visitor.get(`/files/${file.id}`)).status, 303);
  });
});
