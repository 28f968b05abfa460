import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { type BuiltPerson, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { Passkey, type Wrongs } from './testing/authenticator.ts';
import { addPasskey, askedAtDoor, askedInside, begin, enter, ORIGIN } from './testing/person.ts';

const MINUTE = 60_000;
const ADD = '/account/second-factor/passkeys';

describe('a forged passkey', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  async function teacher(): Promise<{ person: BuiltPerson; login: string; visitor: Visitor; passkey: Passkey }> {
    const person = await buildTeacher(door.db);
    const login = await givePassword(door.db, person.id, 'quatre tortues vertes', door.clock.now());
    const visitor = await signInAs(door, person.id);
    return { person, login, visitor, ...(await addPasskey(visitor, { alone: true })) };
  }

  /** What the audit says of the last refusal. */
  async function noted(): Promise<{ errand?: string; code?: string; reason?: string }> {
    const [line] = await rowsOf(
      door.db,
      sql<{ details: { errand: string; code: string; reason: string } }>`
        select details from platform.audit_entries where act = 'identity.passkey-refused' order by id desc limit 1`,
    );
    return line?.details ?? {};
  }

  const refusals = async (): Promise<number> =>
    (await rowsOf(door.db, sql`select 1 from platform.audit_entries where act = 'identity.passkey-refused'`)).length;

  /** Refused in one sentence, without a session and with one line in the audit. */
  async function isRefused(reply: Reply, phone: Visitor, code: string, reason: string): Promise<void> {
    assert.equal(reply.status, 422, `${reason}: ${reply.text.slice(0, 200)}`);
    assert.match(reply.text, /form-errors[\s\S]*<li>[^<]+<\/li>/, reason);
    assert.doesNotMatch(reply.text, /\bat \w+ \(|node_modules/, reason);
    assert.equal((await phone.get('/account')).status, 303, `${reason}: no session`);
    assert.deepEqual(await noted(), { errand: 'enter', code, reason });
  }

  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const wrongs: readonly (readonly [string, Wrongs, string])[] = [
    ['for another origin', { origin: 'http://localhost.pirate.invalid' }, 'origin'],
    ['for our host by another scheme', { origin: 'https://localhost' }, 'origin'],
    ['for another site', { rpId: 'pirate.invalid' }, 'site'],
    ['with an altered signature', { altered: true }, 'signature'],
    ['signed by another key', { key: stranger }, 'signature'],
    ['of another errand', { type: 'webauthn.create' }, 'errand'],
    ['without the owner checked', { flags: 0x01 }, 'owner-not-checked'],
    ['without anybody present', { flags: 0x04 }, 'owner-not-checked'],
    ['that may suddenly be copied', { flags: 0x1d }, 'backup'],
    ['copied without that being possible', { flags: 0x15 }, 'malformed'],
    ['from a page inside another', { crossOrigin: true }, 'other-page'],
    ['without handle', { userHandle: null }, 'handle'],
  ];
  for (const [what, wrong, reason] of wrongs)
    it(`${what} opens nothing`, async () => {
      const { passkey } = await teacher();
      const phone = new Visitor(door.app);
      const credential = passkey.answer(await askedAtDoor(phone), wrong);
      const reply = await phone.post('/sign-in/passkey', { credential, next: '/account' });
      await isRefused(reply, phone, 'identity.passkey-refused', reason);
      assert.equal((await enter(phone, passkey)).status, 303, 'the right one still does');
    });

  it('with somebody else’s handle, or somebody else’s name on one’s own signature, opens neither account', async () => {
    const [mine, theirs] = [await teacher(), await teacher()];
    const phone = new Visitor(door.app);
    const stolen = mine.passkey.answer(await askedAtDoor(phone), { userHandle: theirs.passkey.handle });
    await isRefused(
      await phone.post('/sign-in/passkey', { credential: stolen }),
      phone,
      'identity.passkey-refused',
      'handle',
    );
    const named = mine.passkey.answer(await askedAtDoor(phone), {
      id: theirs.passkey.id,
      userHandle: theirs.passkey.handle,
    });
    await isRefused(
      await phone.post('/sign-in/passkey', { credential: named }),
      phone,
      'identity.passkey-refused',
      'signature',
    );
  });

  it('an answer serves once, in the browser that asked, within five minutes, for what it was asked for', async () => {
    const { passkey, visitor } = await teacher();
    const phone = new Visitor(door.app);
    const over = (reply: Reply) => isRefused(reply, phone, 'identity.passkey-over', 'challenge');
    const other = new Visitor(door.app);
    await askedAtDoor(phone);
    await over(await phone.post('/sign-in/passkey', { credential: passkey.answer(await askedAtDoor(other)) }));
    const late = passkey.answer(await askedAtDoor(phone));
    door.clock.advance(5 * MINUTE);
    await over(await phone.post('/sign-in/passkey', { credential: late }));
    const invented = passkey.answer(await askedAtDoor(phone), {
      challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    });
    await over(await phone.post('/sign-in/passkey', { credential: invented }));
    // Asked of the owner inside, it does not open the door; and the other way round.
    const inside = passkey.answer(await askedInside(visitor));
    assert.equal((await visitor.post('/sign-in/passkey', { credential: inside })).status, 422);
    assert.equal((await noted()).code, 'identity.passkey-over');
    const credential = passkey.answer(await askedAtDoor(phone));
    assert.equal((await phone.post('/sign-in/passkey', { credential })).status, 303);
    await phone.post('/sign-out');
    await over(await phone.post('/sign-in/passkey', { credential }));
  });

  it('a count that goes back is refused, noted, and shown to its owner', async () => {
    const { passkey, visitor, person } = await teacher();
    const phone = new Visitor(door.app);
    assert.equal((await enter(phone, passkey)).status, 303);
    await phone.post('/sign-out');
    for (const count of [2, 1, 0]) {
      const credential = passkey.answer(await askedAtDoor(phone), { count });
      const reply = await phone.post('/sign-in/passkey', { credential });
      await isRefused(reply, phone, 'identity.passkey-suspect', 'count');
      assert.match(reply.text, /comme une copie/);
    }
    assert.match((await visitor.get('/account/second-factor')).text, /Une copie de cette clé a peut-être répondu/);
    const own = await rowsOf(
      door.db,
      sql`select 1 from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
          where s.person_id = ${person.id} and e.act = 'identity.passkey-refused'`,
    );
    assert.equal(own.length, 3, 'its owner reads it');
  });

  it('that no account knows, in a shape that nobody sends, or far too large: the same page, one line each', async () => {
    const { passkey } = await teacher();
    const phone = new Visitor(door.app);
    const unknown = passkey.answer(await askedAtDoor(phone), { id: 'AAAA' });
    await isRefused(
      await phone.post('/sign-in/passkey', { credential: unknown }),
      phone,
      'identity.passkey-unknown',
      'unknown',
    );
    const shapes = [
      '',
      '{}',
      'null',
      '[]',
      '{"id":',
      passkey.answer(await askedAtDoor(phone)).replace('"public-key"', '"password"'),
    ];
    for (const credential of shapes) {
      const before = await refusals();
      await isRefused(await phone.post('/sign-in/passkey', { credential }), phone, 'identity.passkey-refused', 'shape');
      assert.equal(await refusals(), before + 1);
    }
    const large = passkey.answer(await askedAtDoor(phone)).padEnd(9_000, ' ');
    await isRefused(
      await phone.post('/sign-in/passkey', { credential: large }),
      phone,
      'identity.passkey-refused',
      'oversize',
    );
    assert.equal((await phone.post('/sign-in/passkey', { credential: 'a'.repeat(1_100_000) })).status, 413);
  });

  it('somebody else’s passkey gives no second factor and proves nothing', async () => {
    const [mine, theirs] = [await teacher(), await teacher()];
    const waiting = new Visitor(door.app);
    await waiting.post('/sign-in', { login: theirs.login, password: 'quatre tortues vertes' });
    const credential = mine.passkey.answer(await askedInside(waiting), { userHandle: theirs.passkey.handle });
    assert.equal((await waiting.post('/sign-in/code/passkey', { credential })).status, 422);
    assert.deepEqual(await noted(), { errand: 'prove', code: 'identity.passkey-refused', reason: 'somebody-else' });
    assert.equal((await waiting.get('/account')).location, '/sign-in/code?next=%2Faccount');
    // The other's challenge is of no use either: it belongs to their session.
    const borrowed = theirs.passkey.answer(await askedInside(theirs.visitor));
    assert.equal((await waiting.post('/sign-in/code/passkey', { credential: borrowed })).status, 422);
    assert.equal((await noted()).code, 'identity.passkey-over');
  });

  describe('when one is made', () => {
    async function refuseMade(
      make: (making: Awaited<ReturnType<typeof begin>>) => string,
      code: string,
      reason: string,
    ): Promise<void> {
      const visitor = await signInAs(door, (await buildTeacher(door.db)).id);
      const reply = await visitor.post(ADD, { name: 'Ce téléphone', credential: make(await begin(visitor)) });
      assert.equal(reply.status, 422, `${reason}: ${reply.text.slice(0, 300)}`);
      assert.deepEqual(await noted(), { errand: 'add', code, reason });
      assert.match((await visitor.get('/account/second-factor')).text, /Aucune clé d’accès pour l’instant/);
    }

    for (const kind of ['none', 'RS1'] as const)
      it(`an algorithm that was not asked for (${kind}) is refused`, () =>
        refuseMade(
          (making) => new Passkey(making, { origin: ORIGIN, kind }).made(making),
          'identity.passkey-refused',
          'algorithm',
        ));

    for (const [what, wrong, reason] of [
      ['for another origin', { origin: 'https://pirate.invalid' }, 'origin'],
      ['for another site', { rpId: 'pirate.invalid' }, 'site'],
      ['of another errand', { type: 'webauthn.get' }, 'errand'],
      ['without the owner checked', { flags: 0x41 }, 'owner-not-checked'],
      ['without a key', { flags: 0x05 }, 'malformed'],
      ['from a page inside another', { crossOrigin: true }, 'other-page'],
      ['under another name', { id: 'AAAA' }, 'shape'],
    ] as const)
      it(`${what} is refused`, () =>
        refuseMade(
          (making) => new Passkey(making, { origin: ORIGIN }).made(making, wrong),
          'identity.passkey-refused',
          reason,
        ));

    it('with certificates of who made the device is not read: nobody asked for them', () =>
      refuseMade(
        (making) =>
          new Passkey(making, { origin: ORIGIN }).made(
            making,
            {},
            {
              format: 'android-key',
              content: new Map([['sig', Buffer.alloc(8)]]),
            },
          ),
        'identity.passkey-refused',
        'attestation',
      ));

    it('for another’s challenge, twice, or too late is refused', async () => {
      const [one, two] = await Promise.all([1, 2].map(async () => signInAs(door, (await buildTeacher(door.db)).id)));
      assert.ok(one && two);
      const making = await begin(one);
      const passkey = new Passkey(making, { origin: ORIGIN });
      const form = { name: 'Ce téléphone', credential: passkey.made(making) };
      assert.equal((await two.post(ADD, form)).status, 422);
      assert.equal((await one.post(ADD, form)).status, 200);
      assert.equal((await one.post(ADD, form)).status, 422, 'twice');
      assert.equal((await noted()).code, 'identity.passkey-over');
      const again = await begin(two);
      const taken = await two.post(ADD, { name: 'Volée', credential: passkey.made(again) });
      assert.equal(taken.status, 422);
      assert.deepEqual(await noted(), { errand: 'add', code: 'identity.passkey-taken', reason: 'taken' });
      const late = await begin(two);
      door.clock.advance(5 * MINUTE);
      const own = new Passkey(late, { origin: ORIGIN });
      assert.equal((await two.post(ADD, { name: 'Tard', credential: own.made(late) })).status, 422);
      assert.match((await two.get('/account/second-factor')).text, /Aucune clé d’accès pour l’instant/);
    });
  });
});
