import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { firstOf, newId, sql } from '../../platform/db/db.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { testMailer } from '../../platform/testing/work.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from '../directory/builders.ts';
import { refreshCircles } from '../directory/index.ts';
import { directoryModule } from '../directory/register.ts';
import { filesModule } from '../files/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { identityModule } from '../identity/register.ts';
import { giveAddress, workOn } from '../notifications/builders.ts';
import { collectDue } from '../notifications/deliveries/collect.ts';
import { sendDueMails } from '../notifications/mails/send.ts';
import { notificationsModule } from '../notifications/register.ts';
import { safetyModule } from '../safety/register.ts';
import { messagingModule } from './register.ts';
import { releaseDue } from './sending/release.ts';
import { tellSent } from './sending/tell.ts';

const MORNING = '2026-11-24T07:30:00Z';

describe('messages that are kept back', () => {
  let door: Door;
  let group: BuiltGroup;
  let pupil: BuiltPupil;
  let mother: BuiltPerson;
  let father: BuiltPerson;
  let teacher: BuiltAdult;
  let head: BuiltAdult;
  let schoolId: string;
  before(async () => {
    door = await openDoor({
      modules: [directoryModule, filesModule, notificationsModule, safetyModule, messagingModule],
    });
    const { db } = door;
    const school = await buildSchool(db, { kind: 'elementary' });
    schoolId = school.id;
    group = await buildClass(db, { school, label: 'CE1 Roux' });
    pupil = await buildPupil(db, { class: group });
    mother = await buildGuardian(db, { of: pupil });
    father = await buildGuardian(db, { of: pupil, relation: 'father' });
    teacher = await buildTeacher(db, { classes: [group], familyName: 'ROUX', givenName: 'Claire' });
    head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], '2026-11-24');
  });
  afterEach(async () => {
    door.clock.set(MORNING);
    await liftStops();
  });
  after(() => door.close());

  const liftStops = (): Promise<unknown> =>
    sql`update safety.stops set ended_at = started_at where ended_at is null`.execute(door.db);
  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const person = ({ uid }: { readonly uid: string }): string => `person:${uid}`;
  const sent = async (visitor: Visitor, given: Record<string, unknown>): Promise<{ id: string; state: string }> => {
    const reply = await visitor.api('POST', '/api/messages/new', {
      subject: 'Piscine',
      text: 'Pensez au maillot.',
      requestKey: newId(),
      ...given,
    });
    equal(reply.status, 200, reply.text);
    return reply.json<{ id: string; state: string }>();
  };
  const has = async (visitor: Visitor, id: string, query = ''): Promise<boolean> =>
    (await visitor.api('GET', `/api/messages${query}`))
      .json<{ messages: { id: string }[] }>()
      .messages.some((line) => line.id === id);
  const release = (): Promise<number> =>
    releaseDue({ db: door.db, clock: door.clock, log: () => undefined, signal: new AbortController().signal });
  const stop = async (given: Record<string, string> = {}): Promise<void> => {
    const reply = await (await as(head)).post('/emergency-stop', {
      place: `school:${schoolId}`,
      reason: 'Un compte a été volé',
      ...given,
    });
    equal(reply.status, 303, reply.text);
  };

  it('by a stop of reading are neither listed, opened, handed on, taken away nor searched; what one wrote oneself is', async () => {
    const [hers, theirs] = [await as(mother), await as(teacher)];
    const reply = await theirs.sendFile(
      '/messages/new',
      { field: 'files', name: 'Ne pas lire.txt', bytes: Buffer.from('Une horreur.') },
      {},
      {
        act: 'send',
        to: person(mother),
        subject: 'Une horreur',
        text: 'À ne pas lire.',
        requestKey: newId(),
        draft: newId(),
      },
    );
    equal(reply.status, 303, reply.text);
    const row = await firstOf(
      door.db,
      sql<{ id: string }>`select id from messaging.messages where subject = 'Une horreur'`,
    );
    const id = row?.id ?? '';
    const file = /href="(\/files\/[0-9a-f-]{36})"/.exec((await hers.get(`/messages/${id}`)).text)?.[1] ?? '';
    const ways = [
      '/messages',
      '/messages?box=archive',
      '/messages?box=sent&q=horreur',
      `/messages/${id}`,
      `/messages/new?kind=forward&of=${id}`,
      `/messages/${id}/message.eml`,
      '/messages/messages.mbox',
    ];
    for (const way of ways) equal((await hers.get(way)).status, 200, way);
    equal((await hers.get(file)).status, 303);
    await stop({ reading: 'yes' });
    for (const way of ways) {
      const refused = await hers.get(way);
      equal(refused.status, 423, way);
      doesNotMatch(refused.text, /À ne pas lire/);
    }
    match((await hers.get('/messages')).text, /La lecture des messages est suspendue/);
    equal((await hers.get(file)).status, 404);
    for (const way of ['/messages?box=sent', '/messages?box=waiting', `/messages/${id}`])
      equal((await theirs.get(way)).status, 200, way);
    equal((await (await as(await buildTeacher(door.db))).get('/messages')).status, 200, 'elsewhere people read');
  });

  it('by a stop of reading show neither subject nor words at home, in the feed, by mail; the mail leaves afterwards', async () => {
    const { id } = await sent(await as(teacher), {
      to: [person(mother)],
      subject: 'Sujet affreux',
      text: 'Mots affreux.',
    });
    const mailer = testMailer();
    const ctx = workOn(door, [directoryModule, notificationsModule, messagingModule, identityModule], { mailer });
    const mine = (): string[] => mailer.sent.filter(({ to }) => to.address === address).map(({ subject }) => subject);
    const address = await giveAddress(door, mother.id);
    await (await as(mother)).post('/account/notifications', { mail: 'now' });
    await tellSent(ctx);
    await collectDue(ctx);
    match((await (await as(mother)).get('/feed')).text, /Sujet affreux/);
    await stop({ reading: 'yes' });
    const hers = await as(mother);
    for (const page of ['/', '/feed', '/api/feed']) doesNotMatch((await hers.get(page)).text, /affreux/, page);
    await sendDueMails(ctx);
    deepEqual(mine(), []);
    await liftStops();
    door.clock.advance(11 * 60_000);
    await sendDueMails(ctx);
    equal(mine().length, 1);
    match(mine()[0] ?? '', /affreux|nouvelles/);
    ok(id);
  });

  it('stay readable by a stop of writing alone', async () => {
    const { id } = await sent(await as(teacher), { to: [person(mother)] });
    await stop();
    equal((await (await as(mother)).get(`/messages/${id}`)).status, 200);
  });

  it('that wait for their hour do not leave while a stop holds, and leave once it is lifted', async () => {
    const hers = await as(mother);
    const { id } = await sent(hers, { to: [person(teacher)], on: '2026-11-24', at: '09:30' });
    await stop();
    door.clock.set('2026-11-24T08:30:00Z');
    equal(await release(), 0);
    equal(await release(), 0);
    await liftStops();
    door.clock.advance(300_000);
    equal(await release(), 1);
    ok(await has(await as(teacher), id));
  });

  it('written as an answer reach at their hour only whom their author may still write to, besides who wrote first', async () => {
    const [elder, younger] = [await buildPupil(door.db, { class: group }), await buildPupil(door.db, { class: group })];
    const guardian = await buildGuardian(door.db, { of: [elder, younger] });
    await refreshCircles(door.db, [schoolId], '2026-11-24');
    const asked = await sent(await as(teacher), { to: [person(guardian)], subject: 'Une question' });
    const { id } = await sent(await as(guardian), {
      kind: 'reply',
      of: asked.id,
      to: [person(teacher), person(elder)],
      on: '2026-11-24',
      at: '09:30',
    });
    await suspendAccess(door.db, { guardian, child: elder });
    door.clock.set('2026-11-24T08:30:00Z');
    equal(await release(), 1);
    ok(await has(await as(teacher), id), 'who asked has the answer');
    equal(await has(await as(elder), id), false);
  });

  it('by their author are a draft with their files, and the same form sends them anew', async () => {
    const hers = await as(mother);
    const form = {
      act: 'send',
      to: person(teacher),
      subject: 'Certificat',
      text: 'Le voici.',
      on: '2026-11-25',
      at: '10:00',
      requestKey: newId(),
      draft: newId(),
    };
    const file = { field: 'files', name: 'Certificat.txt', bytes: Buffer.from('Apte.') };
    const { location } = await hers.sendFile('/messages/new', file, {}, form);
    const id = location?.split('/').at(-1) ?? '';
    const { draft } = (await hers.api('POST', `/api/messages/${id}/cancel`)).json<{ draft: string }>();
    match((await hers.get(`/messages/new?draft=${draft}`)).text, /Certificat\.txt/);
    const again = await hers.sendFile('/messages/new', file, {}, form);
    equal(again.status, 303, again.text);
    ok(again.location !== location, 'another message, not the cancelled one');
  });

  it('after all are counted as unread by nobody: taken back, or hidden', async () => {
    const [his, theirs] = [await as(father), await as(teacher)];
    const unread = async (): Promise<number> =>
      (await his.api('GET', '/api/feed/unread')).json<{ counts: Record<string, { count: number }> }>().counts.messages
        ?.count ?? 0;
    equal(await unread(), 0);
    const first = await sent(theirs, { to: [person(father)] });
    const second = await sent(theirs, { to: [person(father)] });
    equal(await unread(), 2);
    equal((await theirs.api('POST', `/api/messages/${first.id}/recall`)).status, 200);
    equal(await unread(), 1);
    await sql`update messaging.messages set hidden_at = now() where id = ${second.id}::uuid`.execute(door.db);
    deepEqual([await unread(), await has(his, first.id), await has(his, second.id)], [0, false, false]);
  });
});
