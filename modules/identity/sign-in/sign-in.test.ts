import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countStatements, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import {
  buildGuardian,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, givePassword, openDoor } from '../builders.ts';

const PASSWORD = 'quatre tortues vertes';

describe('signing in', () => {
  let door: Door;
  let login: string;
  let teacherId: string;
  before(async () => {
    door = await openDoor();
    teacherId = (await buildTeacher(door.db, { givenName: 'Anne-Lise', familyName: 'DE LA TOUR' })).id;
    login = await givePassword(door.db, teacherId, PASSWORD, door.clock.now());
  });
  after(() => door.close());

  const enter = (visitor: Visitor, given: Record<string, string> = {}): Promise<Reply> =>
    visitor.post('/sign-in', { login, password: PASSWORD, ...given });
  const mayEnter = async (visitor: Visitor): Promise<boolean> =>
    (await visitor.get('/account/sessions')).status === 200;

  it('a teacher signs in with their login and is led to the page they wanted', async () => {
    const visitor = new Visitor(door.app);
    const turned = await visitor.get('/account/sessions');
    assert.equal(turned.location, '/sign-in?next=%2Faccount%2Fsessions');
    const form = await visitor.get(turned.location as string);
    assert.match(form.text, /<h1>Se connecter<\/h1>/);
    assert.match(form.text, /name="next" value="\/account\/sessions"/);
    const reply = await enter(visitor, { next: '/account/sessions' });
    assert.equal(reply.status, 303);
    assert.equal(reply.location, '/account/sessions');
  });

  it('the login is given and family name in plain letters; capitals, accents and spaces typed around it do not matter', async () => {
    assert.equal(login, 'anne-lise.de-la-tour');
    const reply = await enter(new Visitor(door.app), { login: ' Anne-Lise.DE-LA-TOUR ' });
    assert.equal(reply.location, '/');
  });

  it('/connexion leads to the form, and the form leads home who is already signed in', async () => {
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.get('/connexion')).location, '/sign-in');
    await enter(visitor);
    assert.equal((await visitor.get('/sign-in')).location, '/');
  });

  it('only a page of this site is followed afterwards', async () => {
    const elsewhere = [
      'https://elsewhere.invalid/',
      '//elsewhere.invalid',
      '/\\elsewhere.invalid',
      '/%09/elsewhere.invalid/..//elsewhere.invalid',
      '/\t/elsewhere.invalid',
      'javascript:alert(1)',
      '/..//elsewhere.invalid',
      '/sign-out',
      '/api/people',
    ];
    for (const next of elsewhere) {
      const { location } = await enter(new Visitor(door.app), { next });
      assert.ok(location?.startsWith('/') && !location.startsWith('//'), `${next} led to ${location}`);
      assert.equal(new URL(location ?? '', 'http://localhost').host, 'localhost');
    }
    assert.equal((await enter(new Visitor(door.app), { next: '/sign-out' })).location, '/');
    assert.equal((await enter(new Visitor(door.app), { next: '/people?q=zo%C3%A9' })).location, '/people?q=zo%C3%A9');
  });

  it('a field left empty is marked, and what was written stays', async () => {
    const { text } = await enter(new Visitor(door.app), { password: '' });
    assert.match(text, /<input(?=[^>]*name="password")(?=[^>]*aria-invalid="true")/);
    assert.doesNotMatch(text, /<input(?=[^>]*name="login")(?=[^>]*aria-invalid)/);
    assert.match(text, new RegExp(`<input(?=[^>]*name="login")(?=[^>]*value="${login}")`));
  });

  it('a form sent from another site opens no session', async () => {
    const visitor = new Visitor(door.app);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const reply = await visitor.post('/sign-in', { login, password: PASSWORD }, headers);
      assert.equal(reply.status, 403);
    }
    assert.equal(visitor.cookie('preau-session'), undefined);
    assert.equal(await mayEnter(visitor), false);
  });

  it('a session planted in the browser beforehand is not the one that is opened, and ends', async () => {
    const attacker = new Visitor(door.app);
    await enter(attacker);
    const planted = attacker.cookie('preau-session') as string;
    const victim = new Visitor(door.app);
    victim.setCookie('preau-session', planted);
    await enter(victim);
    assert.notEqual(victim.cookie('preau-session'), planted);
    assert.equal(await mayEnter(victim), true);
    assert.equal(await mayEnter(attacker), false);
  });

  it('the former password opens no session, even when it was being looked at while the owner chose another', async () => {
    const visitor = new Visitor(door.app);
    const former = await firstOf(
      door.db,
      sql<{ password: string }>`select password from identity.accounts where person_id = ${teacherId}`,
    );
    const reply = await door.db.transaction().execute(async (trx) => {
      // The account is read by then, and the try waits to be counted.
      await sql`lock table identity.throttles in exclusive mode`.execute(trx);
      const entering = enter(visitor);
      await until('the try waits', async () => {
        const waiting = await rowsOf(
          door.db,
          sql`select pid from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
      await sql`update identity.accounts set password = 'chosen meanwhile' where person_id = ${teacherId}`.execute(
        door.db,
      );
      return { entering };
    });
    assert.equal((await reply.entering).status, 422);
    assert.equal(visitor.cookie('preau-session'), undefined);
    await sql`update identity.accounts set password = ${former?.password} where person_id = ${teacherId}`.execute(
      door.db,
    );
    assert.equal((await enter(visitor)).status, 303);
  });

  it('what holds a NUL character is refused, not a defect', async () => {
    const reply = await enter(new Visitor(door.app), { login: 'anne\0lise' });
    assert.equal(reply.status, 422);
  });

  it('the database keeps neither the password nor what the cookies hold', async () => {
    const visitor = new Visitor(door.app);
    await enter(visitor);
    const tables = ['accounts', 'sessions', 'known_devices', 'throttles'];
    const secrets = [PASSWORD, visitor.cookie('preau-session'), visitor.cookie('preau-device')] as string[];
    for (const table of tables) {
      const rows = await rowsOf(door.db, sql`select t::text as line from ${sql.table(`identity.${table}`)} t`);
      const text = JSON.stringify(rows);
      assert.ok(rows.length > 0, table);
      for (const secret of secrets) {
        assert.ok(!text.includes(secret), `${table} holds a secret`);
        assert.ok(!text.includes(Buffer.from(secret).toString('hex')), `${table} holds a secret`);
        assert.ok(!text.includes(Buffer.from(secret, 'base64url').toString('hex')), `${table} holds a secret`);
      }
    }
    const account = await firstOf(
      door.db,
      sql<{ password: string }>`select password from identity.accounts where login = ${login}`,
    );
    assert.match(account?.password ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1,keyid=[\w+/]+\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  describe('those who do not get in', () => {
    let strangers: Record<string, Record<string, string>>;
    before(async () => {
      const { db, clock } = door;
      const waiting = await buildTeacher(db, { givenName: 'Sami', familyName: 'KOWALSKI' });
      const closed = await buildTeacher(db, { givenName: 'Inès', familyName: 'HADDAD' });
      const gone = await buildPerson(db, { givenName: 'Célestine', familyName: 'ROUX' });
      await buildMandate(db, { kind: 'commune', person: gone, endsOn: '2026-12-01' });
      await provisionAccounts(db, '2026-11-24', clock.now());
      await givePassword(db, closed.id, PASSWORD, clock.now());
      await givePassword(db, gone.id, PASSWORD, clock.now());
      await sql`update directory.mandates set ends_on = '2026-11-01' where person_id = ${gone.id}`.execute(db);
      await sql`insert into identity.account_closures (id, person_id, closed_at) values (${newId()}, ${closed.id}, ${clock.now()})`.execute(
        db,
      );
      strangers = {
        'an unknown login': { login: 'nobody.at-all', password: PASSWORD },
        'an unknown address': { login: 'nobody@preau.invalid', password: PASSWORD },
        'a wrong password': { login, password: 'quatre tortues bleues' },
        'an account to activate': {
          login: `${waiting.givenName}.${waiting.familyName}`.toLowerCase(),
          password: PASSWORD,
        },
        'a closed account': { login: 'ines.haddad', password: PASSWORD },
        'somebody who has left': { login: 'celestine.roux', password: PASSWORD },
      };
    });

    it('all read the same answer: status, headers, and page but for the login they typed', async () => {
      const answers = new Map<string, string>();
      for (const [who, given] of Object.entries(strangers)) {
        const visitor = new Visitor(door.app);
        const reply = await visitor.post('/sign-in', given);
        assert.equal(reply.status, 422, who);
        assert.match(reply.text, /Identifiant ou mot de passe incorrect/);
        assert.ok(!reply.text.includes(PASSWORD));
        assert.equal(visitor.cookie('preau-session'), undefined, who);
        const { 'x-request-id': _, date: __, 'content-length': ___, ...headers } = reply.headers;
        // By that cookie, drawn anew each time, the browser asks why: whoever tried has one.
        const same = JSON.stringify(headers).replace(/preau-try=[\w-]{43}\.\d{13};/, 'preau-try=…;');
        assert.match(same, /preau-try=…;/, who);
        answers.set(who, same + reply.text.replaceAll(given.login as string, '…'));
      }
      assert.equal(new Set(answers.values()).size, 1);
    });

    it('all cost the same work: one hash each, as many statements', async () => {
      const least = new Map(Object.keys(strangers).map((who) => [who, Number.POSITIVE_INFINITY]));
      const statements = new Map<string, number>();
      const ratio = (): number => Math.max(...least.values()) / Math.min(...least.values());
      // Processor time, the least of several turns: what the work takes, whatever else the machine is doing.
      for (let turn = 0; turn < 8 || (turn < 60 && ratio() > 1.2); turn += 1) {
        door.clock.advance(3600_000);
        for (const [who, given] of Object.entries(strangers)) {
          const begun = process.cpuUsage();
          const counted = await countStatements(() => new Visitor(door.app).post('/sign-in', given));
          const { user, system } = process.cpuUsage(begun);
          least.set(who, Math.min(least.get(who) ?? 0, user + system));
          statements.set(who, counted.statements);
        }
      }
      assert.ok(ratio() < 1.25, JSON.stringify([...least]));
      // Who has left is told apart once the right password was given, by one statement; nobody else learns it.
      statements.delete('somebody who has left');
      assert.deepEqual([...new Set(statements.values())], [3]);
    });
  });

  describe('the cookies', () => {
    it('are out of reach of scripts and other sites, and close with the browser', async () => {
      const reply = await enter(new Visitor(door.app));
      const cookies = [reply.headers['set-cookie']].flat() as string[];
      const session = cookies.find((line) => line.startsWith('preau-session=')) ?? '';
      assert.match(session, /^preau-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/i);
      const device = cookies.find((line) => line.startsWith('preau-device=')) ?? '';
      assert.match(device, /HttpOnly/i);
    });

    it('over https they are bound to this host', async () => {
      const secure = await openDoor({ publicUrl: 'https://ent.preau.invalid' });
      try {
        const guardian = await buildGuardian(secure.db, { givenName: 'Awa', familyName: 'DIALLO' });
        await givePassword(secure.db, guardian.id, PASSWORD, secure.clock.now());
        const visitor = new Visitor(secure.app);
        const reply = await visitor.post('/sign-in', { login: 'awa.diallo', password: PASSWORD, device: 'own' });
        const cookies = [reply.headers['set-cookie']].flat() as string[];
        for (const name of ['preau-session', 'preau-device']) {
          const line = cookies.find((cookie) => cookie.startsWith(`__Host-${name}=`)) ?? '';
          assert.match(
            line,
            /; Path=\/; HttpOnly; Secure; SameSite=Lax$|; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/i,
            name,
          );
          assert.doesNotMatch(line, /Domain/i);
        }
        assert.equal((await visitor.get('/account/sessions')).status, 200);
        const bare = new Visitor(secure.app);
        bare.setCookie('preau-session', visitor.cookie('__Host-preau-session') as string);
        assert.match((await bare.get('/account/sessions')).location ?? '', /^\/sign-in/);
      } finally {
        await secure.close();
      }
    });
  });

  it('signing out ends the session, drops what the browser kept, and the former cookie opens nothing', async () => {
    const visitor = new Visitor(door.app);
    await enter(visitor);
    const former = visitor.cookie('preau-session') as string;
    const reply = await visitor.post('/sign-out');
    assert.equal(reply.location, '/sign-in');
    assert.equal(reply.headers['clear-site-data'], '"cache"');
    assert.equal(visitor.cookie('preau-session'), undefined);
    assert.match((await visitor.get('/sign-in')).text, /Vous êtes déconnecté/);
    visitor.setCookie('preau-session', former);
    assert.equal(await mayEnter(visitor), false);
  });

  it('an address confirmed by one person signs them in; shared by two parents, it designates nobody', async () => {
    const child = await buildPupil(door.db, { school: await buildSchool(door.db) });
    const [mother, father] = [
      await buildGuardian(door.db, { of: child, givenName: 'Zoé', familyName: 'NGUYEN' }),
      await buildGuardian(door.db, { of: child, relation: 'father', givenName: 'Noé', familyName: 'NGUYEN' }),
    ];
    for (const parent of [mother, father]) await givePassword(door.db, parent.id, PASSWORD, door.clock.now());
    const verify = (personId: string, address: string, verified = true): Promise<unknown> =>
      sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
          values (${newId()}, ${personId}, ${address}, ${door.clock.now()}, ${verified ? door.clock.now() : null}::timestamptz)`.execute(
        door.db,
      );
    await verify(mother.id, 'zoe@preau.invalid');
    await verify(father.id, 'noe@preau.invalid', false);
    const by = (address: string): Promise<Reply> =>
      new Visitor(door.app).post('/sign-in', { login: address, password: PASSWORD });
    assert.equal((await by('Zoe@Preau.invalid')).status, 303);
    assert.equal((await by('noe@preau.invalid')).status, 422);
    await verify(father.id, 'zoe@preau.invalid');
    assert.equal((await by('zoe@preau.invalid')).status, 422);
  });
});
