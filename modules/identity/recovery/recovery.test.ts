import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Worker } from '../../../platform/jobs/worker.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { type TestMailer, testMailer, testWorker, until } from '../../../platform/testing/work.ts';
import { buildGuardian, buildPupil, buildSchool } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { buildService } from '../relying-parties/builders.ts';

const PASSWORD = 'quatre tortues vertes';
const OTHER = 'six chameaux en pantoufles';
const MINUTE = 60_000;

describe('a password forgotten on Sunday evening', () => {
  let door: Door;
  let worker: Worker;
  let mailer: TestMailer;
  before(async () => {
    door = await openDoor();
    mailer = testMailer();
    const database = { url: door.url, db: door.db, drop: async () => undefined };
    worker = await testWorker(database, [identityModule], { mailer, clock: door.clock });
  });
  after(async () => {
    await worker.stop();
    await door.close();
  });

  const person = async (address?: string): Promise<{ id: string; login: string }> => {
    const { id } = await buildGuardian(door.db, {});
    const login = await givePassword(door.db, id, PASSWORD, door.clock.now());
    if (address) {
      await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
                values (${newId()}, ${id}, ${address}, ${door.clock.now()}, ${door.clock.now()})`.execute(door.db);
    }
    return { id, login };
  };
  const ask = (login: string): Promise<Reply> => new Visitor(door.app).post('/forgotten', { login });
  const linkTo = async (address: string): Promise<string> => {
    const to = () => mailer.sent.filter((mail) => mail.to.address === address && mail.action);
    const before = to().length;
    await ask(address);
    await until(`a mail to ${address}`, () => to().length > before);
    return new URL(to().at(-1)?.action?.href ?? '').pathname;
  };
  const settle = (): Promise<void> =>
    until('the queue is empty', async () => {
      const left = await firstOf(
        door.db,
        sql<{
          count: number;
        }>`select (select count(*) from platform.outbox) + (select count(*) from graphile_worker.jobs) as count`,
      );
      return left?.count === 0;
    });
  const choose = (visitor: Visitor, password = OTHER): Promise<Reply> =>
    visitor.post('/reset', { password, again: password });

  it('a link comes by mail, works once, ends the other sessions, and tells the owner', async () => {
    const { id, login } = await person('awa@preau.invalid');
    const elsewhere = await signInAs(door, id);
    await sql`insert into identity.api_tokens (id, person_id, name, digest, may_write, created_at, expires_at)
              values (${newId()}, ${id}, 'made by a thief', ${Buffer.from('x')}, true, ${door.clock.now()}, '2030-01-01')`.execute(
      door.db,
    );
    // What the thief entered with that session, and looks at in somebody else's place.
    const partyId = await buildService(door.db, { addresses: ['http://127.0.0.1:9/*'] });
    await sql`insert into identity.service_logins (id, session_id, relying_party_id, ticket, address, user_name, at)
              select ${newId()}::uuid, s.id, ${partyId}::uuid, 'ST-thief', '', 'x', ${door.clock.now()}::timestamptz
              from identity.sessions s where s.person_id = ${id}`.execute(door.db);
    await sql`insert into identity.viewings (id, viewer_id, viewed_id, reason, asked_at, asked_until, granted, session_id, started_at, ends_at)
              select ${newId()}::uuid, ${id}::uuid, ${id}::uuid, 'x', ${door.clock.now()}::timestamptz, '2030-01-01', true, s.id,
                     ${door.clock.now()}::timestamptz, '2030-01-01'
              from identity.sessions s where s.person_id = ${id}`.execute(door.db);
    const path = await linkTo('awa@preau.invalid');
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.get(path)).location, '/reset');
    assert.match((await visitor.get('/reset')).text, /Nouveau mot de passe/);
    assert.equal((await choose(visitor)).location, '/');
    assert.equal((await visitor.get('/account/sessions')).status, 200);
    assert.match((await elsewhere.get('/account/sessions')).location ?? '', /^\/sign-in/);
    const looks = await firstOf(
      door.db,
      sql<{ ended_at: Date | null }>`select ended_at from identity.viewings where viewer_id = ${id}`,
    );
    assert.deepEqual(looks?.ended_at, door.clock.now(), 'a look in another person’s place ends with its session');
    // The clock of the jobs stands still: only the fact of the ended session tells the service.
    await until('the service is told at once', async () => {
      const left = sql<{ n: number }>`select count(*)::int as n from identity.service_logins where ticket = 'ST-thief'`;
      return (await firstOf(door.db, left))?.n === 0;
    });
    const token = await firstOf(
      door.db,
      sql<{ revoked_at: Date | null }>`select revoked_at from identity.api_tokens where person_id = ${id}`,
    );
    assert.deepEqual(token?.revoked_at, door.clock.now());
    const signIn = (password: string): Promise<Reply> => new Visitor(door.app).post('/sign-in', { login, password });
    assert.deepEqual([(await signIn(OTHER)).status, (await signIn(PASSWORD)).status], [303, 422]);
    const again = await new Visitor(door.app).get(path);
    assert.equal(again.status, 422);
    assert.match(again.text, /a déjà servi/);
    await until('the owner is told', () => mailer.sent.some((mail) => mail.subject === 'Votre mot de passe a changé'));
  });

  it('the answer is the same for an address, a login without address, and nobody; only the first gets a mail', async () => {
    await person('zoe@preau.invalid');
    const { login } = await person();
    const before = mailer.sent.length;
    const replies = [
      await ask('zoe@preau.invalid'),
      await ask(login),
      await ask('nobody.here'),
      await ask('nobody@preau.invalid'),
    ];
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
    assert.match(replies[0]?.text ?? '', /nouveau code à l’école/);
    await settle();
    assert.deepEqual(
      mailer.sent.slice(before).map((mail) => mail.to.address),
      ['zoe@preau.invalid'],
    );
  });

  it('an address that was never confirmed gets nothing', async () => {
    const { id } = await person();
    await sql`insert into identity.mail_addresses (id, person_id, address, added_at)
              values (${newId()}, ${id}, 'maybe@preau.invalid', ${door.clock.now()})`.execute(door.db);
    const before = mailer.sent.length;
    await ask('maybe@preau.invalid');
    await settle();
    assert.equal(mailer.sent.length, before);
  });

  it('two parents who share an address get one link each, named by login', async () => {
    const [mother, father] = [await person('both@preau.invalid'), await person('both@preau.invalid')];
    const before = mailer.sent.length;
    await ask('both@preau.invalid');
    await settle();
    const said = mailer.sent.slice(before).map((mail) => mail.paragraphs.join(' '));
    assert.equal(said.length, 2);
    for (const { login } of [mother, father]) assert.ok(said.some((text) => text.includes(`compte ${login}.`)));
  });

  it('a link works for an hour', async () => {
    await person('noe@preau.invalid');
    const path = await linkTo('noe@preau.invalid');
    door.clock.advance(59 * MINUTE);
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.get(path)).location, '/reset');
    door.clock.advance(MINUTE);
    assert.equal((await choose(visitor)).status, 422);
    assert.equal((await new Visitor(door.app).get(path)).status, 422);
  });

  it('a used link voids the others that were sent', async () => {
    await person('two@preau.invalid');
    const [first, second] = [await linkTo('two@preau.invalid'), await linkTo('two@preau.invalid')];
    const visitor = new Visitor(door.app);
    await visitor.get(second);
    await choose(visitor);
    assert.equal((await new Visitor(door.app).get(first)).status, 422);
  });

  it('an account gets three links an hour, however often somebody asks', async () => {
    await person('often@preau.invalid');
    for (let turn = 0; turn < 6; turn += 1) {
      await ask('often@preau.invalid');
      await settle();
    }
    assert.equal(mailer.sent.filter((mail) => mail.to.address === 'often@preau.invalid').length, 3);
  });

  it('the rules of passwords hold here too, and a visitor without link is led to the question', async () => {
    await person('weak@preau.invalid');
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.get('/reset')).location, '/forgotten');
    assert.equal((await choose(visitor)).status, 422);
    await visitor.get(await linkTo('weak@preau.invalid'));
    assert.match((await choose(visitor, 'motdepasse2026')).text, /parmi les premiers/);
    assert.equal((await choose(visitor)).status, 303);
  });

  it('a link of confirmation resets no password', async () => {
    const { id } = await person();
    const visitor = await signInAs(door, id);
    await visitor.post('/account/addresses', { email: 'mixed@preau.invalid', present: PASSWORD });
    await until('the mail', () => mailer.sent.some((mail) => mail.to.address === 'mixed@preau.invalid'));
    const token = mailer.sent
      .find((mail) => mail.to.address === 'mixed@preau.invalid')
      ?.action?.href.split('/')
      .at(-1);
    assert.equal((await new Visitor(door.app).get(`/reset/link/${token}`)).status, 422);
  });

  it('no table ever holds a link, nor the outbox an address', async () => {
    await person('secret@preau.invalid');
    const path = await linkTo('secret@preau.invalid');
    const token = path.split('/').at(-1) ?? '';
    for (const table of [
      'identity.mail_links',
      'identity.passes',
      'platform.outbox',
      'platform.audit_entries',
      'graphile_worker._private_jobs',
    ]) {
      const text = JSON.stringify(await rowsOf(door.db, sql`select t::text as line from ${sql.table(table)} t`));
      for (const secret of [token, Buffer.from(token, 'base64url').toString('hex')])
        assert.ok(!text.includes(secret), table);
      if (table !== 'identity.mail_links') assert.ok(!text.includes('secret@preau.invalid'), table);
    }
  });

  describe('addresses', () => {
    it('are confirmed by the button behind the link, from any device, and then sign in', async () => {
      const { id, login } = await person();
      const visitor = await signInAs(door, id);
      const reply = await visitor.submit('/account/addresses', { email: ' New@Preau.invalid ', present: PASSWORD });
      assert.match(reply.text, /Un message part vers new@preau\.invalid/);
      assert.match(reply.text, /À confirmer/);
      await until('the mail', () => mailer.sent.some((mail) => mail.to.address === 'new@preau.invalid'));
      const path = new URL(mailer.sent.find((mail) => mail.to.address === 'new@preau.invalid')?.action?.href ?? '')
        .pathname;
      const elsewhere = new Visitor(door.app);
      const page = await elsewhere.get(path);
      assert.match(page.text, /<button[^>]*>Confirmer<\/button>/);
      assert.match((await visitor.get('/account')).text, /À confirmer/, 'following the link alone confirms nothing');
      assert.match(
        (await elsewhere.post('/addresses/confirm', { token: path.split('/').at(-1) ?? '' })).text,
        /est confirmée/,
      );
      assert.equal((await elsewhere.post('/addresses/confirm', { token: path.split('/').at(-1) ?? '' })).status, 422);
      assert.doesNotMatch((await visitor.get('/account')).text, /À confirmer/);
      assert.equal(
        (await new Visitor(door.app).post('/sign-in', { login: 'new@preau.invalid', password: PASSWORD })).status,
        303,
      );
      assert.ok(login);
    });

    it('are removed by their owner only', async () => {
      const { id } = await person('mine@preau.invalid');
      const row = await firstOf(
        door.db,
        sql<{ id: string }>`select id from identity.mail_addresses where person_id = ${id}`,
      );
      const stranger = await signInAs(door, (await person()).id);
      assert.equal((await stranger.post(`/account/addresses/${row?.id}/remove`)).status, 404);
      const owner = await signInAs(door, id);
      door.clock.advance(11 * 60_000);
      const asked = await owner.post(`/account/addresses/${row?.id}/remove`);
      assert.equal(asked.status, 403, 'a session left open is not enough');
      assert.match(asked.text, /name="proof"/);
      assert.match((await owner.get('/account')).text, /mine@preau/);
      const fresh = await signInAs(door, id);
      assert.equal((await fresh.post(`/account/addresses/${row?.id}/remove`)).status, 303);
      assert.doesNotMatch((await owner.get('/account')).text, /mine@preau/);
    });

    it('are five at most, and not a way to flood a mailbox', async () => {
      const owner = await signInAs(door, (await person()).id);
      const seen: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        seen.push(
          (await owner.post('/account/addresses', { email: `a${turn}@preau.invalid`, present: PASSWORD })).status,
        );
        door.clock.advance(MINUTE);
      }
      assert.deepEqual(seen, [303, 303, 303, 303, 303, 422]);
      // What the session alone cannot do.
      const alone = await owner.post('/account/addresses', { email: 'thief@preau.invalid', present: OTHER });
      assert.equal(alone.status, 422);
      assert.match(alone.text, /pas votre mot de passe actuel/);
      const faulty = await owner.post('/account/addresses', { email: 'not an address', present: PASSWORD });
      assert.equal(faulty.status, 422);
      assert.match(faulty.text, /value="not an address"/);
      const again: number[] = [];
      for (let turn = 0; turn < 8; turn += 1)
        again.push((await owner.post('/account/addresses', { email: 'a0@preau.invalid', present: PASSWORD })).status);
      assert.ok(again.includes(429));
      await settle();
      assert.ok(mailer.sent.filter((mail) => mail.to.address === 'a0@preau.invalid').length <= 3);
    });

    it('are not asked of pupils', async () => {
      const pupil = await buildPupil(door.db, { school: await buildSchool(door.db, { kind: 'college' }) });
      const visitor = await signInAs(door, pupil.id);
      const page = await visitor.get('/account');
      const given = await visitor.post('/account/addresses', { email: 'pupil@preau.invalid', present: PASSWORD });
      assert.equal(given.status, 404);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, /name="email"|Jetons/);
    });
  });
});

describe('changing one’s own password', () => {
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());

  const enter = async (login: string, password: string): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.post('/sign-in', { login, password })).status, 303);
    return visitor;
  };

  it('takes the present one, ends the other sessions and keeps this one', async () => {
    const guardian = await buildGuardian(door.db);
    const login = await givePassword(door.db, guardian.id, PASSWORD, door.clock.now());
    const [here, elsewhere] = [await enter(login, PASSWORD), await enter(login, PASSWORD)];
    const wrong = await here.post('/account/password', { present: 'not it', password: OTHER, again: OTHER });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /pas votre mot de passe actuel/);
    const reply = await here.submit('/account/password', { present: PASSWORD, password: OTHER, again: OTHER });
    assert.match(reply.text, /mot de passe est changé/);
    assert.match((await elsewhere.get('/account')).location ?? '', /^\/sign-in/);
    await enter(login, OTHER);
  });

  it('a borrowed session guesses the present one slowly', async () => {
    const guardian = await buildGuardian(door.db);
    const login = await givePassword(door.db, guardian.id, PASSWORD, door.clock.now());
    const visitor = await enter(login, PASSWORD);
    const seen: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      seen.push(
        (await visitor.post('/account/password', { present: `guess ${turn}`, password: OTHER, again: OTHER })).status,
      );
    }
    assert.deepEqual(seen, [422, 422, 422, 422, 422, 429, 429]);
  });

  it('the language chosen is kept with the account', async () => {
    const guardian = await buildGuardian(door.db);
    const visitor = await signInAs(door, guardian.id);
    assert.equal((await visitor.post('/language', { locale: 'en', next: '/account' })).location, '/account');
    assert.match((await visitor.get('/account')).text, /<html lang="en"[\s\S]*My account/);
    const elsewhere = await signInAs(door, guardian.id);
    assert.match((await elsewhere.get('/account')).text, /My account/);
    assert.equal((await visitor.post('/language', { locale: 'xx' })).status, 422);
    const anonymous = new Visitor(door.app);
    await anonymous.post('/language', { locale: 'en', next: '/sign-in' });
    assert.match((await anonymous.get('/sign-in')).text, /<h1>Sign in<\/h1>/);
  });
});
