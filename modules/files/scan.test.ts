import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clamdScanner } from '../../platform/antivirus/clamd.ts';
import { eicar, openScannerDouble, type ScannerDouble } from '../../platform/antivirus/testing.ts';
import { bytesOf, sourceOf } from '../../platform/blobs/blobs.ts';
import type { Storage } from '../../platform/blobs/storage.ts';
import { rowsOf, sql } from '../../platform/db/db.ts';
import { extensionsOf } from '../../platform/extensions.ts';
import type { WorkContext } from '../../platform/module.ts';
import { telephoneJpeg } from '../../platform/pictures/testing.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { testKeys } from '../../platform/testing/keys.ts';
import { testMailer } from '../../platform/testing/work.ts';
import { buildClass, buildHead, buildSchool, buildTeacher } from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import type { FileShown } from './attach.ts';
import { filesModule } from './register.ts';
import { scanLeftJob } from './scan.ts';
import { boardModule } from './testing.tsx';

describe('files and the virus scanner', () => {
  let door: Door;
  let double: ScannerDouble;
  let tight: ScannerDouble;
  before(async () => {
    double = await openScannerDouble(2_000_000);
    tight = await openScannerDouble(1_000_000);
    door = await openDoor({ modules: [directoryModule, filesModule, boardModule(async () => new Set())] });
  });
  after(async () => {
    await door.close();
    await double.close();
    await tight.close();
  });

  const told = (subject: string): Promise<{ who: string; title: string }[]> =>
    rowsOf(
      door.db,
      sql<{ who: string; title: string }>`
        select r.person_id as who, e.title from notifications.entries e join notifications.recipients r on r.entry_id = e.id
        where e.subject = ${subject} order by r.person_id`,
    );
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
    const large = await send(visitor, 'film.bin', Buffer.alloc(2_000_000, 7));
    put(clamdScanner(tight.address));
    await scanLeftJob.run(work(), {});
    const blocked = await visitor.get(`/files/${large.id}`);
    equal(blocked.status, 410);
    match(blocked.text, /trop lourd pour être examiné/);
    match((await visitor.get('/account/files')).text, /bloqué : trop lourd/);
    put(clamdScanner(double.address));
    const file = await send(visitor, 'mot.txt', Buffer.from('Bonjour'));
    put(clamdScanner('tcp://127.0.0.1:1'));
    await rejects(scanLeftJob.run(work(), {}));
    equal((await visitor.get(`/files/${file.id}`)).status, 409);
    put(clamdScanner(double.address));
    await scanLeftJob.run(work(), {});
    equal((await visitor.get(`/files/${file.id}`)).status, 303);
  });

  it('who sent a dangerous file is told its name, the head that there was one, once a day; another school’s head nothing', async () => {
    put(clamdScanner(double.address));
    const school = await buildSchool(door.db);
    const [head, sender] = [
      await buildHead(door.db, { school }),
      await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] }),
    ];
    await buildHead(door.db, { school: await buildSchool(door.db) });
    const visitor = await signInAs(door, sender.id);
    const [first, second] = [await send(visitor, 'facture.pdf', eicar), await send(visitor, 'jeu.exe', eicar)];
    await scanLeftJob.run(work(), {});
    deepEqual(await told(`files.blocked:${first.id}`), [{ who: sender.id, title: 'Fichier bloqué : facture.pdf' }]);
    deepEqual(await told(`files.blocked:${second.id}`), [{ who: sender.id, title: 'Fichier bloqué : jeu.exe' }]);
    deepEqual(await told(`files.danger:${first.id}`), [{ who: head.id, title: 'Un fichier dangereux a été arrêté' }]);
    deepEqual(await told(`files.danger:${second.id}`), []);
    door.clock.advance(25 * 3_600_000);
    const third = await send(await signInAs(door, sender.id), 'encore.exe', eicar);
    await scanLeftJob.run(work(), {});
    equal((await told(`files.danger:${third.id}`)).length, 1);
  });

  it('one file that the scanner cannot look at does not keep the others waiting', async () => {
    const visitor = await teacher();
    put(clamdScanner(double.address));
    const [strange, plain] = [
      await send(visitor, 'étrange.txt', Buffer.from('étrange')),
      await send(visitor, 'mot.txt', Buffer.from('Bonjour')),
    ];
    const real = clamdScanner(double.address);
    put({
      async scan(source) {
        const bytes = await bytesOf(source);
        if (bytes.toString() === 'étrange') throw new Error('clamd says: nothing');
        return real.scan(sourceOf(bytes));
      },
    });
    await rejects(scanLeftJob.run(work(), {}), /nothing/);
    equal((await visitor.get(`/files/${strange.id}`)).status, 409);
    equal((await visitor.get(`/files/${plain.id}`)).status, 303);
  });
});
