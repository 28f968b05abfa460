import { equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian, buildHead, buildMandate, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { publishCharter } from '../charter/charter.ts';
import { declareForTest } from './testing/declare.ts';
import { openPeer, type Peer, type PeerPerson, walk } from './testing/peer.ts';

const PASSWORD = 'quatre tortues vertes';

const agent: PeerPerson = {
  id: 'agent',
  claims: { given_name: 'Hélène', usual_name: 'GARNIER', siret: '20004697700019', idp_id: 'town-hall' },
};
const elsewhere: PeerPerson = {
  id: 'agent-2',
  claims: { given_name: 'Paul', usual_name: 'AILLEURS', siret: '11111111111111', idp_id: 'elsewhere' },
};

describe('the door', () => {
  let door: Door;
  let peer: Peer;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openPeer({
      like: 'proconnect',
      people: [agent, elsewhere],
      redirectUri: 'http://localhost/sign-in/with/proconnect/back',
      signedOutUri: 'http://localhost/sign-in',
    });
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  it('without a provider the sign-in page is the form alone, and nobody is asked who they are', async () => {
    const page = await new Visitor(door.app).get('/sign-in');
    match(page.text, /<h1>Se connecter<\/h1>/);
    ok(!/Qui êtes-vous|name="who"/.test(page.text));
  });

  const form = () => ({
    name: 'ProConnect',
    key: 'proconnect',
    issuer: peer.issuer,
    clientId: peer.clientId,
    secret: peer.secret,
    scopes: 'openid given_name usual_name email uid siret idp_id',
    acrValues: '',
    audiences: 'town',
    clientAuth: 'post',
    signedAlg: 'ES256',
    signedUserinfo: 'yes',
    organisations: '20004697700019',
    active: 'yes',
  });

  it('the operator declares ProConnect, reads which addresses to register, and tries it', async () => {
    const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
    match((await operator.get('/providers')).text, /Aucun fournisseur déclaré/);
    const faulty = await operator.post('/providers/new/proconnect', {
      ...form(),
      issuer: 'http://clear.invalid',
      scopes: 'email',
    });
    equal(faulty.status, 422);
    match(faulty.text, /Il faut une adresse en https/);
    match(faulty.text, /dont openid/);
    ok(!faulty.text.includes(peer.secret), 'the secret is not shown again');
    const made = await operator.post('/providers/new/proconnect', form());
    equal(made.location, '/providers/proconnect', made.text.slice(0, 3000));
    const page = await operator.get('/providers/proconnect');
    match(page.text, /http:\/\/localhost\/sign-in\/with\/proconnect\/back/);
    ok(!page.text.includes(peer.secret));
    match((await operator.submit('/providers/proconnect/try')).text, /Il répond, et ses adresses conviennent/);
    equal((await operator.post('/providers/new/proconnect', form())).status, 409);
    equal(
      (await operator.post('/providers/proconnect', { ...form(), secret: '', name: 'ProConnect (essai)' })).status,
      303,
    );
    equal((await operator.post('/providers/proconnect', { ...form(), secret: '' })).status, 303);
    const row = await firstOf(door.db, sql<{ line: string }>`select p::text as line from identity.providers p`);
    ok(row && !row.line.includes(peer.secret), 'at rest the secret is sealed');
  });

  it('for everybody else these pages do not exist', async () => {
    for (const person of [
      await buildHead(door.db),
      await buildMandate(door.db, { kind: 'academy' }),
      await buildTeacher(door.db),
    ]) {
      const stranger = await signInAs(door, person.id);
      for (const path of ['/providers', '/providers/proconnect', '/providers/new/proconnect'])
        equal((await stranger.get(path)).status, 404, path);
      equal((await stranger.post('/providers/new/proconnect', { ...form(), key: 'mine' })).status, 404);
      equal((await stranger.post('/providers/proconnect', form())).status, 404);
      equal((await stranger.post('/providers/proconnect/try')).status, 404);
    }
    equal((await new Visitor(door.app).get('/providers')).status, 303);
  });

  it('"Qui êtes-vous ?" shows each the ways that there are for them, and no dead one', async () => {
    const visitor = new Visitor(door.app);
    const question = await visitor.get('/sign-in?next=%2Faccount');
    match(question.text, /<h1>Qui êtes-vous \?<\/h1>/);
    match(question.text, /href="\/sign-in\?who=town&amp;next=%2Faccount"/);
    match(question.text, /Demandez à l’école ou au collège un code/);
    ok(!/FranceConnect|GrandLyon/.test(question.text));
    const town = await visitor.get('/sign-in?who=town&next=%2Faccount');
    match(town.text, /href="\/sign-in\/with\/proconnect\?next=%2Faccount"/);
    match(town.text, /name="password"/);
    ok(!/sign-in\/with/.test((await visitor.get('/sign-in?who=family')).text));
    ok(town.text.length < 20_000);
  });

  it('a municipal agent links by password and comes in by ProConnect; the device remembers the way, not the person', async () => {
    const helene = await buildMandate(door.db, { kind: 'commune' });
    const login = await givePassword(door.db, helene.id, PASSWORD, door.clock.now());
    const visitor = new Visitor(door.app);
    peer.present = agent;
    const travel = async (who: Visitor) => {
      const left = await who.get('/sign-in/with/proconnect');
      return who.get(await walk(left.location ?? '', 'http://localhost/'));
    };
    equal((await travel(visitor)).location, '/sign-in/with/proconnect/new');
    equal((await visitor.post('/sign-in/with/proconnect/new', { login, password: PASSWORD })).location, '/');
    await visitor.post('/sign-out');
    equal(visitor.cookie('preau-way'), 'proconnect');
    const again = await visitor.get('/sign-in');
    match(again.text, /La dernière fois, sur cet appareil/);
    match(again.text, /href="\/sign-in\/with\/proconnect"/);
    equal((await travel(visitor)).location, '/');
    const link = await firstOf(
      door.db,
      sql<{
        source: string;
        organisation: string;
      }>`select source, organisation from identity.linked_identities where person_id = ${helene.id}`,
    );
    equal(link?.source, 'town-hall');
    equal(link?.organisation, '20004697700019');
    const means = await rowsOf(
      door.db,
      sql<{
        means: string;
      }>`select means from identity.connections where person_id = ${helene.id} order by happened_at, id`,
    );
    ok(
      means.some((line) => line.means === 'provider'),
      'the journal of connections says by which way',
    );
    const list = await visitor.get('/account/sessions');
    match(list.text, /par ProConnect/);
  });

  it('an employer that is not on the list is refused', async () => {
    peer.present = elsewhere;
    const visitor = new Visitor(door.app);
    const left = await visitor.get('/sign-in/with/proconnect');
    const back = await visitor.get(await walk(left.location ?? '', 'http://localhost/'));
    equal(back.status, 422);
    match(back.text, /Votre employeur, tel que ProConnect le donne/);
  });

  it('who comes in by their login is shown the form at once next time', async () => {
    const father = await buildGuardian(door.db);
    const login = await givePassword(door.db, father.id, PASSWORD, door.clock.now());
    const visitor = new Visitor(door.app);
    equal((await visitor.post('/sign-in', { login, password: PASSWORD, who: 'family' })).location, '/');
    await visitor.post('/sign-out');
    const next = await visitor.get('/sign-in');
    match(next.text, /<h1>Se connecter<\/h1>/);
    match(next.text, /Entrer autrement/);
  });

  it('a second factor and a charter stand before everything, whoever vouches', async () => {
    const head = await buildMandate(door.db, { kind: 'commune' });
    await givePassword(door.db, head.id, PASSWORD, door.clock.now());
    const provider = await firstOf(
      door.db,
      sql<{ id: string }>`select id from identity.providers where key = 'proconnect'`,
    );
    await sql`delete from identity.linked_identities`.execute(door.db);
    await sql`insert into identity.linked_identities (id, person_id, provider_id, subject, source, label, proof, linked_at)
              values (directory.new_id(), ${head.id}, ${provider?.id}, 'agent', 'town-hall', 'Hélène', 'password', now())`.execute(
      door.db,
    );
    await sql`insert into identity.authenticators (id, person_id, sealed, created_at, confirmed_at)
              values (directory.new_id(), ${head.id}, 'x', now(), now())`.execute(door.db);
    peer.present = agent;
    const visitor = new Visitor(door.app);
    const left = await visitor.get('/sign-in/with/proconnect?next=%2Faccount');
    equal((await visitor.get(await walk(left.location ?? '', 'http://localhost/'))).location, '/account');
    equal((await visitor.get('/account')).location, '/sign-in/code?next=%2Faccount');
    await sql`delete from identity.authenticators`.execute(door.db);
    await sql`delete from identity.charter_acceptances where person_id = ${head.id}`.execute(door.db);
    await publishCharter(door.db, { audience: 'adult', articles: null, now: door.clock.now() });
    const other = new Visitor(door.app);
    const again = await other.get('/sign-in/with/proconnect');
    await other.get(await walk(again.location ?? '', 'http://localhost/'));
    match((await other.get('/account')).location ?? '', /^\/charter/);
  });

  it('GrandLyon Connect speaks its own dialect: plain data, secret in the header', async () => {
    const lyon = await openPeer({
      like: 'grandlyon',
      people: [{ id: 'lyon', claims: { given_name: 'Aminata', family_name: 'DIALLO', email: 'a@example.invalid' } }],
      redirectUri: 'http://localhost/sign-in/with/grandlyon/back',
      signedOutUri: 'http://localhost/sign-in',
    });
    try {
      await declareForTest(door.db, { kind: 'grandlyon', ...lyon, now: door.clock.now() });
      const visitor = new Visitor(door.app);
      const left = await visitor.get('/sign-in/with/grandlyon');
      const back = await visitor.get(await walk(left.location ?? '', 'http://localhost/'));
      equal(back.location, '/sign-in/with/grandlyon/new');
      match((await visitor.get(back.location ?? '')).text, /Aminata DIALLO/);
    } finally {
      await lyon.close();
    }
  });
});
