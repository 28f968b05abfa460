import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWebServer } from '../../../app/server.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import {
  type BuiltPerson,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { closeAccount } from '../accounts/close.ts';
import { issueActivationCode } from '../activation/issue.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { proofOfPerson } from '../second-factor/proof.ts';
import { resetFactor } from '../second-factor/reset.ts';
import { authenticate } from '../sessions/authenticate.ts';
import { addPasskey, askedAtDoor, askedInside, begin, enter, ORIGIN } from './testing/person.ts';

const PASSWORD = 'quatre tortues vertes';
const MINUTE = 60_000;
const codesOf = (page: Reply): string[] =>
  Array.from(page.text.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g), (m) => m[1] as string);

describe('passkeys', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  async function teacher(): Promise<{ person: BuiltPerson; login: string; visitor: Visitor }> {
    const person = await buildTeacher(door.db);
    const login = await givePassword(door.db, person.id, PASSWORD, door.clock.now());
    return { person, login, visitor: await signInAs(door, person.id) };
  }

  async function administrator(): Promise<{ person: BuiltPerson; login: string; visitor: Visitor }> {
    const person = await buildPerson(door.db);
    await buildMandate(door.db, { person, kind: 'platform' });
    const login = await givePassword(door.db, person.id, PASSWORD, door.clock.now());
    return { person, login, visitor: await signInAs(door, person.id) };
  }

  const knock = async (login: string): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    await visitor.post('/sign-in', { login, password: PASSWORD, next: '/account' });
    return visitor;
  };

  const idOf = async (person: BuiltPerson): Promise<string> => {
    const rows = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from identity.passkeys where person_id = ${person.id} order by added_at, id`,
    );
    return rows.at(-1)?.id ?? '';
  };

  const acts = async (personId: string): Promise<string[]> => {
    const rows = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where subject_id = ${personId} order by id`,
    );
    return rows.map(({ act }) => act);
  };

  for (const kind of ['ES256', 'RS256'] as const)
    it(`the first one (${kind}) brings ten recovery codes, and from then on completes the password`, async () => {
      const { person, login, visitor } = await teacher();
      const elsewhere = await signInAs(door, person.id);
      const { passkey, reply } = await addPasskey(visitor, { kind });
      assert.equal(reply.status, 200, reply.text.slice(0, 400));
      const codes = codesOf(reply);
      assert.equal(codes.length, 10);
      assert.equal((await elsewhere.get('/account')).status, 303, 'what was opened without it is over');
      const waiting = await knock(login);
      assert.equal((await waiting.get('/account')).location, '/sign-in/code?next=%2Faccount');
      const page = await waiting.get('/sign-in/code?next=%2Faccount');
      assert.match(page.text, /Utiliser ma clé d’accès/);
      assert.match(page.text, /Code de secours/);
      const asked = await askedInside(waiting);
      assert.deepEqual(
        asked.allowCredentials.map(({ id }) => id),
        [passkey.id],
      );
      const given = await waiting.post('/sign-in/code/passkey', {
        credential: passkey.answer(asked),
        next: '/account',
      });
      assert.equal(given.location, '/account');
      assert.equal((await waiting.get('/account')).status, 200);
      const byCode = await knock(login);
      assert.equal((await byCode.post('/sign-in/code', { code: codes[0] as string })).status, 303);
      assert.deepEqual(await acts(person.id), ['identity.passkey-added']);
    });

  it('asks a browser for what we need: the owner checked, the account’s handle kept, no word on who made the device', async () => {
    const { visitor, person, login } = await teacher();
    const making = await begin(visitor);
    assert.equal(making.rp.id, 'localhost');
    assert.deepEqual(
      making.pubKeyCredParams.map(({ alg }) => alg),
      [-7, -257],
    );
    assert.equal(making.attestation, 'none');
    assert.equal(making.authenticatorSelection.residentKey, 'required');
    assert.equal(making.authenticatorSelection.userVerification, 'required');
    assert.equal(making.user.name, login);
    assert.ok(
      !JSON.stringify(making.user.id).includes(person.id) && making.user.id.length === 43,
      'a handle names nobody',
    );
    const { passkey } = await addPasskey(visitor);
    const second = await begin(visitor);
    assert.equal(second.user.id, passkey.handle, 'one account, one handle');
    assert.deepEqual(
      second.excludeCredentials.map(({ id }) => id),
      [passkey.id],
    );
  });

  it('opens alone when its owner chose so: one press, no password, no code', async () => {
    const { person, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    const phone = new Visitor(door.app);
    assert.equal((await enter(phone, passkey)).location, '/account');
    assert.equal((await phone.get('/account')).status, 200);
    assert.match((await phone.get('/account/connections')).text, /clé d’accès/);
    const fresh = await phone.post('/account/tokens', { name: 'Un', access: 'read', days: '30' });
    assert.equal(fresh.status, 200, 'a grave act does not ask again at once');
    const [session] = await rowsOf(
      door.db,
      sql<{
        factor: string;
      }>`select factor from identity.sessions where person_id = ${person.id} order by started_at desc, id desc limit 1`,
    );
    assert.equal(session?.factor, 'proved');
  });

  it('does not open alone otherwise, and may be told to later', async () => {
    const { person, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor);
    const phone = new Visitor(door.app);
    const refused = await enter(phone, passkey);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /complète le mot de passe, elle ne le remplace pas/);
    assert.equal((await phone.get('/account')).status, 303);
    const address = `/account/second-factor/passkeys/${await idOf(person)}`;
    assert.equal((await visitor.post(address, { name: 'Téléphone du soir', alone: 'yes' })).status, 303);
    assert.match(
      (await visitor.get('/account/second-factor')).text,
      /Téléphone du soir[\s\S]*Ouvre aussi sans mot de passe/,
    );
    assert.equal((await enter(phone, passkey)).status, 303);
    assert.deepEqual((await acts(person.id)).slice(-1), ['identity.passkey-changed']);
  });

  it('serves as proof before a grave act; the password no longer does', async () => {
    const { visitor } = await teacher();
    const { passkey } = await addPasskey(visitor);
    door.clock.advance(11 * MINUTE);
    const form = { name: 'Mon agenda', access: 'read', days: '30' };
    const asked = await visitor.post('/account/tokens', form);
    assert.equal(asked.status, 403);
    assert.match(asked.text, /Confirmer avec ma clé d’accès/);
    assert.match(asked.text, /name="name" value="Mon agenda"/);
    assert.equal((await visitor.post('/account/tokens', { ...form, proof: PASSWORD })).status, 422);
    const forged = passkey.answer(await askedInside(visitor), { altered: true });
    const refused = await visitor.post('/account/tokens', { ...form, proof: forged });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Cette clé d’accès n’a pas été acceptée/);
    const done = await visitor.post('/account/tokens', { ...form, proof: passkey.answer(await askedInside(visitor)) });
    assert.equal(done.status, 200);
    assert.match(done.text, /Mon agenda/);
    assert.equal((await visitor.post('/account/tokens', { ...form, name: 'Deux' })).status, 200, 'for ten minutes');
  });

  it('a copied passkey never counts, and says that it is copied; ten are the most', async () => {
    const { visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true, copied: true });
    for (let times = 0; times < 3; times += 1) assert.equal((await enter(new Visitor(door.app), passkey)).status, 303);
    assert.match((await visitor.get('/account/second-factor')).text, /Copiée par votre gestionnaire de clés/);
    for (let others = 1; others < 10; others += 1)
      assert.equal((await addPasskey(visitor, { name: `Clé ${others}` })).reply.status, 303);
    const refused = await visitor.post('/account/second-factor/passkeys/begin');
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Dix clés d’accès suffisent/);
  });

  it('without a name it is not added, and the page comes again with what was chosen', async () => {
    const { visitor } = await teacher();
    const { reply } = await addPasskey(visitor, { name: '  ', alone: true });
    assert.equal(reply.status, 422);
    assert.match(reply.text, /Donnez-lui un nom/);
    assert.match(reply.text, /name="alone"[^>]*checked/);
    assert.match((await visitor.get('/account/second-factor')).text, /Aucune clé d’accès pour l’instant/);
  });

  it('removed, it opens nothing; with the last second factor go the recovery codes', async () => {
    const { person, login, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    const removed = await visitor.submit(`/account/second-factor/passkeys/${await idOf(person)}/remove`);
    assert.match(removed.text, /« Ce téléphone » est retirée/);
    const refused = await enter(new Visitor(door.app), passkey);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /n’ouvre aucun compte ici/);
    assert.equal((await (await knock(login)).get('/account')).status, 200, 'the password is enough again');
    const left = await rowsOf(door.db, sql`select 1 from identity.recovery_codes where person_id = ${person.id}`);
    assert.equal(left.length, 0);
  });

  it('an administrator keeps one: the last is not removed, be it passkey or application', async () => {
    const { person, visitor } = await administrator();
    await addPasskey(visitor, { name: 'Un' });
    const first = await idOf(person);
    const refused = await visitor.post(`/account/second-factor/passkeys/${first}/remove`);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /ajoutez d’abord l’autre/);
    await addPasskey(visitor, { name: 'Deux' });
    // Both at once, from two tabs: one goes, the other stays.
    const both = await Promise.all(
      [first, await idOf(person)].map((id) => visitor.post(`/account/second-factor/passkeys/${id}/remove`)),
    );
    assert.deepEqual(
      both.map(({ status }) => status).sort((a, b) => a - b),
      [303, 422],
    );
  });

  it('satisfies what is asked of administrators: within seven days, then nothing else opens', async () => {
    const { login } = await administrator();
    door.clock.advance(8 * 24 * 60 * MINUTE);
    const visitor = await knock(login);
    assert.equal((await visitor.get('/account')).location, '/account/second-factor?next=%2Faccount');
    const { reply } = await addPasskey(visitor);
    assert.equal(reply.status, 200, reply.text.slice(0, 300));
    assert.equal((await visitor.get('/account')).status, 200);
  });

  it('of a closed account, or of who is nobody any more, opens nothing', async () => {
    const { person, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    await closeAccount(door.db, { personId: person.id, now: door.clock.now(), by: null });
    const phone = new Visitor(door.app);
    assert.equal((await enter(phone, passkey)).status, 422);
    assert.equal((await phone.get('/account')).status, 303);
    const other = await teacher();
    const { passkey: theirs } = await addPasskey(other.visitor, { alone: true });
    await sql`update directory.profiles set ends_on = '2026-11-01' where person_id = ${other.person.id}`.execute(
      door.db,
    );
    assert.equal((await enter(phone, theirs)).status, 422);
  });

  it('who takes the account back by a code of the school ends every passkey’s way in, and keeps them as second factor', async () => {
    const { person, login, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    const now = door.clock.now();
    await sql`update directory.persons set birth_date = '1980-05-04' where id = ${person.id}`.execute(door.db);
    const { code } = await issueActivationCode(door.db, {
      personId: person.id,
      issuedBy: null,
      now,
      pepper: testKeys.pepper,
    });
    const owner = new Visitor(door.app);
    await owner.post('/activation', { code });
    await owner.post('/activation/proof', { proof: '04/05/1980' });
    const chosen = { password: 'trois renards oranges', again: 'trois renards oranges', device: 'unsaid' };
    const back = await owner.post('/activation/password', chosen);
    assert.equal(back.status, 303, back.text.slice(0, 600));
    assert.equal((await enter(new Visitor(door.app), passkey)).status, 422);
    const waiting = new Visitor(door.app);
    await waiting.post('/sign-in', { login, password: chosen.password });
    assert.equal((await waiting.get('/account')).location, '/sign-in/code?next=%2Faccount');
  });

  it('all lost: the command line takes passkeys and codes away', async () => {
    const { person, login, visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    assert.equal(await resetFactor(door.db, { personId: person.id, now: door.clock.now() }), true);
    assert.equal((await enter(new Visitor(door.app), passkey)).status, 422);
    assert.equal((await (await knock(login)).get('/account')).status, 200);
  });

  it('is for adults: a pupil finds no page; a stranger touches nobody else’s; a token proves nothing', async () => {
    const pupil = await signInAs(door, (await buildPupil(door.db)).id);
    for (const address of ['/account/second-factor/passkeys/begin', '/account/second-factor/passkeys'])
      assert.equal((await pupil.post(address, { name: 'A', credential: '{}' })).status, 404, address);
    assert.equal((await pupil.api('POST', '/api/account/second-factor/passkeys/challenge')).status, 404);
    const { person, visitor } = await teacher();
    await addPasskey(visitor);
    const address = `/account/second-factor/passkeys/${await idOf(person)}`;
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.get(address)).status, 404);
    assert.equal((await stranger.post(address, { name: 'Mienne', alone: 'yes' })).status, 404);
    assert.equal((await stranger.post(`${address}/remove`)).status, 404);
    assert.match((await visitor.get(address)).text, /Ce téléphone/);
    const made = await visitor.post('/account/tokens', { name: 'Agenda', access: 'write', days: '30' });
    const token = /value="([\w-]{43})"/.exec(made.text)?.[1];
    const program = await new Visitor(door.app).api(
      'POST',
      '/api/account/second-factor/passkeys/challenge',
      undefined,
      {
        authorization: `Bearer ${token}`,
      },
    );
    assert.equal(program.status, 403);
  });

  it('what one process asked, another takes back', async () => {
    const { visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    const other = createWebServer({
      db: door.db,
      clock: door.clock,
      keys: testKeys,
      publicUrl: ORIGIN,
      modules: [directoryModule, identityModule],
      authenticate,
      proof: proofOfPerson,
      onDefect: (error) => {
        throw error;
      },
    });
    try {
      const [here, there] = [new Visitor(door.app), new Visitor(other)];
      const credential = passkey.answer(await askedAtDoor(here));
      there.setCookie('preau-passkey', here.cookie('preau-passkey') ?? '');
      assert.equal((await there.post('/sign-in/passkey', { credential, next: '/account' })).status, 303);
      assert.equal((await there.get('/account')).status, 200);
      assert.equal((await here.post('/sign-in/passkey', { credential })).status, 422, 'once, whoever took it');
    } finally {
      await other.close();
    }
  });

  it('whoever looks in somebody’s place neither sees their passkeys nor adds one', async () => {
    const school = await buildSchool(door.db);
    const person = await buildTeacher(door.db, { school });
    const visitor = await signInAs(door, person.id);
    await addPasskey(visitor, { name: 'Tiroir du bureau' });
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    const view =
      (await head.post(`/people/${person.uid}/view-as`, { reason: 'Une page ne s’ouvre pas' })).location ?? '';
    await visitor.post(`${view}/answer`, { answer: 'yes' });
    assert.equal((await head.post(`${view}/start`)).location, '/');
    const seen = await head.get('/account/second-factor');
    assert.equal(seen.status, 403);
    assert.ok(!seen.text.includes('Tiroir'));
    assert.equal((await head.post('/account/second-factor/passkeys/begin')).status, 403);
    assert.equal((await head.api('POST', '/api/account/second-factor/passkeys/challenge')).status, 403);
  });

  it('an answer sent three times at once opens one session', async () => {
    const { visitor } = await teacher();
    const { passkey } = await addPasskey(visitor, { alone: true });
    const phone = new Visitor(door.app);
    const credential = passkey.answer(await askedAtDoor(phone));
    const replies = await Promise.all([1, 2, 3].map(() => phone.post('/sign-in/passkey', { credential })));
    assert.deepEqual(
      replies.map(({ status }) => status).sort((a, b) => a - b),
      [303, 422, 422],
    );
  });
});
