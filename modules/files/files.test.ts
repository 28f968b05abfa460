import { deepEqual, doesNotMatch, equal, match, ok, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sourceOf } from '../../platform/blobs/blobs.ts';
import { firstOf, newId, sql } from '../../platform/db/db.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { telephoneJpeg } from '../../platform/pictures/testing.ts';
import { type Reply, Visitor } from '../../platform/testing/browser.ts';
import { testKeys } from '../../platform/testing/keys.ts';
import { buildClass, buildGuardian, buildPupil, buildSchool, buildTeacher } from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { signAddress } from './address.ts';
import { deleteUnheld } from './delete.ts';
import { copyAttachments, type FileShown, release } from './index.ts';
import { filesModule } from './register.ts';
import { sweep } from './sweep.ts';
import { boardModule, keysIn } from './testing.tsx';

interface Posted {
  readonly subject: string;
  readonly files: readonly FileShown[];
  readonly words: string;
}

describe('files that hang on something', () => {
  let door: Door;
  const readers = new Set<string>();
  let isPublic = false;
  before(async () => {
    const board = boardModule(async ({ actor }, subjects) =>
      isPublic || (actor && readers.has(actor.personId)) ? new Set(subjects) : new Set(),
    );
    door = await openDoor({ modules: [directoryModule, filesModule, board] });
  });
  after(() => door.close());

  async function buildOne() {
    const school = await buildSchool(door.db, { kind: 'primary' });
    const group = await buildClass(door.db, { school });
    const teacher = await buildTeacher(door.db, { school, classes: [group] });
    const pupil = await buildPupil(door.db, { class: group });
    const mother = await buildGuardian(door.db, { of: pupil });
    const sender = await signInAs(door, teacher.id);
    return { school, teacher, pupil, mother, sender };
  }
  const send = (
    visitor: Visitor,
    name: string,
    bytes: Uint8Array,
    fields: Record<string, string> = {},
  ): Promise<Reply> => visitor.sendFile('/board', { field: 'files', name, bytes }, {}, fields);
  const posted = (reply: Reply): Posted => {
    equal(reply.status, 200, reply.text);
    return reply.json<Posted>();
  };
  /** Follows the link to a file as a browser does, cookies left behind. */
  async function open(visitor: Visitor, id: string, headers: Record<string, string> = {}): Promise<Reply> {
    const led = await visitor.get(`/files/${id}`);
    return led.location ? new Visitor(door.app).get(led.location, headers) : led;
  }

  /** The same address for another file: the first 16 bytes are its id. */
  const swapped = (address: string, id: string): string =>
    Buffer.concat([
      Buffer.from(id.replaceAll('-', ''), 'hex'),
      Buffer.from(address.slice(3), 'base64url').subarray(16),
    ]).toString('base64url');

  it('a teacher’s file reaches who may read what it hangs on, under its own name, and nobody else', async () => {
    const { sender, mother, pupil } = await buildOne();
    const text = 'Sortie au musée le 3 décembre.\n';
    const { files, words } = posted(
      await send(sender, 'Été à la médiathèque.txt', Buffer.from(text), { words: 'ici' }),
    );
    equal(words, 'ici');
    const [file] = files;
    deepEqual(
      [file?.name, file?.type, file?.bytes, file?.scan],
      ['Été à la médiathèque.txt', 'text/plain', Buffer.byteLength(text), 'not-scanned'],
    );
    const id = file?.id ?? '';
    const family = await signInAs(door, mother.id);
    equal((await open(family, id)).status, 404);
    readers.add(mother.id);
    const read = await open(family, id);
    equal(read.status, 200);
    equal(read.text, text);
    match(String(read.headers['content-disposition']), /^attachment; .*filename\*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20la/);
    deepEqual(
      [read.headers['content-type'], read.headers['x-content-type-options'], read.headers['content-security-policy']],
      ['application/octet-stream', 'nosniff', "default-src 'none'; sandbox"],
    );
    equal((await open(await signInAs(door, pupil.id), id)).status, 404);
    const stranger = await signInAs(door, (await buildOne()).teacher.id);
    equal((await open(stranger, id)).status, 404);
    equal((await open(new Visitor(door.app), id)).status, 404);
    isPublic = true;
    equal((await open(new Visitor(door.app), id)).text, text);
    isPublic = false;
  });

  it('its address opens it for five minutes, and not with a sign changed', async () => {
    const { sender } = await buildOne();
    const [file] = posted(await send(sender, 'mot.txt', Buffer.from('Bonjour'))).files;
    const address = (await sender.get(`/files/${file?.id}`)).location ?? '';
    match(address, /^\/f\//);
    const anybody = new Visitor(door.app);
    equal((await anybody.get(address)).status, 200);
    const part = await anybody.get(address, { range: 'bytes=3-5' });
    deepEqual([part.status, part.text, part.headers['content-range']], [206, 'jou', 'bytes 3-5/7']);
    equal((await anybody.get(address, { range: 'bytes=7-' })).status, 416);
    equal((await anybody.get(address, { range: 'bytes=-2' })).text, 'ur');
    const other = posted(await send(sender, 'autre.txt', Buffer.from('Autre'))).files[0]?.id ?? '';
    equal((await anybody.get(`/f/${swapped(address, other)}`)).status, 404);
    equal((await anybody.get(`${address}x`)).status, 404);
    door.clock.advance(5 * 60_000 + 1000);
    equal((await anybody.get(address)).status, 404);
  });

  it('a photo loses what the telephone noted, and is shown small', async () => {
    const { sender } = await buildOne();
    const sent = await telephoneJpeg();
    ok(sent.includes('SecretPhone'));
    const [file] = posted(await send(sender, 'IMG_1.txt', sent)).files;
    deepEqual([file?.type, file?.thumbnail], ['image/jpeg', true]);
    const whole = await open(sender, String(file?.id));
    equal(whole.headers['content-type'], 'image/jpeg');
    ok(!whole.bytes.includes('SecretPhone') && !whole.bytes.includes('Exif'));
    const small = await sender.get(`/files/${file?.id}/thumbnail?size=320`);
    deepEqual([small.status, small.headers['content-type']], [200, 'image/webp']);
    equal((await new Visitor(door.app).get(`/files/${file?.id}/thumbnail`)).status, 404);
  });

  it('a form without a script brings several files and boxes of one name; too many, too large and empty ones are refused', async () => {
    const { sender } = await buildOne();
    const first = posted(await send(sender, 'un.txt', Buffer.from('1'))).files[0]?.id ?? '';
    const both = posted(await send(sender, 'deux.txt', Buffer.from('2'), { filesIds: first }));
    deepEqual(
      both.files.map(({ name }) => name),
      ['un.txt', 'deux.txt'],
    );
    const before = await keysIn(door.storage);
    const large = await send(sender, 'lourd.bin', Buffer.alloc(2_000_001, 1));
    equal(large.status, 413);
    match(large.text, /trop lourd/);
    const empty = await send(sender, 'vide.txt', Buffer.alloc(0));
    equal(empty.status, 422);
    match(empty.text, /vide/);
    // Nothing of what was refused stays in the store.
    deepEqual(await keysIn(door.storage), before);
  });

  it('a file of somebody else cannot be attached, nor one that does not exist', async () => {
    const one = await buildOne();
    const other = await buildOne();
    const id = posted(await send(one.sender, 'un.txt', Buffer.from('1'))).files[0]?.id ?? '';
    for (const filesIds of [id, newId()]) {
      const reply = await other.sender.post('/board', { filesIds });
      equal(reply.status, 422);
      match(reply.text, /n’est plus là/);
    }
  });

  it('what a HEIC photo is, is said kindly', async () => {
    const { sender } = await buildOne();
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
    const reply = await send(sender, 'IMG_2.HEIC', heic);
    equal(reply.status, 422);
    match(reply.text, /iPhone/);
  });

  it('is deleted though the store does not let another one go', async () => {
    const { sender, school } = await buildOne();
    const before = await keysIn(door.storage);
    const stuck: string[] = [];
    for (const name of ['coincé.txt', 'libre.txt']) {
      const { subject } = posted(await send(sender, name, Buffer.from(name), { school: school.id }));
      if (stuck.length === 0) stuck.push(...(await keysIn(door.storage)).filter((key) => !before.includes(key)));
      equal((await sender.post(`/board/${subject}/drop`)).status, 303);
    }
    const { blobs } = door.storage;
    const failing = {
      ...blobs,
      remove: async (key: string) => {
        if (stuck.includes(key)) throw new Error('locked');
        await blobs.remove(key);
      },
    };
    await rejects(deleteUnheld(door.db, failing, door.clock.now()), /locked/);
    deepEqual(
      (await keysIn(door.storage)).filter((key) => !before.includes(key)),
      stuck,
    );
    await deleteUnheld(door.db, blobs, door.clock.now());
    deepEqual(await keysIn(door.storage), before);
  });

  it('is really deleted once nothing holds it: row, bytes, smaller sizes, and what the quotas counted', async () => {
    const { sender, school, teacher } = await buildOne();
    const before = await keysIn(door.storage);
    const { subject, files } = posted(await send(sender, 'photo.jpg', await telephoneJpeg(), { school: school.id }));
    const [file] = files;
    equal((await keysIn(door.storage)).length, before.length + 3);
    const counted = (): Promise<{ school: number; person: number } | undefined> =>
      firstOf(
        door.db,
        sql<{ school: number; person: number }>`
          select (select bytes from files.school_usages where school_id = ${school.id}) as school,
                 (select bytes from files.person_usages where person_id = ${teacher.id}) as person`,
      );
    ok(Number((await counted())?.school) > 0);
    const copy = newId();
    await inTransaction(door.db, (tx) =>
      copyAttachments(tx, { place: 'board.post', subject }, { place: 'board.post', subject: copy }),
    );
    equal((await sender.post(`/board/${subject}/drop`)).status, 303);
    await deleteUnheld(door.db, door.storage.blobs, door.clock.now());
    // The copy still holds it.
    equal((await open(sender, String(file?.id))).status, 200);
    await inTransaction(door.db, (tx) => release(tx, 'board.post', [copy], { at: door.clock.now() }));
    await deleteUnheld(door.db, door.storage.blobs, door.clock.now());
    deepEqual(await keysIn(door.storage), before);
    equal((await open(sender, String(file?.id))).status, 404);
    deepEqual(await counted(), { school: 0, person: 0 });
    equal(await firstOf(door.db, sql`select 1 from files.files where id = ${file?.id}`), undefined);
  });

  it('what no row names is swept from the store after two days, and nothing else', async () => {
    const { sender } = await buildOne();
    const id = posted(await send(sender, 'photo.jpg', await telephoneJpeg())).files[0]?.id ?? '';
    const { blobs } = door.storage;
    await blobs.put('left-by-a-dead-process', sourceOf(Buffer.from('x')));
    const before = await keysIn(door.storage);
    equal(await sweep(door.db, blobs, new Date()), 0);
    equal(await sweep(door.db, blobs, new Date(Date.now() + 3 * 24 * 3_600_000)), 1);
    deepEqual(
      await keysIn(door.storage),
      before.filter((key) => key !== 'left-by-a-dead-process'),
    );
    equal((await open(sender, id)).status, 200);
  });

  it('on another host there are files and nothing else, and none on the product’s own', async () => {
    const filesUrl = 'http://files.localhost';
    const apart = await openDoor({ modules: [directoryModule, filesModule], filesUrl });
    try {
      const ask = (host: string, url: string) => apart.app.inject({ method: 'GET', url, headers: { host } });
      equal((await ask('files.localhost', '/sign-in')).statusCode, 404);
      equal((await ask('localhost', '/sign-in')).statusCode, 200);
      const token = signAddress(testKeys, { fileId: newId(), personId: null }, apart.clock.now());
      equal((await ask('localhost', `/f/${token}`)).headers['content-type'], 'text/plain; charset=utf-8');
      equal((await ask('files.localhost', `/f/${token}`)).statusCode, 404);
      match(
        String((await ask('localhost', '/sign-in')).headers['content-security-policy']),
        /img-src [^;]*http:\/\/files\.localhost/,
      );
    } finally {
      await apart.close();
    }
  });

  it('a page that was opened by mistake under a file’s address says nothing of it', async () => {
    const reply = await new Visitor(door.app).get(`/files/${newId()}`);
    equal(reply.status, 404);
    doesNotMatch(reply.text, /txt/);
  });
});
