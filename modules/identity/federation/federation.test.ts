import { equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { type BuiltPerson, buildGuardian, buildPupil, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { issueActivationCode } from '../activation/issue.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { declareForTest } from './testing/declare.ts';
import { openPeer, type Peer, type PeerPerson, walk } from './testing/peer.ts';

const PASSWORD = 'quatre tortues vertes';
const HOME = 'http://localhost/';
const BACK = 'http://localhost/sign-in/with/franceconnect/back';

const aminata: PeerPerson = {
  id: 'aminata',
  claims: { given_name: 'Aminata Fatou', family_name: 'DIALLO', birthdate: '1988-04-02' },
};
const other: PeerPerson = {
  id: 'somebody-else',
  claims: { given_name: 'Rachid', family_name: 'DIALLO', birthdate: '1986-01-30' },
};
const nobody: PeerPerson = { id: 'nobody', claims: { given_name: 'Inconnue', family_name: 'ICI' } };

describe('coming in by FranceConnect', () => {
  let door: Door;
  let peer: Peer;
  let mother: BuiltPerson;
  let login: string;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openPeer({
      like: 'franceconnect',
      people: [aminata, other, nobody],
      redirectUri: BACK,
      signedOutUri: 'http://localhost/sign-in',
    });
    await declareForTest(door.db, { kind: 'franceconnect', ...peer, now: door.clock.now() });
    const child = await buildPupil(door.db, { birthDate: '2016-03-08' });
    mother = await buildGuardian(door.db, { of: child, familyName: 'DIALLO', givenName: 'Aminata' });
    login = await givePassword(door.db, mother.id, PASSWORD, door.clock.now());
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  /** To the provider and back; gives the answer to the return. */
  const travel = async (visitor: Visitor, next = ''): Promise<Reply> => {
    const left = await visitor.get(`/sign-in/with/franceconnect${next}`);
    equal(left.status, 303, left.text);
    return visitor.get(await walk(left.location ?? '', HOME));
  };
  const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account/sessions')).status === 200;
  const links = (personId: string) =>
    rowsOf(
      door.db,
      sql<{ subject: string; certified_at: Date | null; last_used_at: Date | null }>`
        select subject, certified_at, last_used_at from identity.linked_identities where person_id = ${personId} order by id`,
    );
  const accounts = async (): Promise<number> =>
    (await firstOf(door.db, sql<{ n: number }>`select count(*)::int as n from identity.accounts`))?.n ?? 0;

  it('somebody whom no account knows is told why and what to do, and no account is made', async () => {
    const before = await accounts();
    const visitor = new Visitor(door.app);
    peer.present = nobody;
    const back = await travel(visitor);
    equal(back.location, '/sign-in/with/franceconnect/new');
    const page = await visitor.get(back.location ?? '');
    match(page.text, /Relier FranceConnect à votre compte/);
    match(page.text, /Inconnue ICI/);
    match(page.text, /Aucun compte ne se crée ici/);
    equal(await isIn(visitor), false);
    equal(await accounts(), before);
  });

  it('a mother links hers once by her password, and comes in by FranceConnect ever after', async () => {
    peer.present = aminata;
    const first = new Visitor(door.app);
    const back = await travel(first, '?next=%2Faccount');
    equal(back.location, '/sign-in/with/franceconnect/new?next=%2Faccount');
    const wrong = await first.post('/sign-in/with/franceconnect/new', { login, password: 'faux' });
    equal(wrong.status, 422);
    match(wrong.text, /Identifiant ou mot de passe incorrect/);
    const linked = await first.post('/sign-in/with/franceconnect/new', { login, password: PASSWORD, next: '/account' });
    equal(linked.location, '/account');
    equal(await isIn(first), true);
    const second = new Visitor(door.app);
    equal((await travel(second, '?next=%2Faccount')).location, '/account');
    equal(await isIn(second), true);
    const [link] = await links(mother.id);
    ok(link?.last_used_at);
    ok(link.certified_at, 'names are the same: certified');
    notEqual(link.subject, 'aminata', 'the name by which the provider knows her is ours alone');
  });

  it('her ways in say what was compared and when she last used it', async () => {
    const visitor = await signInAs(door, mother.id);
    const page = await visitor.get('/account/ways');
    match(page.text, /Identité certifiée par FranceConnect le 24 novembre 2026/);
    match(page.text, /Nom de famille<\/dt><dd>identique/);
    match(page.text, /Date de naissance<\/dt><dd>non comparé/);
    match(page.text, /utilisée à l’instant/);
    match((await visitor.get('/account')).text, /Mes façons d’entrer/);
    const sheet = (await visitor.get('/account/identity')).text;
    match(sheet, /Certifiée par FranceConnect le 24 novembre 2026/);
    match(sheet, /comparé avec FranceConnect le 24 novembre 2026/);
  });

  it('what a session opened by a provider does gravely asks for a proof of one’s own', async () => {
    const visitor = new Visitor(door.app);
    peer.present = aminata;
    await travel(visitor);
    const [link] = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from identity.linked_identities where person_id = ${mother.id}`,
    );
    const asked = await visitor.post(`/account/ways/${link?.id}/remove`);
    equal(asked.status, 403);
    match(asked.text, /name="proof"/);
  });

  it('one FranceConnect identity opens one account, and nobody links that of another human being', async () => {
    const father = await buildGuardian(door.db, { familyName: 'DIALLO', givenName: 'Rachid' });
    const fathers = await givePassword(door.db, father.id, PASSWORD, door.clock.now());
    const taken = await signInAs(door, father.id);
    peer.present = aminata;
    const asked = await taken.post('/account/ways/franceconnect/add');
    const to = /href="(http:\/\/127[^"]+)"/.exec(asked.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const refused = await taken.get(await walk(to, HOME));
    equal(refused.status, 422);
    match(refused.text, /Le prénom ou la date de naissance que donne FranceConnect ne sont pas ceux/);
    peer.present = other;
    const visitor = new Visitor(door.app);
    await travel(visitor);
    const stranger = await visitor.post('/sign-in/with/franceconnect/new', { login, password: PASSWORD });
    equal(stranger.status, 422);
    match(stranger.text, /Chacun relie sa propre identité/);
    const his = new Visitor(door.app);
    await travel(his);
    equal((await his.post('/sign-in/with/franceconnect/new', { login: fathers, password: PASSWORD })).location, '/');
    const again = await buildGuardian(door.db, { familyName: 'DIALLO', givenName: 'Rachid' });
    const session = await signInAs(door, again.id);
    const second = await session.post('/account/ways/franceconnect/add');
    const there = /href="(http:\/\/127[^"]+)"/.exec(second.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const notHis = await session.get(await walk(there, HOME));
    equal(notHis.status, 409);
    match(notHis.text, /déjà reliée à un autre compte/);
    equal((await links(again.id)).length, 0);
  });

  it('a code of the school is a proof too: the identity is offered right after', async () => {
    const zoe: PeerPerson = nobody;
    const newcomer = await buildGuardian(door.db, { familyName: 'ICI', givenName: 'Inconnue' });
    const now = door.clock.now();
    const visitor = new Visitor(door.app);
    peer.present = zoe;
    await travel(visitor);
    await signInAs(door, newcomer.id);
    await sql`update identity.accounts set activated_at = null where person_id = ${newcomer.id}`.execute(door.db);
    const { code } = await inTransaction(door.db, (tx) =>
      issueActivationCode(tx.db, { personId: newcomer.id, issuedBy: null, now, pepper: testKeys.pepper }),
    );
    equal((await visitor.post('/activation', { code })).location, '/activation/proof');
    const child = await firstOf(
      door.db,
      sql<{
        birth_date: string;
      }>`select c.birth_date from directory.kinships k join directory.persons c on c.id = k.pupil_id
                                   where k.adult_id = ${newcomer.id}`,
    );
    equal(
      (await visitor.post('/activation/proof', { proof: child?.birth_date ?? '' })).location,
      '/activation/password',
    );
    const chosen = await visitor.post('/activation/password', {
      password: 'sept girafes bleues',
      again: 'sept girafes bleues',
    });
    equal(chosen.location, '/account/ways');
    const page = await visitor.get('/account/ways');
    match(page.text, /Vous venez de FranceConnect \(Inconnue ICI\)/);
    equal((await visitor.post('/account/ways/waiting')).location, '/account/ways?added=franceconnect');
    match((await visitor.get('/account/ways?added=franceconnect')).text, /FranceConnect ouvre désormais votre compte/);
    equal((await visitor.post('/account/ways/waiting')).status, 422, 'once');
    const later = new Visitor(door.app);
    equal((await travel(later)).location, '/');
    equal(await isIn(later), true);
  });

  it('breaking off there, or proving oneself at a lower level, opens nothing and says what to do', async () => {
    const visitor = new Visitor(door.app);
    peer.present = null;
    const off = await travel(visitor);
    equal(off.status, 422);
    match(off.text, /Vous avez interrompu la connexion à FranceConnect/);
    peer.present = aminata;
    peer.level = 'eidas0';
    const low = await travel(visitor);
    peer.level = 'eidas1';
    equal(low.status, 422);
    match(low.text, /réponse de FranceConnect n’a pas pu être vérifiée|ne garantit pas votre identité/);
    equal(await isIn(visitor), false);
  });

  it('a return serves once, in the browser that left', async () => {
    peer.present = aminata;
    const visitor = new Visitor(door.app);
    const left = await visitor.get('/sign-in/with/franceconnect');
    const back = await walk(left.location ?? '', HOME);
    const thief = new Visitor(door.app);
    const stolen = await thief.get(back);
    equal(stolen.status, 422);
    match(stolen.text, /a commencé dans un autre navigateur/);
    equal(await isIn(thief), false);
    equal((await visitor.get(back)).location, '/');
    equal((await visitor.get(back)).status, 422);
    equal((await thief.get(back)).status, 422);
  });

  it('a closed account stays closed, whoever vouches', async () => {
    peer.present = other;
    const father = await firstOf(
      door.db,
      sql<{ person_id: string }>`select person_id from identity.linked_identities where subject like '%somebody-else%'`,
    );
    await sql`insert into identity.account_closures (id, person_id, closed_at) values (directory.new_id(), ${father?.person_id}, now())`.execute(
      door.db,
    );
    const visitor = new Visitor(door.app);
    const shut = await travel(visitor);
    equal(shut.status, 422);
    match(shut.text, /Le compte relié à cette identité est fermé/);
    equal(await isIn(visitor), false);
  });

  it('signing out offers to sign out there too, and unlinking ends it; never the last way in', async () => {
    peer.present = aminata;
    const visitor = new Visitor(door.app);
    await travel(visitor);
    const out = await visitor.post('/sign-out');
    match(out.text, /Me déconnecter aussi de FranceConnect/);
    match(out.text, /id_token_hint=/);
    match(out.text, /post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in/);
    equal(await isIn(visitor), false);
    const [link] = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from identity.linked_identities where person_id = ${mother.id}`,
    );
    const elsewhere = new Visitor(door.app);
    await travel(elsewhere);
    const session = await signInAs(door, mother.id);
    await sql`update identity.accounts set password = null, password_set_at = null where person_id = ${mother.id}`.execute(
      door.db,
    );
    const last = await session.post(`/account/ways/${link?.id}/remove`);
    equal(last.status, 422);
    match(last.text, /FranceConnect est votre seule façon d’entrer/);
    await givePassword(door.db, mother.id, PASSWORD, door.clock.now());
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    equal((await stranger.post(`/account/ways/${link?.id}/remove`)).status, 404);
    equal((await session.post(`/account/ways/${link?.id}/remove`)).location, '/account/ways');
    equal(await isIn(elsewhere), false, 'the session that it opened is over');
    equal((await links(mother.id)).length, 0);
    match((await travel(new Visitor(door.app))).location ?? '', /\/new$/);
  });

  it('every refusal left one line in the audit, without a name or a token', async () => {
    const lines = await rowsOf(
      door.db,
      sql<{
        details: string;
      }>`select details::text from platform.audit_entries where act = 'identity.federation-refused'`,
    );
    ok(lines.length >= 8);
    for (const { details } of lines) ok(!/DIALLO|eyJ/.test(details), details);
    const facts = await rowsOf(door.db, sql`select 1 from platform.outbox where name = 'identity.ways-changed'`);
    ok(facts.length >= 3);
  });

  it('FranceConnect is not for those who work in a school, nor for pupils', async () => {
    const teacher = await signInAs(door, (await buildTeacher(door.db)).id);
    equal((await teacher.post('/account/ways/franceconnect/add')).status, 404);
    const pupil = await signInAs(door, (await buildPupil(door.db)).id);
    equal((await pupil.get('/account/ways')).status, 404);
  });
});
