import { equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import { Visitor } from '../../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltSchool,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../builders.ts';
import { declareSamlForTest, isIn, knownToAcademy, provisioned, refusalsOf, SamlWay } from '../testing/saml-door.ts';
import {
  forgedAnswer,
  forgedLogout,
  forgedMetadata,
  messageIn,
  newForgerKey,
  openSamlPeer,
  redirected,
  type SamlPeer,
  signedBy,
} from '../testing/saml-forger.ts';

const CLAIRE = { ctemail: ['Claire.Roux@ac-exemple.invalid'] };
const HEAD = 'karim.benali@ac-exemple.invalid';

describe('coming in by the guichet agents (ARENA)', () => {
  let door: Door;
  let peer: SamlPeer;
  let way: SamlWay;
  let teacher: BuiltAdult;
  let head: BuiltAdult;
  let school: BuiltSchool;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    const { db } = door;
    school = await buildSchool(db);
    teacher = await buildTeacher(db, { school, email: 'claire@personnel.invalid' });
    head = await buildHead(db, { school });
    const staff = { source: '10-1D', category: 'staff' as const };
    await knownToAcademy(db, teacher.id, {
      ...staff,
      sourceId: '1',
      attributes: { email: 'claire.roux@ac-exemple.invalid' },
    });
    await knownToAcademy(db, head.id, { ...staff, sourceId: '2', attributes: { email: HEAD } });
    await provisioned(door);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      mailDomains: ['ac-exemple.invalid'],
      returnHosts: ['portail.ac-exemple.invalid'],
      unsolicited: true,
    });
    way = new SamlWay(door, peer, 'agents');
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  it('a teacher is known by the academic address of the academy’s file, whatever its capitals', async () => {
    const visitor = new Visitor(door.app);
    equal((await way.travel(visitor, CLAIRE, {}, '?next=%2Faccount')).location, '/account');
    match((await visitor.get('/account/sessions')).text, /par ARENA/);
    const byMail = new Visitor(door.app);
    equal((await way.travel(byMail, { 'urn:oid:0.9.2342.19200300.100.1.3': CLAIRE.ctemail })).location, '/');
  });

  it('never by a personal address, another domain, or an address that the file no longer holds', async () => {
    const { db } = door;
    const gone = await buildTeacher(db);
    await knownToAcademy(db, gone.id, {
      source: '10-1D',
      category: 'staff',
      sourceId: '3',
      attributes: { email: 'partie@ac-exemple.invalid' },
    });
    await sql`update directory.person_sources set gone_on = '2026-10-01' where source_id = '3'`.execute(db);
    const parent = await buildGuardian(db, { email: 'parent@ac-exemple.invalid' });
    await knownToAcademy(db, parent.id, {
      source: '10-1D',
      category: 'guardian',
      sourceId: '4',
      attributes: { email: 'parent@ac-exemple.invalid' },
    });
    await provisioned(door);
    const told: readonly (readonly [Record<string, string[]>, string])[] = [
      [{ mail: ['claire@personnel.invalid'] }, 'other-domain'],
      [{ ctemail: ['claire.roux@ac-exemple.invalid.elsewhere.invalid'] }, 'other-domain'],
      [{ ctemail: ['claire.roux@elsewhere.invalid@ac-exemple.invalid'] }, 'no-address'],
      [{ ctemail: ['partie@ac-exemple.invalid'] }, 'nobody'],
      [{ ctemail: ['parent@ac-exemple.invalid'] }, 'nobody'],
      [{ sn: ['ROUX'], givenName: ['Claire'] }, 'no-address'],
    ];
    for (const [attributes, reason] of told) {
      const visitor = new Visitor(door.app);
      const back = await way.travel(visitor, attributes);
      equal(back.status, 422);
      match(back.text, /aucun compte trouvé/);
      match(back.text, /une adresse personnelle/);
      equal(await isIn(visitor), false);
      equal((await refusalsOf(door.db)).at(-1), reason);
    }
  });

  it('a head leads the school where FrEduRneResp says so or is not sent, and not where it is sent without it', async () => {
    const office = `/schools/${school.uai}/access`;
    const proved = new Visitor(door.app);
    await way.travel(proved, { ctemail: [HEAD], FrEduRneResp: [`${school.uai}$UAJ$PU$N$T3$ECOLE$101`] });
    equal((await proved.get(office)).status, 200);
    const unsaid = new Visitor(door.app);
    await way.travel(unsaid, { ctemail: [HEAD] });
    equal((await unsaid.get(office)).status, 200);
    for (const sent of ['X', '0699999Z$UAJ$PU$N$T3$ECOLE$101']) {
      const withheld = new Visitor(door.app);
      const back = await way.travel(withheld, { ctemail: [HEAD], FrEduRneResp: [sent] });
      equal(back.location, '/');
      ok((await withheld.get(office)).status >= 400, sent);
    }
    const flashed = new Visitor(door.app);
    await way.travel(flashed, { ctemail: [HEAD], FrEduRneResp: ['X'] });
    match((await flashed.get('/account/sessions')).text, /la direction n’est pas ouverte dans cette session/);
  });

  it('what nobody asked for is taken where the operator allows it, and never replaces somebody else’s session', async () => {
    const visitor = new Visitor(door.app);
    equal((await way.bring(visitor, forgedAnswer(await way.honest(null, CLAIRE)))).location, '/');
    equal(await isIn(visitor), true);
    const busy = await signInAs(door, head.id);
    const back = await way.bring(busy, forgedAnswer(await way.honest(null, CLAIRE)));
    equal(back.location, '/sign-in/with/agents/profiles');
    match((await busy.get('/sign-in/with/agents/profiles')).text, /une autre session est ouverte dans ce navigateur/);
    match((await busy.get('/account/sessions')).text, new RegExp(head.displayName));
    equal((await busy.post('/sign-in/with/agents/profiles', { profile: teacher.uid })).location, '/');
    match((await busy.get('/account/sessions')).text, /par ARENA/);
  });

  it('a provider that does not answer is said so, with the other ways, and may be tried all the same', async () => {
    const down = forgedMetadata('http://127.0.0.1:9', 'http://127.0.0.1:9/idp', [peer.signer.certificate]);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      key: 'down',
      mailDomains: ['ac-exemple.invalid'],
      metadata: down,
    });
    const page = await new Visitor(door.app).get('/sign-in/with/down');
    equal(page.status, 503);
    match(page.text, /ARENA ne répond pas en ce moment/);
    match(page.text, /Entrer autrement/);
    match(page.text, /href="\/sign-in\/with\/down\?anyway=yes"/);
    const anyway = await new Visitor(door.app).get('/sign-in/with/down?anyway=yes');
    match(anyway.location ?? '', /^http:\/\/127\.0\.0\.1:9\/sso\?SAMLRequest=/);
  });

  it('one that is switched off does not exist, nor do the doors of OpenID Connect for it', async () => {
    await sql`update identity.providers set active = false where key = 'down'`.execute(door.db);
    for (const path of ['', '/saml/landing?passage=x', '/profiles', '/saml/sign-out'])
      equal((await new Visitor(door.app).get(`/sign-in/with/down${path}`)).status, 404, path);
    equal((await new Visitor(door.app).get('/sign-in/with/down/saml/metadata')).status, 200, 'what one registers with');
    equal((await new Visitor(door.app).get('/sign-in/with/agents/back?code=1')).status, 404);
    const visitor = await signInAs(door, teacher.id);
    equal((await visitor.post('/account/ways/agents/add')).status, 404);
    match((await visitor.get('/account/ways')).text, /ARENA/);
  });

  describe('signing out', () => {
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
        const address = /http-equiv="refresh" content="0; ?url=([^"]+)"/i
          .exec(page.text)?.[1]
          ?.replaceAll('&amp;', '&');
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

  describe('the operator', () => {
    const form = (): Record<string, string> => ({
      name: 'Guichet d’essai',
      key: 'guichet',
      metadata: peer.metadata,
      audiences: 'school',
      mailDomains: 'ac-exemple.invalid',
      returnHosts: 'portail.ac-exemple.invalid',
      active: 'yes',
    });

    it('declares a provider by its metadata, reads what to register, and takes new certificates', async () => {
      const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
      match((await operator.get('/providers')).text, /Déclarer EduConnect/);
      equal((await operator.get('/providers/new-saml/agents')).status, 200);
      const faulty = await operator.post('/providers/new-saml/agents', {
        ...form(),
        metadata: peer.metadata
          .replace('HTTP-Redirect" Location="http://127', 'HTTP-Redirect" Location="ftp://127')
          .replaceAll('sso', 'x y'),
        returnHosts: 'https://portail/',
        mailDomains: '',
      });
      equal(faulty.status, 422);
      match(faulty.text, /Des noms d’hôtes en minuscules/);
      const made = await operator.post('/providers/new-saml/agents', form());
      equal(made.location, '/providers/guichet/saml', made.text.slice(0, 3000));
      equal((await operator.post('/providers/new-saml/agents', form())).status, 409);
      const page = await operator.get('/providers/guichet/saml');
      match(page.text, /sign-in\/with\/guichet\/saml\/metadata/);
      match(page.text, /Certificat 1/);
      equal((await operator.get('/providers/guichet')).location, '/providers/guichet/saml');
      const next = await newForgerKey();
      const turning = forgedMetadata(peer.entityId.replace(/\/idp$/, ''), peer.entityId, [
        peer.signer.certificate,
        next.certificate,
      ]);
      equal((await operator.post('/providers/guichet/saml', { ...form(), metadata: turning })).status, 303);
      match((await operator.get('/providers/guichet/saml')).text, /Certificat 2/);
      const turned = new SamlWay(door, peer, 'guichet');
      for (const signer of [peer.signer, next])
        equal((await turned.travel(new Visitor(door.app), CLAIRE, { signer })).location, '/');
      equal(
        (await operator.post('/providers/guichet/saml', { ...form(), metadata: '' })).status,
        303,
        'empty keeps them',
      );
      match((await operator.get('/providers/guichet/saml')).text, /Certificat 2/);
      for (const metadata of ['<x/>', peer.metadata.replaceAll('X509Certificate', 'X509Other'), '<!DOCTYPE x><x/>'])
        match(
          (await operator.post('/providers/guichet/saml', { ...form(), metadata })).text,
          /Ce ne sont pas les métadonnées/,
        );
    });

    it('for everybody else these pages do not exist', async () => {
      const parent = await signInAs(door, (await buildGuardian(door.db, { of: await buildPupil(door.db) })).id);
      for (const stranger of [parent, await signInAs(door, head.id)]) {
        for (const path of ['/providers/new-saml/agents', '/providers/agents/saml'])
          equal((await stranger.get(path)).status, 404, path);
        equal((await stranger.post('/providers/new-saml/agents', { ...form(), key: 'mine' })).status, 404);
        equal((await stranger.post('/providers/agents/saml', form())).status, 404);
      }
    });
  });
});
