import { equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import { Visitor } from '../../../../platform/testing/browser.ts';
import { buildTeacher } from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor } from '../../builders.ts';
import { declareSamlForTest, isIn, knownToAcademy, provisioned, refusalsOf, SamlWay } from '../testing/saml-door.ts';
import {
  forgedLogout,
  messageIn,
  newForgerKey,
  openSamlPeer,
  redirected,
  type SamlPeer,
  signedBy,
} from '../testing/saml-forger.ts';

const CLAIRE = { ctemail: ['claire.roux@ac-exemple.invalid'] };

describe('signing out of a SAML provider and of here', () => {
  let door: Door;
  let peer: SamlPeer;
  let way: SamlWay;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    const teacher = await buildTeacher(door.db);
    await knownToAcademy(door.db, teacher.id, {
      source: '10-1D',
      category: 'staff',
      sourceId: '1',
      attributes: { email: 'claire.roux@ac-exemple.invalid' },
    });
    await provisioned(door);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      mailDomains: ['ac-exemple.invalid'],
      returnHosts: ['portail.ac-exemple.invalid'],
    });
    way = new SamlWay(door, peer, 'agents');
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  const signOuts = 'http://localhost/sign-in/with/agents/saml/sign-out';
  const logout = (change: Partial<Parameters<typeof forgedLogout>[0]> = {}): string =>
    forgedLogout({ now: door.clock.now(), issuer: peer.entityId, to: signOuts, nameId: '_claire', ...change });
  const pathOf = (address: string): string => address.replace('http://localhost', '');
  const entered = async (sessionIndex = '_one'): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    await way.travel(visitor, CLAIRE, { nameId: '_claire', sessionIndex });
    equal(await isIn(visitor), true);
    return visitor;
  };

  it('there ends every session here at once, and answers', async () => {
    const [one, two] = [await entered(), await entered('_two')];
    const sent = redirected(peer.signer, signOuts, 'SAMLRequest', logout());
    const reply = await new Visitor(door.app).get(pathOf(sent));
    equal(reply.status, 303, reply.text.slice(0, 500));
    const answer = messageIn(reply.location ?? '');
    match(reply.location ?? '', /\/slo\?SAMLResponse=/);
    match(answer.xml, /<samlp:LogoutResponse /);
    match(answer.xml, /status:Success/);
    equal(answer.query.get('SigAlg'), 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    for (const visitor of [one, two]) equal(await isIn(visitor), false);
    const line = await firstOf(
      door.db,
      sql<{
        n: number;
      }>`select (details ->> 'sessions')::int as n from platform.audit_entries where act = 'identity.session-ended-there'`,
    );
    equal(line?.n, 2);
    equal((await new Visitor(door.app).get(pathOf(sent))).status, 422, 'the same again is a replay');
  });

  it('by POST, signed inside, ends the one session that is named', async () => {
    const [one, two] = [await entered(), await entered('_two')];
    const xml = signedBy(peer.signer, logout({ sessionIndex: '_one' }), 'LogoutRequest');
    const reply = await new Visitor(door.app).post(
      pathOf(signOuts),
      { SAMLRequest: Buffer.from(xml).toString('base64') },
      { 'sec-fetch-site': 'cross-site' },
    );
    equal(reply.status, 303, reply.text.slice(0, 500));
    equal(await isIn(one), false);
    equal(await isIn(two), true);
  });

  it('unsigned, by a stranger, by SHA-1, altered, old, for another address, or twice in one query: nothing ends', async () => {
    const visitor = await entered();
    const stranger = await newForgerKey();
    const good = redirected(peer.signer, signOuts, 'SAMLRequest', logout());
    const old = new Date(door.clock.now().getTime() - 3_600_000);
    const bad = [
      good.replace(/&SigAlg=.*/, ''),
      redirected(stranger, signOuts, 'SAMLRequest', logout()),
      redirected(peer.signer, signOuts, 'SAMLRequest', logout(), 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
      good.replace('SAMLRequest=', 'SAMLRequest=A'),
      `${good}&RelayState=added`,
      `${good}&SAMLRequest=again`,
      redirected(peer.signer, signOuts, 'SAMLRequest', logout({ now: old })),
      redirected(peer.signer, signOuts, 'SAMLRequest', logout({ to: 'https://elsewhere.invalid/' })),
      redirected(peer.signer, signOuts, 'SAMLRequest', logout({ issuer: 'https://elsewhere.invalid/idp' })),
      redirected(peer.signer, signOuts, 'SAMLRequest', `<!DOCTYPE x>${logout()}`),
    ];
    for (const [at, address] of bad.entries()) {
      const lines = (await refusalsOf(door.db)).length;
      const reply = await new Visitor(door.app).get(pathOf(address));
      ok(reply.status === 422 || reply.status === 502, `${at}: ${reply.status}`);
      equal((await refusalsOf(door.db)).length, lines + 1, `${at}`);
      equal(await isIn(visitor), true, `${at}`);
    }
    const unsigned = await new Visitor(door.app).post(
      pathOf(signOuts),
      { SAMLRequest: Buffer.from(logout()).toString('base64') },
      { 'sec-fetch-site': 'cross-site' },
    );
    equal(unsigned.status, 422);
    equal(await isIn(visitor), true);
  });

  it('here asks the provider too, and lands where it wanted, if that host is on the list', async () => {
    for (const [wanted, lands] of [
      ['https://portail.ac-exemple.invalid/accueil', 'https://portail.ac-exemple.invalid/accueil'],
      ['https://elsewhere.invalid/', '/sign-in'],
      ['http://portail.ac-exemple.invalid/', '/sign-in'],
      ['https://portail.ac-exemple.invalid@elsewhere.invalid/', '/sign-in'],
      ['https://portail.ac-exemple.invalid.elsewhere.invalid/', '/sign-in'],
      ['javascript:alert(1)', '/sign-in'],
    ] as const) {
      const visitor = new Visitor(door.app);
      await way.travel(visitor, { ...CLAIRE, FrEduUrlRetour: [wanted] }, { nameId: '_claire', sessionIndex: '_one' });
      const page = await visitor.post('/sign-out');
      equal(await isIn(visitor), false);
      match(page.text, /La session de Préau est fermée/);
      const address = /http-equiv="refresh" content="0; ?url=([^"]+)"/i.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
      ok(address, page.text.slice(0, 1500));
      const request = messageIn(address);
      match(request.xml, /<saml:NameID[^>]*>_claire<\/saml:NameID><samlp:SessionIndex>_one</);
      const answer = `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_back${Math.random()}" Version="2.0" IssueInstant="${door.clock.now().toISOString()}" Destination="${signOuts}" InResponseTo="${request.id}"><saml:Issuer>${peer.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`;
      const back = redirected(peer.signer, signOuts, 'SAMLResponse', answer);
      equal((await new Visitor(door.app).get(pathOf(back))).location, '/sign-in', 'another browser learns nothing');
      equal((await visitor.get(pathOf(back))).location, lands, wanted);
    }
  });
});
