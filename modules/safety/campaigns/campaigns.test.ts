import { doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { testMailer } from '../../../platform/testing/work.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { closeDoors } from '../../identity/accounts/close-doors.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { tellShut } from '../../identity/mails/tell-shut.ts';
import { messagingModule } from '../../messaging/register.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../register.ts';
import { countSent } from './alarm.ts';
import { forgetOld } from './forget.ts';

const WORDS = 'Cliquez sur ce lien pour garder votre compte';

describe('a campaign of the same message', () => {
  let door: Door;
  let mother: BuiltPerson;
  let teachers: readonly BuiltPerson[];
  let head: BuiltPerson;
  let schoolId: string;
  let schoolUai: string;
  let operator: Visitor;
  before(async () => {
    door = await openDoor({
      modules: [directoryModule, filesModule, notificationsModule, safetyModule, messagingModule],
    });
    const { db } = door;
    const school = await buildSchool(db, { kind: 'elementary' });
    schoolId = school.id;
    schoolUai = school.uai;
    const group = await buildClass(db, { school });
    mother = await buildGuardian(db, { of: await buildPupil(db, { class: group }) });
    teachers = [await buildTeacher(db, { classes: [group] }), await buildTeacher(db, { classes: [group] })];
    head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], '2026-11-24');
    operator = await signInAs(door, (await buildMandate(db, { kind: 'platform' })).id);
  });
  after(() => door.close());

  const send = async (from: { readonly id: string }, text: string): Promise<string> => {
    const visitor = await signInAs(door, from.id);
    const to = [`person:${mother.uid}`];
    const reply = await visitor.api('POST', '/api/messages/new', { to, subject: 'Urgent', text, requestKey: newId() });
    equal(reply.status, 200, reply.text);
    return reply.json<{ id: string }>().id;
  };
  const reads = async (id: string): Promise<boolean> =>
    (await (await signInAs(door, mother.id)).get(`/messages/${id}`)).status === 200;
  /** The address of a search that the operator makes. */
  const look = async (given: Readonly<Record<string, string>>): Promise<string> => {
    const reply = await operator.post('/campaigns/searches', given);
    match(reply.location ?? '', /^\/campaigns\/searches\/[0-9a-f-]{36}$/, reply.text);
    return reply.location ?? '';
  };

  it('is found with its counts, hidden everywhere, kept sealed, and given back when it was a mistake', async () => {
    const copies = [await send(teachers[0] as BuiltPerson, WORDS), await send(teachers[1] as BuiltPerson, WORDS)];
    const other = await send(teachers[0] as BuiltPerson, 'La piscine est fermée.');
    const search = await look({ words: 'CLIQUEZ sur ce lien' });
    const found = (await operator.get(search)).text;
    match(found, /2 envois, 2 exemplaires reçus, 1 établissement, 2 comptes/);
    match(found, /Cliquez sur ce lien pour garder votre compte/);
    const silent = await operator.post(`${search}/hide`, { reason: 'Non' });
    equal(silent.status, 422);
    match(silent.text, />Non<\/textarea>/);
    const answer = await operator.post(`${search}/hide`, { reason: 'Comptes volés' });
    const address = answer.location ?? '';
    match(address, /^\/campaigns\/[0-9a-f-]{36}$/);
    for (const id of copies) equal(await reads(id), false);
    equal(await reads(other), true);
    const page = (await operator.get(address)).text;
    match(page, /Les preuves sont telles qu’elles ont été scellées/);
    match(page, /garder votre compte/);
    equal((await operator.post(`${search}/hide`, { reason: 'Encore' })).status, 422, 'none is left');
    await sql`update safety.campaign_copies set recipients = recipients + 1`.execute(door.db);
    match((await operator.get(address)).text, /ne correspondent plus à leur sceau/);
    await sql`update safety.campaign_copies set recipients = recipients - 1`.execute(door.db);
    // Whoever writes to the database alone knows all that is sealed, and not the key.
    const kept = await rowsOf(door.db, sql<{ seal: Buffer }>`select seal from safety.campaigns`);
    await sql`update safety.campaigns set seal = sha256(seal)`.execute(door.db);
    match((await operator.get(address)).text, /ne correspondent plus à leur sceau/);
    await sql`update safety.campaigns set seal = ${kept[0]?.seal}`.execute(door.db);
    equal((await operator.post(`${address}/restore`)).location, address);
    for (const id of copies) equal(await reads(id), true);
    equal((await operator.post(`${address}/hide`)).location, address);
    for (const id of copies) equal(await reads(id), false);
  });

  it('shuts out the accounts that sent it: sessions end, the password serves no more, a new one does', async () => {
    const thief = teachers[0] as BuiltPerson;
    const login = await givePassword(door.db, thief.id, 'quatre-mots-bien-longs', door.clock.now());
    const stolen = await signInAs(door, thief.id);
    const bystander = await signInAs(door, mother.id);
    await send(thief, 'Votre colis attend à cette adresse');
    const answer = await operator.post(`${await look({ words: 'votre colis attend' })}/hide`, {
      reason: 'Hameçonnage',
    });
    equal((await operator.post(`${answer.location}/close-doors`)).location, answer.location);
    match((await stolen.get('/messages')).location ?? '', /^\/sign-in/);
    equal((await bystander.get('/messages')).status, 200);
    const again = await bystander.post('/sign-in', { login, password: 'quatre-mots-bien-longs' });
    equal(again.status, 422);
    const rows = await rowsOf(
      door.db,
      sql<{
        cancelled: boolean;
      }>`select password_cancelled_at is not null as cancelled from identity.accounts where person_id = ${thief.id}`,
    );
    equal(rows[0]?.cancelled, true);
    const page = (await (await signInAs(door, head.id)).get(`/schools/${schoolUai}/access`)).text;
    match(page, /Accès à rouvrir/);
    match(page, new RegExp(`/people/${thief.uid}"`));
    const told = await rowsOf(
      door.db,
      sql<{ href: string }>`
        select e.href from notifications.entries e join notifications.recipients r on r.entry_id = e.id
        where e.kind = 'safety.doors-closed' and r.person_id = ${head.id}`,
    );
    equal(told[0]?.href, `/schools/${schoolUai}/access`);
    const opened = await operator.post(`/people/${thief.uid}/sign-in-doctor`, {
      number: '',
      reason: 'Demande 77, il appelle',
    });
    match((await operator.get(opened.location ?? '')).text, /Le mot de passe a été annulé/);
    await givePassword(door.db, thief.id, 'cinq-autres-mots-bien-longs', door.clock.now());
    equal((await bystander.post('/sign-in', { login, password: 'cinq-autres-mots-bien-longs' })).status, 303);
  });

  it('tells those shut out how to come back, by the address that was theirs before; its link opens a new password', async () => {
    const { db, clock } = door;
    const old = teachers[0] as BuiltPerson;
    const fresh = teachers[1] as BuiltPerson;
    for (const [person, address, verified] of [
      [old, 'ancienne@ecole.invalid', '2026-09-01T08:00:00Z'],
      [fresh, 'hier@ecole.invalid', '2026-11-23T08:00:00Z'],
    ] as const) {
      await givePassword(db, person.id, 'six-autres-mots-bien-longs', clock.now());
      await sql`
        insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
        values (${newId()}, ${person.id}, ${address}, ${verified}::timestamptz, ${verified}::timestamptz)`.execute(db);
    }
    const ids = [old.id, fresh.id];
    const { passwords } = await inTransaction(db, (tx) => closeDoors(tx, clock.now(), ids));
    equal(passwords, 2);
    const mailer = testMailer();
    const ctx = { db, clock, mailer, settings: { publicUrl: 'http://localhost' }, log: () => undefined };
    await tellShut.read(ctx as never, { personIds: ids, orderId: newId() });
    equal(
      mailer.sent.map(({ to }) => to.address).join(),
      'ancienne@ecole.invalid',
      'one given yesterday may be the thief’s',
    );
    const href = mailer.sent[0]?.action?.href ?? '';
    clock.advance(48 * 3_600_000);
    const browser = new Visitor(door.app);
    match((await browser.get(new URL(href).pathname)).location ?? '', /^\/(?!sign-in$)/);
    clock.advance(-48 * 3_600_000);
  });

  it('asks for enough to tell it apart', async () => {
    const wrong = [{ words: 'lien' }, { sha256: 'abc' }, { link: 'http' }, { senders: 'Personne Detelnom' }];
    for (const given of wrong) {
      const reply = await operator.post('/campaigns/searches', given);
      equal(reply.status, 422);
      match(reply.text, new RegExp(Object.values(given)[0] as string), 'what was typed stays');
    }
    match((await operator.get(await look({ words: 'rien de tel nulle part' }))).text, /Rien ne correspond/);
  });

  it('exists for academy and operator alone', async () => {
    const academy = await signInAs(door, (await buildMandate(door.db, { kind: 'academy' })).id);
    const search = await look({ words: 'cliquez sur ce lien' });
    equal((await academy.get(search)).status, 200);
    equal((await academy.get('/campaigns')).status, 200);
    const [one] = await rowsOf(door.db, sql<{ id: string }>`select id from safety.campaigns limit 1`);
    for (const person of [head, mother, await buildHead(door.db)]) {
      const visitor = await signInAs(door, person.id);
      equal((await visitor.get('/campaigns')).status, 404);
      equal((await visitor.get(`/campaigns/${one?.id}`)).status, 404);
      equal((await visitor.get(search)).status, 404);
      equal((await visitor.post('/campaigns/searches', { words: 'cliquez sur ce lien' })).status, 404);
      equal((await visitor.post(`${search}/hide`, { reason: 'Je voudrais' })).status, 404);
      for (const act of ['hide', 'restore', 'close-doors'])
        equal((await visitor.post(`/campaigns/${one?.id}/${act}`)).status, 404);
      doesNotMatch((await visitor.get('/more')).text, /Vagues de messages/);
    }
  });

  it('far more sendings than usual are told to the operator and the head, once an hour; a busy day is not', async () => {
    const author = teachers[1] as BuiltPerson;
    const told = (count: number, at: string, people = 1): Promise<void> =>
      countSent.read({ db: door.db, clock: door.clock, log: () => undefined } as never, {
        messages: Array.from({ length: count }, () => ({ id: newId(), authorId: author.id, schoolId, people, at })),
      });
    const alarms = async (): Promise<number> =>
      (await rowsOf(door.db, sql`select id from safety.send_alarms where of_id = ${author.id}`)).length;
    await told(10, '2026-11-23T08:10:00Z');
    await told(29, '2026-11-24T08:10:00Z');
    equal(await alarms(), 0, 'a busy hour');
    await told(30, '2026-11-24T08:40:00Z');
    equal(await alarms(), 1);
    await told(30, '2026-11-24T08:50:00Z');
    equal(await alarms(), 1, 'once an hour');
    await told(70, '2026-11-25T08:50:00Z');
    equal(await alarms(), 1, 'it is usual by now');
    match((await operator.get('/campaigns')).text, /59 envois en une heure/);
    const entries = await rowsOf(
      door.db,
      sql<{ kind: string; people: number }>`
        select e.kind, count(*) as people from notifications.entries e
        join notifications.recipients r on r.entry_id = e.id
        where e.kind = 'safety.alarm' and (r.person_id = ${head.id} or e.href = '/campaigns') group by e.kind`,
    );
    equal((entries[0]?.people ?? 0) >= 2, true);
    const id = /campaigns\/alarms\/([0-9a-f-]{36})/.exec((await operator.get('/campaigns')).text)?.[1];
    equal((await operator.post(`/campaigns/alarms/${id}`)).location, '/campaigns');
    doesNotMatch((await operator.get('/campaigns')).text, /59 envois/);
  });

  it('is forgotten with its evidence after five years, and a search after thirty days', async () => {
    const { db, clock } = door;
    const counts = async () =>
      (
        await rowsOf(
          db,
          sql<Record<string, number>>`
            select (select count(*) from safety.campaigns) as campaigns, (select count(*) from safety.campaign_copies) as copies,
                   (select count(*) from safety.campaign_texts) as texts, (select count(*) from safety.closed_doors) as doors,
                   (select count(*) from safety.campaign_searches) as searches, (select count(*) from safety.stops) as stops`,
        )
      )[0];
    await sql`
      insert into safety.stops (id, place, stops_reading, is_drill, reason, started_as, started_by, started_at, ends_at)
      values (${newId()}, 'platform', false, false, 'Comptes volés', 'platform', ${head.id}, ${clock.now()}, ${clock.now()}::timestamptz + interval '2 hours')`.execute(
      db,
    );
    const now = await counts();
    equal(
      Object.values(now ?? {}).every((count) => count > 0),
      true,
      JSON.stringify(now),
    );
    await forgetOld(db, new Date('2026-12-20T03:32:00Z'));
    equal(JSON.stringify(await counts()), JSON.stringify({ ...now, searches: now?.searches }));
    await forgetOld(db, new Date('2026-12-27T03:32:00Z'));
    equal(JSON.stringify(await counts()), JSON.stringify({ ...now, searches: 0 }));
    await forgetOld(db, new Date('2031-11-23T03:32:00Z'));
    equal(JSON.stringify(await counts()), JSON.stringify({ ...now, searches: 0 }));
    await forgetOld(db, new Date('2031-11-30T03:32:00Z'));
    equal(
      Object.values((await counts()) ?? {}).every((count) => count === 0),
      true,
    );
  });
});
