import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian, buildPupil } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { NOTES, workOn } from '../builders.ts';
import { collectDue } from '../deliveries/collect.ts';
import { notify } from '../entries/notify.ts';
import { notificationsModule } from '../register.ts';
import { isPushService } from './devices.ts';
import { sendDuePushes } from './send.ts';

const below = [directoryModule, notificationsModule, NOTES, identityModule];

/** A browser as a push service knows it: an address, and the keys with which it alone reads what comes. */
function newBrowser(origin: string) {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys();
  const auth = randomBytes(16);
  const read = (body: Buffer): { title: string; body: string; href: string; tag: string } => {
    const salt = body.subarray(0, 16);
    const theirs = body.subarray(21, 21 + body.readUInt8(20));
    const sealed = body.subarray(21 + theirs.length);
    const derive = (secret: Buffer, by: Buffer, info: Buffer, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', secret, by, info, length));
    const secret = derive(
      pair.computeSecret(theirs),
      auth,
      Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, theirs]),
      32,
    );
    const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const opening = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
  };
  const address = `/push/${newId()}`;
  const form = { endpoint: origin + address, p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') };
  return { address, form, read };
}

describe('a push', () => {
  let door: Door;
  let service: Server;
  let origin: string;
  const received: { address: string; body: Buffer; authorization: string; topic: string }[] = [];
  /** What the service answers at an address; 201 unless said otherwise. */
  const answers = new Map<string, number>();
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule, NOTES] });
    service = createServer(async (request, response) => {
      const body = await buffer(request);
      const status = answers.get(request.url ?? '') ?? 201;
      if (status === 201)
        received.push({
          address: request.url ?? '',
          body,
          authorization: request.headers.authorization ?? '',
          topic: String(request.headers.topic),
        });
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => {
      service.listen(0, '127.0.0.1', resolve);
    });
    origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });
  after(async () => {
    await door.close();
    await new Promise((resolve) => service.close(() => resolve(undefined)));
  });

  const tell = (personId: string, given: { childId?: string; urgent?: 'closing' } = {}): Promise<string> =>
    inTransaction(door.db, (tx) =>
      notify(tx, {
        kind: 'test.note',
        subject: `test.note:${newId()}`,
        schoolId: null,
        href: '/account',
        title: 'Sortie à la piscine',
        words: 'Maillot et bonnet jeudi.',
        publishAt: door.clock.now(),
        urgent: given.urgent,
        to: { query: sql`select ${personId}::uuid as person_id, ${given.childId ?? null}::uuid as child_id` },
      }),
    );
  const round = async (): Promise<number> => {
    const ctx = workOn(door, below);
    await collectDue(ctx);
    return sendDuePushes(ctx);
  };
  const at = (address: string) => received.filter((one) => one.address === address);
  const devices = async (visitor: Visitor): Promise<{ id: string; device: string }[]> =>
    (await visitor.api('GET', '/api/account/notifications')).json<{ devices: { id: string; device: string }[] }>()
      .devices;

  it('reaches the browser that its person opened to it, readable by that browser alone, and nobody before', async () => {
    door.clock.set('2026-11-24T09:00:00Z');
    const noe = await buildPupil(door.db, { givenName: 'Noé', familyName: 'DIALLO' });
    const mother = await buildGuardian(door.db, { of: [noe] });
    await tell(mother.id, { childId: noe.id });
    assert.equal(await round(), 0, 'nobody is called unless the person asked');
    const browser = newBrowser(origin);
    const visitor = await signInAs(door, mother.id);
    assert.match((await visitor.get('/account/notifications')).text, /data-push="[\w-]{87}"/);
    assert.equal((await visitor.post('/account/notifications/devices', browser.form)).status, 303);
    await tell(mother.id, { childId: noe.id });
    assert.equal(await round(), 1);
    assert.equal(await round(), 0);
    const [push] = at(browser.address);
    assert.ok(push);
    const { title, body, href } = browser.read(push.body);
    assert.deepEqual([title, body], ['Mot : Sortie à la piscine (N. D.)', 'Maillot et bonnet jeudi.']);
    assert.match(href, /^\/feed\/[0-9a-f-]{36}$/);
    assert.match(push.authorization, /^vapid t=.+, k=[\w-]{87}$/);
    assert.doesNotMatch(push.body.toString('latin1'), /piscine/);
  });

  it('leaves for each of her devices, and for none that she removed; a stranger removes nothing', async () => {
    door.clock.set('2026-11-24T09:00:00Z');
    const mother = await buildGuardian(door.db);
    const visitor = await signInAs(door, mother.id);
    const [phone, tablet] = [newBrowser(origin), newBrowser(origin)];
    for (const { form } of [phone, tablet]) await visitor.post('/account/notifications/devices', form);
    await tell(mother.id);
    await round();
    assert.deepEqual([at(phone.address).length, at(tablet.address).length], [1, 1]);
    const [first] = await devices(visitor);
    assert.ok(first);
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    await stranger.post(`/account/notifications/devices/${first.id}/remove`);
    assert.equal((await devices(visitor)).length, 2);
    await visitor.post(`/account/notifications/devices/${first.id}/remove`);
    await tell(mother.id);
    await round();
    assert.deepEqual([at(phone.address).length, at(tablet.address).length], [1, 2]);
  });

  it('forgets a browser that is gone, and tries again where the service is in trouble', async () => {
    door.clock.set('2026-11-24T09:00:00Z');
    const mother = await buildGuardian(door.db);
    const visitor = await signInAs(door, mother.id);
    const [gone, troubled] = [newBrowser(origin), newBrowser(origin)];
    answers.set(gone.address, 410);
    answers.set(troubled.address, 503);
    for (const { form } of [gone, troubled]) await visitor.post('/account/notifications/devices', form);
    await tell(mother.id);
    await assert.rejects(round(), /push\.failed-503/);
    assert.deepEqual((await devices(visitor)).length, 1);
    answers.delete(troubled.address);
    door.clock.advance(60_000);
    assert.equal(await round(), 1);
    assert.equal(at(troubled.address).length, 1);
  });

  it('reaches everybody else while one browser’s address fails again and again; one that is refused is not tried again', async () => {
    door.clock.set('2026-11-24T09:00:00Z');
    const [mother, father, later] = [
      await buildGuardian(door.db),
      await buildGuardian(door.db),
      await buildGuardian(door.db),
    ];
    const [failing, refused, fine] = [newBrowser(origin), newBrowser(origin), newBrowser(origin)];
    answers.set(failing.address, 500);
    answers.set(refused.address, 403);
    await (await signInAs(door, mother.id)).post('/account/notifications/devices', failing.form);
    await (await signInAs(door, father.id)).post('/account/notifications/devices', refused.form);
    await (await signInAs(door, later.id)).post('/account/notifications/devices', fine.form);
    await tell(mother.id);
    await tell(father.id);
    await assert.rejects(round(), /push\.failed-500/);
    door.clock.advance(60_000);
    await tell(later.id);
    await assert.rejects(round(), /push\.failed-500/);
    assert.equal(at(fine.address).length, 1, 'what came after the failing one has left');
    const waiting = await rowsOf(
      door.db,
      sql<{ id: string }>`select person_id as id from notifications.deliveries where way = 'push' order by 1`,
    );
    assert.deepEqual(waiting, [{ id: mother.id }]);
    answers.clear();
    door.clock.advance(6 * 86_400_000);
    await round();
    assert.equal(at(failing.address).length, 0, 'after five days it is no news any more');
  });

  it('waits for the morning, and a closed school is told at once', async () => {
    door.clock.set('2026-11-24T21:00:00Z');
    const mother = await buildGuardian(door.db);
    const browser = newBrowser(origin);
    await (await signInAs(door, mother.id)).post('/account/notifications/devices', browser.form);
    await tell(mother.id);
    assert.equal(await round(), 0);
    await tell(mother.id, { urgent: 'closing' });
    assert.equal(await round(), 1);
    door.clock.set('2026-11-25T06:00:10Z');
    assert.equal(await round(), 1);
  });

  it('is sent to push services only, and a browser has one person', async () => {
    for (const [endpoint, fine] of [
      ['https://fcm.googleapis.com/fcm/send/abc', true],
      ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
      ['https://web.push.apple.com/abc', true],
      ['https://fcm.googleapis.com.evil.invalid/x', false],
      ['http://fcm.googleapis.com/x', false],
      ['https://fcm.googleapis.com:8443/x', false],
      ['http://127.0.0.1/x', false],
      ['https://10.0.0.1/x', false],
    ] as const)
      assert.equal(isPushService(endpoint, 'https://ent.invalid'), fine, endpoint);
    const [one, other] = [await buildGuardian(door.db), await buildGuardian(door.db)];
    const [hers, his] = [await signInAs(door, one.id), await signInAs(door, other.id)];
    const { form } = newBrowser(origin);
    await hers.post('/account/notifications/devices', form);
    await his.post('/account/notifications/devices', form);
    assert.deepEqual([(await devices(hers)).length, (await devices(his)).length], [0, 1]);
    assert.equal(
      (await hers.post('/account/notifications/devices', { ...form, endpoint: 'http://10.0.0.1/x' })).status,
      422,
    );
    assert.equal((await hers.post('/account/notifications/devices', { ...form, auth: 'short' })).status, 422);
    const rows = await rowsOf(door.db, sql<{ keys: string }>`select keys from notifications.push_subscriptions`);
    assert.ok(
      rows.every(({ keys }) => !keys.includes(form.auth)),
      'kept sealed',
    );
  });

  it('comes with a script that stays beside the pages, and a page for where there is no network', async () => {
    const visitor = await signInAs(door, (await buildGuardian(door.db)).id);
    const script = await visitor.get('/service-worker.js');
    assert.match(String(script.headers['content-type']), /^text\/javascript/);
    assert.match(script.text, /notificationclick/);
    assert.doesNotMatch(script.text, /^import |export /m);
    assert.match((await visitor.get('/offline')).text, /Pas de réseau/);
  });
});
