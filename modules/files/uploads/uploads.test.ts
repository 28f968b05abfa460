import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { StoreFull } from '../../../platform/blobs/blobs.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { telephoneJpeg } from '../../../platform/pictures/testing.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import { buildClass, buildPupil, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, openTestSession } from '../../identity/builders.ts';
import { SESSION_COOKIE } from '../../identity/sessions/authenticate.ts';
import { deleteUnheld } from '../delete.ts';
import { filesModule } from '../register.ts';
import { KEPT_UNHELD } from '../rules.ts';
import { boardModule, keysIn, sha256 } from '../testing.tsx';

/** A program that speaks tus, in the name of one person. */
class Sender {
  readonly door: Door;
  readonly cookie: string;
  readonly visitor: Visitor;

  constructor(door: Door, token: string) {
    this.door = door;
    this.cookie = `${SESSION_COOKIE}=${token}`;
    this.visitor = new Visitor(door.app);
    this.visitor.setCookie(SESSION_COOKIE, token);
  }

  ask(
    method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE',
    url: string,
    headers: Record<string, string> = {},
    payload?: InjectOptions['payload'],
  ): Promise<LightMyRequestResponse> {
    const own = { host: 'localhost', cookie: this.cookie, 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0' };
    return this.door.app.inject({
      method,
      url,
      headers: { ...own, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  async announce(bytes: number, name = 'film.mp4', more = ''): Promise<LightMyRequestResponse> {
    const metadata = `filename ${Buffer.from(name).toString('base64')}${more}`;
    return this.ask('POST', '/files', { 'upload-length': String(bytes), 'upload-metadata': metadata });
  }

  async begin(bytes: number, name?: string): Promise<string> {
    const reply = await this.announce(bytes, name);
    equal(reply.statusCode, 201, reply.body);
    return String(reply.headers.location);
  }

  send(address: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}) {
    const own = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    return this.ask('PATCH', address, { ...own, ...headers }, Buffer.from(bytes));
  }

  async offset(address: string): Promise<number> {
    return Number((await this.ask('HEAD', address)).headers['upload-offset']);
  }
}

const idOf = (address: string): string => address.split('/').at(-1) ?? '';

describe('uploads that go on after a cut', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, boardModule(async () => new Set())] });
  });
  after(() => door.close());

  const as = async (person: { readonly id: string }): Promise<Sender> =>
    new Sender(door, await openTestSession(door.db, person.id, door.clock));
  async function teacher(): Promise<Sender> {
    const school = await buildSchool(door.db);
    return as(await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] }));
  }
  const row = (address: string) =>
    firstOf(
      door.db,
      sql<{ name: string; sha256: string; bytes: number; type: string; segments: number }>`
        select name, sha256, bytes, media_type as type, (select count(*) from files.segments s where s.file_id = f.id) as segments
        from files.files f where id = ${idOf(address)}::uuid`,
    );

  it('a file in one go: its name with accents composed, its hash, its bytes; then it can be attached', async () => {
    const sender = await teacher();
    const bytes = randomBytes(3_000_000);
    const address = await sender.begin(bytes.length, '../Été a\u0300 \u202Efdp.exe');
    const reply = await sender.send(address, 0, bytes);
    deepEqual([reply.statusCode, reply.headers['upload-offset']], [204, '3000000']);
    deepEqual(await row(address), {
      name: 'Été à fdp.exe',
      sha256: sha256(bytes),
      bytes: 3_000_000,
      type: 'application/octet-stream',
      segments: 0,
    });
    equal((await sender.visitor.post('/board', { filesIds: idOf(address) })).status, 200);
    const led = await sender.visitor.get(`/files/${idOf(address)}`);
    deepEqual(sha256((await new Visitor(door.app).get(led.location ?? '')).bytes), sha256(bytes));
  });

  it('goes on where it was cut, piece by piece, and leaves one value in the store', async () => {
    const sender = await teacher();
    const before = (await keysIn(door.storage)).length;
    const bytes = randomBytes(100_000);
    const address = await sender.begin(bytes.length);
    equal(await sender.offset(address), 0);
    equal((await sender.send(address, 0, bytes.subarray(0, 40_000))).statusCode, 204);
    equal(await sender.offset(address), 40_000);
    equal((await sender.send(address, 0, bytes)).statusCode, 409);
    equal((await sender.send(address, 50_000, bytes.subarray(50_000))).statusCode, 409);
    equal((await sender.send(address, 40_000, bytes.subarray(40_000, 70_000))).statusCode, 204);
    equal((await sender.visitor.post('/board', { filesIds: idOf(address) })).status, 422);
    equal((await sender.send(address, 70_000, bytes.subarray(70_000))).statusCode, 204);
    equal((await row(address))?.sha256, sha256(bytes));
    equal(await sender.offset(address), 100_000);
    equal((await keysIn(door.storage)).length, before + 1);
  });

  it('a line that is really cut leaves what came, and the upload goes on from there', async () => {
    const sender = await teacher();
    if (!door.app.server.listening) await door.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = door.app.server.address() as AddressInfo;
    const bytes = randomBytes(2_000_000);
    const address = await sender.begin(bytes.length);
    let line: Socket | undefined;
    door.app.server.once('connection', (socket: Socket) => {
      line = socket;
    });
    const half = request({
      port,
      host: '127.0.0.1',
      method: 'PATCH',
      path: address,
      headers: {
        host: 'localhost',
        cookie: sender.cookie,
        'sec-fetch-site': 'same-origin',
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': String(bytes.length),
      },
    });
    half.on('error', () => undefined);
    half.write(bytes.subarray(0, 1_200_000));
    // The server reads no further than the store takes: most of this has gone through.
    await until('half of it has come', () => (line?.bytesRead ?? 0) > 1_200_000);
    half.destroy();
    const offset = await sender.offset(address);
    ok(offset > 500_000 && offset <= 1_200_000, String(offset));
    equal((await sender.send(address, offset, bytes.subarray(offset))).statusCode, 204);
    equal((await row(address))?.sha256, sha256(bytes));
  });

  it('ten uploads at once do not pass a pupil’s quota, and its sentence says what to do', async () => {
    const school = await buildSchool(door.db);
    const sender = await as(await buildPupil(door.db, { class: await buildClass(door.db, { school }) }));
    const replies = await Promise.all(Array.from({ length: 10 }, () => sender.announce(100_000_000)));
    const statuses = replies.map(({ statusCode }) => statusCode).sort((one, other) => one - other);
    deepEqual(statuses, [201, 201, 201, 201, 201, 413, 413, 413, 413, 413]);
    match(replies.find(({ statusCode }) => statusCode === 413)?.body ?? '', /Mes fichiers/);
    // What is given up makes room again, once it is really gone.
    const address = String(replies.find(({ statusCode }) => statusCode === 201)?.headers.location);
    equal((await sender.ask('DELETE', address)).statusCode, 204);
    await deleteUnheld(door.db, door.storage.blobs, door.clock.now());
    equal((await sender.announce(100_000_000)).statusCode, 201);
  });

  it('ten teachers at once do not pass the quota of their school', async () => {
    const school = await buildSchool(door.db);
    const senders = [];
    for (let count = 0; count < 12; count += 1) {
      const group = await buildClass(door.db, { school });
      senders.push(await as(await buildTeacher(door.db, { school, classes: [group] })));
    }
    const replies = await Promise.all(senders.map((sender) => sender.announce(1_000_000_000)));
    equal(replies.filter(({ statusCode }) => statusCode === 201).length, 10);
    match(replies.find(({ statusCode }) => statusCode === 413)?.body ?? '', /espace de l’établissement/);
  });

  it('nobody else sees, feeds or ends it', async () => {
    const [owner, stranger] = [await teacher(), await teacher()];
    const address = await owner.begin(1_000);
    equal((await stranger.ask('HEAD', address)).statusCode, 404);
    equal((await stranger.send(address, 0, randomBytes(10))).statusCode, 404);
    equal((await stranger.ask('DELETE', address)).statusCode, 404);
    equal(await owner.offset(address), 0);
    const anybody = new Sender(door, 'nobody');
    equal((await anybody.ask('HEAD', address)).statusCode, 401);
    equal((await anybody.announce(10)).statusCode, 401);
  });

  it('bytes that were altered on the way are not kept; more than was announced is refused', async () => {
    const sender = await teacher();
    const bytes = randomBytes(1_000);
    const address = await sender.begin(bytes.length);
    const checksum = (of: Uint8Array): Record<string, string> => ({
      'upload-checksum': `sha256 ${Buffer.from(sha256(of), 'hex').toString('base64')}`,
    });
    equal((await sender.send(address, 0, bytes, checksum(randomBytes(1_000)))).statusCode, 460);
    equal((await sender.send(address, 0, randomBytes(1_001))).statusCode, 409);
    equal(await sender.offset(address), 0);
    equal((await sender.send(address, 0, bytes, checksum(bytes))).statusCode, 204);
    equal((await row(address))?.sha256, sha256(bytes));
  });

  it('what does not speak the protocol is refused: no version, no length, nothing, too much, no stream', async () => {
    const sender = await teacher();
    equal((await sender.ask('POST', '/files', { 'tus-resumable': '0.2.0', 'upload-length': '5' })).statusCode, 412);
    equal((await sender.ask('POST', '/files')).statusCode, 400);
    equal((await sender.announce(0)).statusCode, 422);
    equal((await sender.announce(1_100_000_001)).statusCode, 413);
    const address = await sender.begin(5);
    const reply = await sender.ask('PATCH', address, { 'content-type': 'text/plain', 'upload-offset': '0' }, 'abcde');
    equal(reply.statusCode, 415);
    equal(
      (await sender.ask('POST', '/files', { 'sec-fetch-site': 'cross-site', 'upload-length': '5' })).statusCode,
      403,
    );
  });

  it('a HEIC photo that calls itself something else is refused at its end, and goes', async () => {
    const sender = await teacher();
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(2_000)]);
    const address = await sender.begin(heic.length, 'photo.jpg');
    const reply = await sender.send(address, 0, heic);
    equal(reply.statusCode, 422);
    match(reply.body, /iPhone/);
    await deleteUnheld(door.db, door.storage.blobs, door.clock.now());
    equal((await sender.ask('HEAD', address)).statusCode, 404);
  });

  it('a photo is written anew, and counts what it weighs then', async () => {
    const sender = await teacher();
    const photo = await telephoneJpeg();
    const address = await sender.begin(photo.length, 'IMG_0001.JPG');
    equal((await sender.send(address, 0, photo)).statusCode, 204);
    const file = await row(address);
    equal(file?.type, 'image/jpeg');
    const counted = await firstOf(
      door.db,
      sql<{ counted: number; usage: number }>`
        select f.counted, u.bytes as usage from files.files f join files.person_usages u on u.person_id = f.holder_id
        where f.id = ${idOf(address)}::uuid`,
    );
    deepEqual(counted, { counted: Math.min(photo.length, Number(file?.bytes)), usage: counted?.counted });
  });

  it('an upload that was given up is freed after a day, with its pieces', async () => {
    const sender = await teacher();
    const before = await keysIn(door.storage);
    const address = await sender.begin(50_000);
    equal((await sender.send(address, 0, randomBytes(20_000))).statusCode, 204);
    const now = door.clock.now();
    await deleteUnheld(door.db, door.storage.blobs, new Date(now.getTime() + KEPT_UNHELD - 1));
    equal(await sender.offset(address), 20_000);
    await deleteUnheld(door.db, door.storage.blobs, new Date(now.getTime() + KEPT_UNHELD));
    equal((await sender.ask('HEAD', address)).statusCode, 404);
    ok((await keysIn(door.storage)).length <= before.length);
  });

  it('a full disk is a sentence, and nothing half stays', async () => {
    const sender = await teacher();
    const address = await sender.begin(50_000);
    const { blobs } = door.storage;
    const before = await keysIn(door.storage);
    const put = blobs.put;
    // The disk is the outside world here: it takes half and then has no room.
    Object.assign(blobs, {
      put: async (key: string, source: AsyncIterable<Uint8Array>) => {
        for await (const piece of source) if (piece.length > 0) break;
        throw new StoreFull(key);
      },
    });
    try {
      const reply = await sender.send(address, 0, randomBytes(50_000));
      equal(reply.statusCode, 507);
      match(reply.body, /plus de place/);
    } finally {
      Object.assign(blobs, { put });
    }
    deepEqual(await keysIn(door.storage), before);
    equal((await sender.send(address, 0, randomBytes(50_000))).statusCode, 204);
  });
});
