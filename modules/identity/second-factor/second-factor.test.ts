import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { URI } from 'otpauth';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  buildGuardian,
  buildMandate,
  buildPerson,
  buildPupil,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { resetFactor } from './reset.ts';

const PASSWORD = 'quatre tortues vertes';
const MINUTE = 60_000;
const DAY = 24 * 3600_000;

describe('the second factor', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  /** The application of a telephone, which knows the key and the time. */
  interface Application {
    now(later?: number): string;
  }

  const applicationOf = (page: Reply): Application => {
    const key = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.text)?.[1]?.replaceAll(' ', '');
    assert.ok(key, page.text.slice(0, 300));
    const totp = URI.parse(`otpauth://totp/P?secret=${key}`);
    return {
      now: (later = 0) =>
        'generate' in totp ? totp.generate({ timestamp: door.clock.now().getTime() + later } as never) : '',
    };
  };
  const codesOf = (page: Reply): string[] =>
    Array.from(page.text.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g), (m) => m[1] as string);

  async function enrol(visitor: Visitor): Promise<{ application: Application; codes: string[] }> {
    const application = applicationOf(await visitor.post('/account/second-factor/begin', {}));
    const shown = await visitor.post('/account/second-factor/confirm', { code: application.now() });
    assert.equal(shown.status, 200, shown.text.slice(0, 500));
    door.clock.advance(MINUTE);
    return { application, codes: codesOf(shown) };
  }

  async function teacher(): Promise<{ person: BuiltPerson; login: string }> {
    const person = await buildTeacher(door.db);
    return { person, login: await givePassword(door.db, person.id, PASSWORD, door.clock.now()) };
  }

  const knock = async (login: string, next = '/account'): Promise<{ visitor: Visitor; reply: Reply }> => {
    const visitor = new Visitor(door.app);
    return { visitor, reply: await visitor.post('/sign-in', { login, password: PASSWORD, next }) };
  };

  it('asked after the password: until the code is given, the session opens nothing and knows nobody', async () => {
    const { person, login } = await teacher();
    const { application } = await enrol(await signInAs(door, person.id));
    const { visitor, reply } = await knock(login);
    assert.equal(reply.location, '/account');
    assert.equal((await visitor.get('/account')).location, '/sign-in/code?next=%2Faccount');
    assert.equal((await visitor.get(`/people/${person.uid}`)).status, 303);
    assert.equal((await visitor.api('GET', '/api/session/renew')).status, 404);
    assert.equal((await visitor.api('GET', `/api/people/${person.uid}`)).status, 403);
    assert.match((await visitor.get('/sign-in')).text, /name="password"/, 'a public page takes them for a visitor');
    const wrong = await visitor.post('/sign-in/code', { code: '000000' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Ce code ne convient pas/);
    const right = await visitor.post('/sign-in/code', { code: application.now(), next: '/account' });
    assert.equal(right.location, '/account');
    assert.equal((await visitor.get('/account')).status, 200);
  });

  it('a code serves once: seen over a shoulder, it opens nothing', async () => {
    const { person, login } = await teacher();
    const { application } = await enrol(await signInAs(door, person.id));
    const first = await knock(login);
    const code = application.now();
    assert.equal((await first.visitor.post('/sign-in/code', { code })).status, 303);
    const second = await knock(login);
    assert.equal((await second.visitor.post('/sign-in/code', { code })).status, 422);
  });

  it('the code of the half-minute before or after will do, an older one will not', async () => {
    const { person, login } = await teacher();
    const { application } = await enrol(await signInAs(door, person.id));
    for (const [drift, status] of [
      [-90_000, 422],
      [-30_000, 303],
      [30_000, 303],
      [90_000, 422],
    ] as const) {
      door.clock.advance(2 * MINUTE);
      const { visitor } = await knock(login);
      assert.equal(
        (await visitor.post('/sign-in/code', { code: application.now(drift) })).status,
        status,
        String(drift),
      );
    }
  });

  it('a recovery code opens the door once, however it is typed', async () => {
    const { person, login } = await teacher();
    const { codes } = await enrol(await signInAs(door, person.id));
    assert.equal(codes.length, 10);
    const typed = ` ${(codes[0] as string).toLowerCase().replace('-', ' ').replaceAll('0', 'o')} `;
    assert.equal((await (await knock(login)).visitor.post('/sign-in/code', { code: typed })).status, 303);
    assert.equal((await (await knock(login)).visitor.post('/sign-in/code', { code: typed })).status, 422);
    const page = await (await signInAs(door, person.id)).get('/account/second-factor');
    assert.match(page.text, /Codes de secours restants<\/dt>\s*<dd[^>]*>9/);
  });

  it('tries are slowed, and a session that waits is over after ten minutes', async () => {
    const { person, login } = await teacher();
    await enrol(await signInAs(door, person.id));
    const { visitor } = await knock(login);
    let reply = await visitor.post('/sign-in/code', { code: '111111' });
    for (let tries = 0; tries < 10 && reply.status === 422; tries += 1)
      reply = await visitor.post('/sign-in/code', { code: '111111' });
    assert.equal(reply.status, 429);
    assert.match(reply.text, /Attendez/);
    door.clock.advance(10 * MINUTE);
    assert.equal((await visitor.get('/sign-in/code')).location, '/sign-in?next=%2Fsign-in%2Fcode');
  });

  it('whoever knows the password gains no try by changing browsers, and does not slow the browser one is known from', async () => {
    const { person, login } = await teacher();
    const { application } = await enrol(await signInAs(door, person.id));
    const home = (await knock(login)).visitor;
    assert.equal((await home.post('/sign-in/code', { code: application.now() })).status, 303);
    door.clock.advance(MINUTE);
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await (await knock(login)).visitor.post('/sign-in/code', { code: '111111' })).status);
    assert.equal(statuses[0], 422);
    assert.equal(statuses.at(-1), 429);
    assert.equal((await home.post('/sign-in', { login, password: PASSWORD })).status, 303);
    assert.equal((await home.post('/sign-in/code', { code: application.now() })).status, 303);
  });

  it('the journal of connections says that a password was right and nobody came in, until the code is given', async () => {
    const { person, login } = await teacher();
    const own = await signInAs(door, person.id);
    const { application } = await enrol(own);
    const { visitor } = await knock(login);
    const missing = async (): Promise<boolean[]> =>
      (await own.api('GET', '/api/account/connections'))
        .json<{ entries: { factorMissing: boolean }[] }>()
        .entries.map(({ factorMissing }) => factorMissing);
    assert.deepEqual(await missing(), [true]);
    assert.match((await own.get('/account/connections')).text, /Code jamais donné/);
    await visitor.post('/sign-in/code', { code: application.now() });
    assert.deepEqual(await missing(), [false]);
  });

  it('is in force only after its first code, and ends the sessions opened without it', async () => {
    const { person, login } = await teacher();
    const other = await signInAs(door, person.id);
    const visitor = await signInAs(door, person.id);
    const application = applicationOf(await visitor.post('/account/second-factor/begin', {}));
    assert.equal((await visitor.post('/account/second-factor/confirm', { code: '123456' })).status, 422);
    assert.equal((await (await knock(login)).visitor.get('/account')).status, 200, 'nothing is in force yet');
    assert.equal((await visitor.post('/account/second-factor/confirm', { code: application.now() })).status, 200);
    assert.equal((await other.get('/account')).status, 303);
    assert.equal((await visitor.get('/account')).status, 200);
  });

  it('the database keeps neither the seed nor a recovery code', async () => {
    const { person } = await teacher();
    const visitor = await signInAs(door, person.id);
    const page = await visitor.post('/account/second-factor/begin', {});
    const key = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
    const shown = await visitor.post('/account/second-factor/confirm', { code: applicationOf(page).now() });
    const rows = JSON.stringify([
      ...(await rowsOf(door.db, sql`select t::text as line from identity.authenticators t`)),
      ...(await rowsOf(door.db, sql`select t::text as line from identity.recovery_codes t`)),
    ]);
    assert.ok(key.length >= 32 && !rows.includes(key));
    for (const code of codesOf(shown)) assert.ok(!rows.includes(code));
    door.clock.advance(MINUTE);
  });

  it('for pupils the page does not exist; a stranger changes nothing of another’s', async () => {
    const pupil = await signInAs(door, (await buildPupil(door.db)).id);
    assert.equal((await pupil.get('/account/second-factor')).status, 404);
    const { person, login } = await teacher();
    const { codes } = await enrol(await signInAs(door, person.id));
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.post('/account/second-factor/remove', {})).status, 303);
    assert.equal((await stranger.post('/sign-in/code', { code: codes[1] as string })).status, 422);
    assert.equal((await (await knock(login)).visitor.get('/account')).status, 303, 'still asked');
  });

  describe('before a grave act', () => {
    it('within ten minutes nothing is asked; later the password, and what was filled in goes on', async () => {
      const { person, login } = await teacher();
      const { visitor } = await knock(login);
      assert.equal((await visitor.post('/account/tokens', { name: 'Un', access: 'read', days: '30' })).status, 200);
      door.clock.advance(11 * MINUTE);
      const asked = await visitor.post('/account/tokens', { name: 'Mon « agenda »', access: 'read', days: '30' });
      assert.equal(asked.status, 403);
      assert.match(asked.text, /C’est bien vous/);
      assert.match(asked.text, /name="name" value="Mon « agenda »"/);
      const form = { name: 'Mon « agenda »', access: 'read', days: '30' };
      const wrong = await visitor.post('/account/tokens', { ...form, proof: 'pas le bon' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /name="name" value="Mon « agenda »"/);
      const done = await visitor.post('/account/tokens', { ...form, proof: PASSWORD });
      assert.equal(done.status, 200);
      assert.match(done.text, /Mon « agenda »/);
      assert.ok(!done.text.includes(PASSWORD));
      assert.equal(
        (await visitor.post('/account/tokens', { ...form, name: 'Trois' })).status,
        200,
        'proved for ten minutes',
      );
      const names = await rowsOf(
        door.db,
        sql<{ name: string }>`select name from identity.api_tokens where person_id = ${person.id} order by name`,
      );
      assert.deepEqual(names.map(({ name }) => name).sort(), ['Mon « agenda »', 'Trois', 'Un']);
    });

    it('who has a second factor proves it with that; the password is not enough', async () => {
      const { person } = await teacher();
      const visitor = await signInAs(door, person.id);
      await givePassword(door.db, person.id, PASSWORD, door.clock.now());
      const { application } = await enrol(visitor);
      door.clock.advance(11 * MINUTE);
      const form = { name: 'Un', access: 'read', days: '30' };
      assert.equal((await visitor.post('/account/tokens', { ...form, proof: PASSWORD })).status, 422);
      assert.equal((await visitor.post('/account/tokens', { ...form, proof: application.now() })).status, 200);
    });
  });

  describe('of an administrator', () => {
    async function administrator(): Promise<{ person: BuiltPerson; login: string }> {
      const person = await buildPerson(door.db);
      await buildMandate(door.db, { person, kind: 'platform' });
      return { person, login: await givePassword(door.db, person.id, PASSWORD, door.clock.now()) };
    }

    it('is asked for at once, and after seven days nothing else opens until it is there', async () => {
      const { login } = await administrator();
      const { visitor } = await knock(login);
      assert.equal((await visitor.get('/account')).status, 200);
      door.clock.advance(7 * DAY);
      const later = (await knock(login)).visitor;
      assert.equal((await later.get('/account')).location, '/account/second-factor?next=%2Faccount');
      await enrol(later);
      assert.equal((await later.get('/account')).status, 200);
    });

    it('may change telephones, not be removed; the command line takes it away when all is lost', async () => {
      const { person, login } = await administrator();
      const visitor = (await knock(login)).visitor;
      await enrol(visitor);
      const refused = await visitor.post('/account/second-factor/remove', {});
      assert.equal(refused.status, 422);
      assert.match(refused.text, /peut changer de téléphone/);
      assert.equal(await resetFactor(door.db, { personId: person.id, now: door.clock.now() }), true);
      assert.equal(await resetFactor(door.db, { personId: person.id, now: door.clock.now() }), false);
      assert.equal((await (await knock(login)).visitor.get('/account')).status, 200);
    });
  });
});
