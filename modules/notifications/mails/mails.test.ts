import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { WorkFailure } from '../../../platform/jobs/failure.ts';
import { type Mail, type Mailer, MailRefused, MailUntaken } from '../../../platform/mail/mailer.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { testMailer } from '../../../platform/testing/work.ts';
import {
  buildClass,
  buildGuardian,
  buildMandate,
  buildPupil,
  buildSchool,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { giveAddress, NOTES, workOn } from '../builders.ts';
import { collect, collectDue } from '../deliveries/collect.ts';
import type { ToldFact } from '../entries/fact.ts';
import { notify } from '../entries/notify.ts';
import { settle, withdraw } from '../entries/settle.ts';
import { notificationsModule } from '../register.ts';
import { sendDueMails, sendMailsJob } from './send.ts';

const below = [directoryModule, notificationsModule, NOTES, identityModule];
const MONDAY = '2026-11-30T06:00:00Z';

describe('a mail about what was told', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule, NOTES] });
  });
  after(() => door.close());

  const tell = async (given: Partial<ToldFact> & Pick<ToldFact, 'to'>): Promise<{ id: string; subject: string }> => {
    const subject = given.subject ?? `test.note:${newId()}`;
    const fact = {
      kind: 'test.note',
      schoolId: null,
      href: '/account',
      title: 'Sortie à la piscine',
      words: 'Maillot et bonnet jeudi.',
      publishAt: door.clock.now(),
      ...given,
      subject,
    };
    return { id: await inTransaction(door.db, (tx) => notify(tx, fact)), subject };
  };
  const at = (instant: string): void => door.clock.set(instant);
  /** A round of the worker: who is told, then what is due. */
  const round = async (mailer: Mailer): Promise<number> => {
    const ctx = workOn(door, below, { mailer });
    await collectDue(ctx);
    return sendDueMails(ctx);
  };
  async function family() {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school, label: 'CE1 Roux' });
    const noe = await buildPupil(door.db, { class: group, givenName: 'Noé', familyName: 'DIALLO' });
    const mother = await buildGuardian(door.db, { of: [noe], familyName: 'DIALLO' });
    const address = await giveAddress(door, mother.id);
    return { group, noe, mother, address, families: `group:${group.id}:families` };
  }
  const to = (mails: readonly Mail[], address: string): readonly Mail[] =>
    mails.filter((mail) => mail.to.address === address);

  it('leaves at once by day, once, with title, first words and the child’s first letters, and nothing more', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, noe, address, families } = await family();
    await tell({ to: { audiences: [families] }, author: { id: newId(), name: 'Mme ROUX' } });
    const mailer = testMailer();
    await round(mailer);
    assert.equal(await round(mailer), 0, 'a second round has nothing to send');
    const [mail, ...more] = to(mailer.sent, address);
    assert.equal(more.length, 0);
    assert.equal(mail?.subject, 'Mot : Sortie à la piscine (N. D.)');
    assert.deepEqual(mail?.paragraphs, ['Maillot et bonnet jeudi.']);
    assert.doesNotMatch(JSON.stringify(mail), new RegExp(`Noé|DIALLO|ROUX|${mother.id.slice(0, 0)}${noe.uid}`));
    assert.match(mail?.action?.href ?? '', /^http:\/\/localhost\/feed\/[0-9a-f-]{36}$/);
    assert.match(mail?.unsubscribe ?? '', /^http:\/\/localhost\/stop-mails\//);
  });

  it('goes to confirmed addresses of accounts in use only, and never to who wrote it', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, address, noe } = await family();
    const silent = await buildGuardian(door.db, { of: [noe] });
    await signInAs(door, silent.id);
    await sql`insert into identity.mail_addresses (id, person_id, address, added_at) values (${newId()}, ${silent.id}, 'nobody@famille.invalid', now())`.execute(
      door.db,
    );
    await tell({ to: { persons: [mother.id, silent.id] }, author: { id: mother.id, name: 'Elle' } });
    const mailer = testMailer();
    await round(mailer);
    assert.deepEqual(to(mailer.sent, address), []);
    assert.deepEqual(to(mailer.sent, 'nobody@famille.invalid'), []);
  });

  it('waits for the hours of the school: what is written on Friday evening leaves on Monday at seven, as one mail, in order', async () => {
    at('2026-11-27T20:00:00Z');
    const { mother, address } = await family();
    for (const title of ['Premier', 'Deuxième', 'Troisième']) {
      door.clock.advance(1000);
      await tell({ to: { persons: [mother.id] }, title });
    }
    const mailer = testMailer();
    assert.equal(await round(mailer), 0);
    at('2026-11-28T12:00:00Z');
    assert.equal(await round(mailer), 0);
    at(MONDAY);
    await round(mailer);
    const [mail] = to(mailer.sent, address);
    assert.equal(mail?.subject, '3 nouvelles sur Préau');
    assert.deepEqual(
      mail?.paragraphs.map((line) => line.split('.')[0]),
      ['Mot : Premier', 'Mot : Deuxième', 'Mot : Troisième'],
    );
  });

  it('of an urgent notice leaves on Sunday; one to be published later waits for its hour', async () => {
    at('2026-11-29T10:00:00Z');
    const { mother, address } = await family();
    await tell({ to: { persons: [mother.id] }, title: 'École fermée', urgent: 'closing' });
    await tell({ to: { persons: [mother.id] }, title: 'Plus tard', publishAt: new Date(MONDAY) });
    const mailer = testMailer();
    await round(mailer);
    assert.deepEqual(
      to(mailer.sent, address).map(({ subject }) => subject),
      ['Urgent, Mot : École fermée'],
    );
    at(MONDAY);
    await round(mailer);
    assert.equal(to(mailer.sent, address).length, 2);
  });

  it('is gathered in the evening, or once a week, for who chose so; what was read meanwhile is left out', async () => {
    at('2026-11-24T09:00:00Z');
    const [daily, weekly] = [await family(), await family()];
    await (await signInAs(door, daily.mother.id)).post('/account/notifications', { mail: 'evening' });
    await (await signInAs(door, weekly.mother.id)).post('/account/notifications', { mail: 'weekly' });
    const persons = [daily.mother.id, weekly.mother.id];
    await tell({ to: { persons }, title: 'Un' });
    const read = await tell({ to: { persons }, title: 'Lu entre-temps' });
    const recalled = await tell({ to: { persons }, title: 'Repris' });
    const mailer = testMailer();
    assert.equal(await round(mailer), 0);
    await tell({ to: { persons }, title: 'Deux', kind: 'test.news' });
    await inTransaction(door.db, (tx) => settle(tx, read.subject, persons));
    await inTransaction(door.db, (tx) => withdraw(tx, recalled.subject));
    await round(mailer);
    at('2026-11-24T17:00:30Z');
    await round(mailer);
    assert.deepEqual(
      to(mailer.sent, daily.address).map(({ paragraphs }) => paragraphs.map((line) => line.split('.')[0])),
      [['Mot : Un', 'Nouvelle : Deux']],
    );
    assert.equal(to(mailer.sent, weekly.address).length, 0);
    at('2026-11-27T17:00:30Z');
    await round(mailer);
    assert.equal(to(mailer.sent, weekly.address).length, 1);
  });

  it('is stopped by its own link, in one press without session, for that kind or for all', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, address } = await family();
    await tell({ to: { persons: [mother.id] } });
    const mailer = testMailer();
    await round(mailer);
    const link = new URL(to(mailer.sent, address)[0]?.unsubscribe ?? '').pathname;
    const program = new Visitor(door.app);
    const page = await program.get(link);
    assert.equal(page.status, 200);
    assert.match(page.text, /Plus aucun courriel ne partira pour « Mots »/);
    const pressed = await program.post(link, { 'List-Unsubscribe': 'One-Click' }, { 'sec-fetch-site': 'cross-site' });
    assert.equal(pressed.status, 200);
    assert.match(pressed.text, /C’est arrêté/);
    await tell({ to: { persons: [mother.id] } });
    await tell({ to: { persons: [mother.id] }, kind: 'test.news', title: 'Autre chose' });
    await round(mailer);
    assert.deepEqual(
      to(mailer.sent, address)
        .map(({ subject }) => subject)
        .slice(1),
      ['Nouvelle : Autre chose'],
    );
    await program.post(link, { all: 'yes' });
    await tell({ to: { persons: [mother.id] }, kind: 'test.news' });
    await round(mailer);
    assert.equal(to(mailer.sent, address).length, 2);
    assert.equal((await program.post(`${link}x`, {})).status, 404);
    const [, id = '', , kind = '', mac = ''] =
      /mails\/([^~]+)~([^~]+)~([^~]+)~(.+)$/.exec(decodeURIComponent(link)) ?? [];
    const other = await buildGuardian(door.db);
    assert.equal(
      (await program.post(`/stop-mails/${id}~${other.id}~${kind}~${mac}`, {})).status,
      404,
      'for nobody else',
    );
  });

  it('waits while the post office takes nothing, loses nothing, keeps the order, and is sent once when it does again', async () => {
    at('2026-11-24T09:00:00Z');
    const people = [await family(), await family(), await family()];
    for (const { mother } of people) await tell({ to: { persons: [mother.id] } });
    const down: Mailer = {
      send: async () => {
        throw new WorkFailure('mail.econnection');
      },
      close: async () => undefined,
    };
    for (let minute = 0; minute < 60; minute += 20) {
      door.clock.advance(20 * 60_000);
      await assert.rejects(round(down), /mail\.econnection/);
    }
    const mailer = testMailer();
    door.clock.advance(60_000);
    await round(mailer);
    await round(mailer);
    const mine = people.map(({ address }) => address);
    assert.deepEqual(
      mailer.sent
        .map((mail) => mail.to.address)
        .filter((address) => mine.includes(address))
        .sort(),
      [...mine].sort(),
    );
  });

  it('that waits for an hour is told to who runs the platform, once, until mails leave again', async () => {
    at('2026-12-08T09:00:00Z');
    await round(testMailer());
    const administrator = await buildMandate(door.db, { kind: 'platform' });
    const { mother } = await family();
    await tell({ to: { persons: [mother.id] } });
    const down: Mailer = {
      send: async () => {
        throw new WorkFailure('mail.econnection');
      },
      close: async () => undefined,
    };
    await collectDue(workOn(door, below, { mailer: down }));
    const run = (mailer: Mailer): Promise<void> => sendMailsJob.run(workOn(door, below, { mailer }), {});
    const feed = async (): Promise<string> => (await (await signInAs(door, administrator.id)).get('/feed')).text;
    door.clock.advance(59 * 60_000);
    await assert.rejects(run(down), /mail\.econnection/);
    assert.doesNotMatch(await feed(), /Les courriels ne partent plus/);
    for (let minute = 60; minute < 63; minute += 1) {
      door.clock.advance(60_000);
      await assert.rejects(run(down), /mail\.econnection/);
    }
    assert.match(await feed(), /Les courriels ne partent plus/);
    const open = async (): Promise<boolean[]> =>
      (
        await rowsOf(
          door.db,
          sql<{ open: boolean }>`
            select r.settled_at is null as open from notifications.recipients r
            join notifications.entries e on e.id = r.entry_id where e.kind = 'notifications.mails-late' and r.person_id = ${administrator.id}`,
        )
      ).map((row) => row.open);
    assert.deepEqual(await open(), [true]);
    await run(testMailer());
    assert.deepEqual(await open(), [false], 'nothing is left to do');
  });

  it('leaves for all others while one is not taken: a full mailbox is tried again, a text refused for good is dropped', async () => {
    at('2026-11-24T09:00:00Z');
    const [full, suspect, other, later] = [await family(), await family(), await family(), await family()];
    for (const { mother } of [full, suspect, other]) await tell({ to: { persons: [mother.id] } });
    const mailer = testMailer();
    const picky: Mailer = {
      ...mailer,
      send: async (mail) => {
        if (mail.to.address === full.address) throw new MailUntaken(452);
        if (mail.to.address === suspect.address) throw new MailUntaken(554);
        await mailer.send(mail);
      },
    };
    await round(picky);
    assert.equal(to(mailer.sent, other.address).length, 1);
    await tell({ to: { persons: [later.mother.id] } });
    await round(picky);
    assert.equal(to(mailer.sent, later.address).length, 1);
    door.clock.advance(11 * 60_000);
    await round(mailer);
    assert.deepEqual([to(mailer.sent, full.address).length, to(mailer.sent, suspect.address).length], [1, 0]);
  });

  it('does not leave any more for whom a decision keeps from the child since it was told', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, noe, address, group } = await family();
    const father = await buildGuardian(door.db, { of: [noe], relation: 'father' });
    const his = await giveAddress(door, father.id);
    for (const { id } of [mother, father])
      await (await signInAs(door, id)).post('/account/notifications', { mail: 'evening' });
    await tell({ to: { audiences: [`group:${group.id}:families`] } });
    const mailer = testMailer();
    await round(mailer);
    await suspendAccess(door.db, { guardian: father, child: noe });
    at('2026-11-24T17:00:30Z');
    await round(mailer);
    assert.deepEqual([to(mailer.sent, address).length, to(mailer.sent, his).length], [1, 0]);
  });

  it('of one who wants peace every day waits for nobody, and keeps nobody else from theirs', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, noe, address, families } = await family();
    const father = await buildGuardian(door.db, { of: [noe], relation: 'father' });
    const his = await giveAddress(door, father.id);
    const visitor = await signInAs(door, father.id);
    const chosen = await visitor.api('POST', '/api/account/hours', { hours: 'fine', days: ['1', '2', '3', '4', '5'] });
    assert.equal(chosen.status, 200, chosen.text);
    await tell({ to: { audiences: [families] }, title: 'Kermesse' });
    const mailer = testMailer();
    await round(mailer);
    assert.deepEqual([to(mailer.sent, address).length, to(mailer.sent, his).length], [1, 0]);
    assert.match((await visitor.get('/feed')).text, /Kermesse/);
    await tell({ to: { persons: [mother.id, father.id] }, title: 'École fermée', urgent: 'closing' });
    await round(mailer);
    assert.equal(to(mailer.sent, his).length, 1, 'what is urgent is told all the same');
  });

  it('tried again after a process died is the same mail, under the same id', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, address } = await family();
    await tell({ to: { persons: [mother.id] } });
    const first: Mail[] = [];
    const dying: Mailer = {
      send: async (mail) => {
        first.push(mail);
        // Its connection to the database dies with it: nothing is noted.
        throw new Error('killed');
      },
      close: async () => undefined,
    };
    await assert.rejects(round(dying), /killed/);
    await tell({ to: { persons: [mother.id] }, title: 'Venu après' });
    const mailer = testMailer();
    await round(mailer);
    door.clock.advance(11 * 60_000);
    await round(mailer);
    const ids = to(mailer.sent, address).map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    assert.ok(ids.includes(first.find((mail) => mail.to.address === address)?.id ?? ''));
  });

  it('that comes back twice for good stops, and its person is asked to look at their address', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, address } = await family();
    const visitor = await signInAs(door, mother.id);
    const refusing: Mailer = {
      send: async (mail) => {
        if (mail.to.address === address) throw new MailRefused(550);
      },
      close: async () => undefined,
    };
    for (let turn = 0; turn < 2; turn += 1) {
      await tell({ to: { persons: [mother.id] } });
      await round(refusing);
    }
    assert.match((await visitor.get('/account/notifications')).text, /n’accepte plus nos courriels/);
    assert.match((await visitor.get('/feed')).text, /Votre adresse ne reçoit plus nos courriels/);
    const mailer = testMailer();
    await tell({ to: { persons: [mother.id] } });
    await round(mailer);
    assert.deepEqual(to(mailer.sent, address), []);
    await visitor.post('/account/notifications/address');
    await tell({ to: { persons: [mother.id] } });
    await round(mailer);
    assert.equal(to(mailer.sent, address).length, 1);
    const tellings = await rowsOf(
      door.db,
      sql`select 1 from notifications.recipients r join notifications.entries e on e.id = r.entry_id
                                                where r.person_id = ${mother.id} and e.kind = 'notifications.address' and r.settled_at is null`,
    );
    assert.equal(tellings.length, 0);
  });

  it('that comes back later is brought by the mail server: whose it was is read from its own head, signed', async () => {
    at('2026-11-24T09:00:00Z');
    const { mother, address } = await family();
    await tell({ to: { persons: [mother.id] } });
    const mailer = testMailer();
    await round(mailer);
    const stop = to(mailer.sent, address)[0]?.unsubscribe ?? '';
    const notice = (given: { status?: string; action?: string; recipient?: string; link?: string }): Buffer =>
      Buffer.from(
        [
          'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
          '',
          '--b',
          'Content-Type: message/delivery-status',
          '',
          'Reporting-MTA: dns; relay.invalid',
          '',
          `Final-Recipient: rfc822; ${given.recipient ?? address}`,
          `Action: ${given.action ?? 'failed'}`,
          `Status: ${given.status ?? '5.1.1'}`,
          '--b',
          'Content-Type: text/rfc822-headers',
          '',
          `To: <${address}>`,
          `List-Unsubscribe:\r\n <${encodeURI(given.link ?? stop)}>`,
          '--b--',
        ].join('\r\n'),
      );
    const server = new Visitor(door.app);
    const bring = async (bytes: Buffer): Promise<boolean> =>
      (
        await server.sendFile(
          '/api/mail/returned',
          { field: 'message', name: 'notice', bytes },
          { accept: 'application/json' },
        )
      ).json<{
        known: boolean;
      }>().known;
    const kept = async (): Promise<number> =>
      (await rowsOf(door.db, sql`select 1 from notifications.bounces where person_id = ${mother.id} and is_hard`))
        .length;
    assert.equal(await bring(notice({})), true);
    assert.equal(await bring(notice({})), true, 'brought twice');
    assert.equal(await kept(), 1);
    assert.equal(await bring(notice({ action: 'delayed', status: '4.4.1' })), false);
    assert.equal(await bring(notice({ recipient: 'somebody.else@famille.invalid' })), false);
    assert.equal(await bring(notice({ link: `${stop.slice(0, -3)}aaa` })), false, 'not signed by us');
    assert.equal(await bring(Buffer.from('Bonjour, je suis absent.')), false);
    assert.equal(await kept(), 1);
    door.clock.advance(3_600_000);
    assert.equal(await bring(notice({})), true);
    const visitor = await signInAs(door, mother.id);
    assert.match((await visitor.get('/account/notifications')).text, /n’accepte plus nos courriels/);
  });

  it('is chosen kind by kind; a form without answer says what to do, and a stranger’s choices stay', async () => {
    at('2026-11-24T09:00:00Z');
    const [{ mother, address }, other] = [await family(), await family()];
    const visitor = await signInAs(door, mother.id);
    assert.equal((await visitor.post('/account/notifications', {})).status, 422);
    await visitor.post('/account/notifications/kinds', {
      'mail-test.note': 'never',
      'push-test.note': 'no',
      'mail-unknown.kind': 'now',
    });
    const { kinds } = (await visitor.api('GET', '/api/account/notifications')).json<{
      kinds: { kind: string; mail: string; isPushed: boolean }[];
    }>();
    assert.deepEqual(kinds, [
      { kind: 'test.note', mail: 'never', isPushed: false },
      { kind: 'test.news', mail: 'now', isPushed: true },
    ]);
    await tell({ to: { persons: [mother.id, other.mother.id] } });
    const mailer = testMailer();
    await round(mailer);
    assert.deepEqual([to(mailer.sent, address).length, to(mailer.sent, other.address).length], [0, 1]);
  });

  it('reaches who joins an entry that has left already, and nobody a second time', async () => {
    at('2026-11-24T09:00:00Z');
    const [first, late] = [await family(), await family()];
    const { subject, id } = await tell({ to: { persons: [first.mother.id] } });
    const publishAt = door.clock.now();
    const mailer = testMailer();
    await round(mailer);
    door.clock.advance(3_600_000);
    await tell({ subject, publishAt, to: { persons: [first.mother.id, late.mother.id] } });
    await collect(workOn(door, below), [id]);
    await round(mailer);
    assert.deepEqual([to(mailer.sent, first.address).length, to(mailer.sent, late.address).length], [1, 1]);
  });
});
