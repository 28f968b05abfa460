import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import {
  advanceBoth,
  buildPeer,
  clocksAgree,
  clocksPart,
  type Peer,
  parcelIn,
  pathOf,
  profileIn,
} from './testing/peer.ts';

const PASSWORD = 'quatre tortues vertes';

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let stranger: Awaited<ReturnType<typeof buildTeacher>>;
let login: string;
let peer: Peer;
const released = [
  { attribute: 'familyName', as: 'urn:oid:2.5.4.4' },
  { attribute: 'profileName', as: 'ENTPersonProfils' },
  { attribute: 'schoolUai', as: 'UAI' },
] as const;
// The clock of the library is the machine's: it stands still for these tests only, hence hooks inside one suite.
describe('services that read assertions', () => {
  before(async () => {
    door = await openDoor();
    clocksAgree(door.clock);
    const { db } = door;
    school = await buildSchool(db, { kind: 'college' });
    teacher = await buildTeacher(db, { school, givenName: 'Awa', familyName: "MARTIN-O'<b>" });
    stranger = await buildTeacher(db);
    login = await givePassword(db, teacher.id, PASSWORD, door.clock.now());
    peer = await buildPeer(door, { party: { schools: [school], released } });
  });
  after(async () => {
    clocksPart();
    await door.close();
  });

  const ask = async ({ sp }: Pick<Peer, 'sp'> = peer, state = 'retour'): Promise<string> =>
    pathOf(await sp.getAuthorizeUrlAsync(state, undefined, {}));
  const askByPost = async (sp: Peer['sp']): Promise<{ SAMLRequest: string; RelayState: string }> => {
    const { SAMLRequest, RelayState } = await sp.getAuthorizeMessageAsync('retour');
    return { SAMLRequest: String(SAMLRequest), RelayState: String(RelayState) };
  };
  const statusIn = (reply: Pick<Reply, 'text'>): string[] =>
    [
      ...Buffer.from(parcelIn(reply).SAMLResponse, 'base64')
        .toString()
        .matchAll(/StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:(\w+)"/g),
    ].map(([, name]) => name ?? '');
  const xmlIn = (reply: Pick<Reply, 'text'>): string => Buffer.from(parcelIn(reply).SAMLResponse, 'base64').toString();
  const acts = async (act: string): Promise<number> =>
    (
      await firstOf(
        door.db,
        sql<{ lines: number }>`select count(*) as lines from platform.audit_entries where act = ${act}`,
      )
    )?.lines ?? 0;
  const nextIn = ({ text }: Reply): string =>
    /action="\/sign-in".*?name="next" value="([^"]+)"/s.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

  describe('a teacher who is signed in opens a service of SAML', () => {
    it('and it reads who they are, by a name of its own and the attributes of its entry, which the journal keeps by name', async () => {
      const visitor = await signInAs(door, teacher.id);
      const reply = await visitor.get(await ask());
      assert.equal(reply.status, 200, reply.text);
      const { to, RelayState } = parcelIn(reply);
      assert.deepEqual([to, RelayState], [peer.acs, 'retour']);
      assert.match(
        String(reply.headers['content-security-policy']),
        /form-action 'self' https:\/\/lecture\.example\.invalid https:;/,
      );
      assert.match(reply.text, /data-sends-itself/);
      const profile = await profileIn(peer.sp, reply);
      assert.match(profile.nameID, /^[0-9a-f]{36}$/);
      assert.equal(profile.nameIDFormat, 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
      assert.equal(profile['urn:oid:2.5.4.4'], "MARTIN-O'<b>");
      assert.equal(profile.ENTPersonProfils, 'National_ENS');
      assert.equal(profile.UAI, school.uai);
      assert.equal(profile.givenName, undefined);
      const xml = xmlIn(reply);
      assert.match(xml, /FriendlyName="sn" Name="urn:oid:2\.5\.4\.4" NameFormat="[^"]*:uri"/);
      assert.match(xml, /AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</);
      const line = await firstOf(
        door.db,
        sql<{ released: string[]; way: string }>`
        select released, way from identity.service_openings where person_id = ${teacher.id} order by id desc limit 1`,
      );
      assert.deepEqual(line, { released: ['pairwiseId', 'familyName', 'profileName', 'schoolUai'], way: 'saml' });
    });

    it('each time under the same name there, and under another one elsewhere', async () => {
      const other = await buildPeer(door, { name: 'autre', party: { schools: [school] } });
      const visitor = await signInAs(door, teacher.id);
      const names: string[] = [];
      for (const one of [peer, peer, other])
        names.push((await profileIn(one.sp, await visitor.get(await ask(one)))).nameID);
      assert.equal(names[0], names[1]);
      assert.notEqual(names[0], names[2]);
    });

    it('by the POST binding too, whose form comes from the service’s own page', async () => {
      const visitor = await signInAs(door, teacher.id);
      const sp = await peer.otherwise({ skipRequestCompression: true });
      const posted = await new Visitor(door.app).post('/saml/sso', await askByPost(sp), {
        origin: 'https://lecture.example.invalid',
        'sec-fetch-site': 'cross-site',
      });
      assert.equal(posted.status, 303);
      assert.match(posted.location ?? '', /^\/saml\/continue\?request=[0-9a-f-]{36}$/);
      const reply = await visitor.get(posted.location ?? '');
      assert.equal((await profileIn(sp, reply)).UAI, school.uai);
      assert.equal(parcelIn(reply).RelayState, 'retour');
    });

    it('a colleague of a school that did not open it gets a page that says so, and may take the refusal back', async () => {
      const before = await acts('identity.service-closed');
      const reply = await (await signInAs(door, stranger.id)).get(await ask());
      assert.equal(reply.status, 403);
      assert.match(reply.text, /Cahier de lecture n’est pas ouvert/);
      assert.doesNotMatch(reply.text, /data-sends-itself/);
      assert.deepEqual(statusIn(reply), ['Responder', 'RequestDenied']);
      assert.doesNotMatch(xmlIn(reply), /<saml:Assertion|NameID/);
      await assert.rejects(profileIn(peer.sp, reply), /RequestDenied/);
      assert.equal(await acts('identity.service-closed'), before + 1);
    });
  });

  describe('a visitor who is not signed in', () => {
    it('signs in, and goes on to the service that asked', async () => {
      const visitor = new Visitor(door.app);
      const { location = '' } = await visitor.get(await ask());
      assert.match(location, /^\/sign-in\?next=%2Fsaml%2Fresume%3Frequest%3D/);
      const form = await visitor.get(location);
      assert.match(form.text, /Cahier de lecture/);
      const resumed = await visitor.post('/sign-in', { login, password: PASSWORD, next: nextIn(form) });
      const page = await visitor.get(resumed.location ?? '');
      assert.match(page.text, /http-equiv="refresh" content="0; url=\/saml\/continue\?request=/);
      const onward = resumed.location?.replace('/saml/resume', '/saml/continue') ?? '';
      assert.equal((await profileIn(peer.sp, await visitor.get(onward))).UAI, school.uai);
      assert.match((await visitor.get(onward)).text, /Cette demande a déjà servi/);
      assert.match((await visitor.get(resumed.location ?? '')).text, /Cette demande a déjà servi/);
    });

    it('is sent back without anybody when the service only looks (IsPassive)', async () => {
      const looking = { sp: await peer.otherwise({ passive: true }) };
      const reply = await new Visitor(door.app).get(await ask(looking));
      assert.deepEqual(statusIn(reply), ['Responder', 'NoPassive']);
      assert.equal(
        (await profileIn(looking.sp, await (await signInAs(door, teacher.id)).get(await ask(looking)))).UAI,
        school.uai,
      );
      assert.deepEqual(statusIn(await (await signInAs(door, stranger.id)).get(await ask(looking))), [
        'Responder',
        'RequestDenied',
      ]);
    });
  });

  describe('a service may ask', () => {
    it('that the person proves anew who they are (ForceAuthn): an earlier proof does not do', async () => {
      const forced = { sp: await peer.otherwise({ forceAuthn: true }) };
      const visitor = await signInAs(door, teacher.id);
      advanceBoth(door.clock, 1000);
      const { location = '' } = await visitor.get(await ask(forced));
      assert.match(location, /^\/sign-in\?next=/);
      const form = await visitor.get(location);
      assert.match(form.text, /name="password"/, 'the form, though somebody is signed in');
      const onward = nextIn(form).replace('/saml/resume', '/saml/continue');
      assert.match((await visitor.get(onward)).location ?? '', /^\/sign-in/);
      await visitor.post('/sign-in', { login, password: PASSWORD, next: nextIn(form) });
      assert.equal((await profileIn(forced.sp, await visitor.get(onward))).UAI, school.uai);
    });

    it('for a passing name instead of a lasting one, never for another kind than its own', async () => {
      const visitor = await signInAs(door, teacher.id);
      const passing = {
        sp: await peer.otherwise({ identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }),
      };
      const names = [
        (await profileIn(passing.sp, await visitor.get(await ask(passing)))).nameID,
        (await profileIn(passing.sp, await visitor.get(await ask(passing)))).nameID,
      ];
      assert.match(names[0] ?? '', /^_[0-9a-f]{40}$/);
      assert.notEqual(names[0], names[1]);
      for (const identifierFormat of [
        'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        'urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos',
      ]) {
        const wanting = { sp: await peer.otherwise({ identifierFormat }) };
        assert.deepEqual(statusIn(await visitor.get(await ask(wanting))), ['Requester', 'InvalidNameIDPolicy']);
      }
      const shared = {
        sp: await peer.otherwise({ identifierFormat: null, spNameQualifier: 'https://autre.example.invalid' }),
      };
      assert.deepEqual(statusIn(await visitor.get(await ask(shared))), ['Requester', 'InvalidNameIDPolicy']);
    });

    it('how the person signed in, and is told the truth', async () => {
      const visitor = await signInAs(door, teacher.id);
      const wanting = async (authnContext: string[], racComparison: 'exact' | 'minimum' | 'better' | 'maximum') => ({
        sp: await peer.otherwise({ disableRequestedAuthnContext: false, authnContext, racComparison }),
      });
      const PASSWORD_CLASS = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password';
      const SECOND = 'https://refeds.org/profile/mfa';
      const classIn = (reply: Reply): string | undefined => /AuthnContextClassRef>([^<]+)</.exec(xmlIn(reply))?.[1];
      assert.equal(classIn(await visitor.get(await ask(await wanting([PASSWORD_CLASS], 'exact')))), PASSWORD_CLASS);
      for (const [classes, comparison] of [
        [[SECOND], 'exact'],
        [[PASSWORD_CLASS], 'better'],
        [['urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI'], 'minimum'],
      ] as const)
        assert.deepEqual(statusIn(await visitor.get(await ask(await wanting([...classes], comparison)))), [
          'Responder',
          'NoAuthnContext',
        ]);
      await sql`update identity.sessions set factor = 'proved' where person_id = ${teacher.id}`.execute(door.db);
      assert.equal(classIn(await visitor.get(await ask(await wanting([PASSWORD_CLASS], 'better')))), SECOND);
      assert.equal(classIn(await visitor.get(await ask())), SECOND);
    });

    it('that nobody else can read the assertion: then it comes encrypted', async () => {
      const secret = await buildPeer(door, {
        name: 'secret',
        party: { schools: [school], released },
        choice: { encrypts: true },
      });
      const reply = await (await signInAs(door, teacher.id)).get(await ask(secret));
      assert.doesNotMatch(xmlIn(reply), /MARTIN|NameID|UAI/);
      assert.match(xmlIn(reply), /EncryptedAssertion.*xmlenc11#aes256-gcm/);
      assert.equal((await profileIn(secret.sp, reply)).UAI, school.uai);
    });

    it('nothing, where its entry lets it be opened from here (GAR), with values that are the same for everybody', async () => {
      const gar = await buildPeer(door, {
        name: 'gar',
        party: { schools: [school], released: [{ attribute: 'pairwiseId', as: 'GARPersonIdentifiant' }] },
        choice: { unsolicited: true, fixed: 'idENT=X9', nameId: 'transient' },
      });
      const visitor = await signInAs(door, teacher.id);
      const started = (service: string, state: string): Promise<Reply> =>
        visitor.get(`/saml/start?${new URLSearchParams({ service, RelayState: state }).toString()}`);
      const reply = await started(gar.entityId, 'https://gar.example.invalid/ressource?id=1');
      assert.equal(parcelIn(reply).RelayState, 'https://gar.example.invalid/ressource?id=1');
      assert.doesNotMatch(xmlIn(reply), /InResponseTo/);
      const { ValidateInResponseTo } = await import('@node-saml/node-saml');
      const accepting = await gar.otherwise({ validateInResponseTo: ValidateInResponseTo.never });
      const profile = await profileIn(accepting, reply);
      assert.equal(profile.idENT, 'X9');
      assert.match(String(profile.GARPersonIdentifiant), /^[0-9a-f]{36}$/);
      for (const state of [
        'https://evil.invalid/',
        '//evil.invalid',
        'javascript:alert(1)',
        '\\\\evil.invalid',
        ' https://evil.invalid',
      ])
        assert.equal((await started(gar.entityId, state)).status, 403, state);
      assert.match((await started(peer.entityId, '')).text, /Ce service s’ouvre depuis sa propre page/);
      assert.match((await started('https://nobody.example.invalid/', '')).text, /Service inconnu/);
    });
  });

  describe('on the way to a service', () => {
    it('a second factor that is still due lets nobody through', async () => {
      const visitor = await signInAs(door, teacher.id);
      await sql`update identity.sessions set factor = 'due' where person_id = ${teacher.id}`.execute(door.db);
      assert.match((await visitor.get(await ask())).location ?? '', /^\/sign-in\/code\?next=/);
      await sql`update identity.sessions set factor = 'none' where person_id = ${teacher.id}`.execute(door.db);
    });

    it('where the entry asks for it, what leaves is shown before the first time', async () => {
      const noticed = await buildPeer(door, {
        name: 'avis',
        party: {
          name: 'Avis',
          schools: [school],
          noticeAsked: true,
          released: [{ attribute: 'familyName', as: 'nom' }],
        },
      });
      const visitor = await signInAs(door, teacher.id);
      const page = await visitor.get(await ask(noticed));
      assert.match(page.text, /Avant d’ouvrir Avis/);
      assert.match(page.text, /MARTIN/);
      const request = /name="request" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const { location = '' } = await visitor.post('/saml/notice', { request });
      assert.equal(location, `/saml/resume?request=${request}`);
      const reply = await visitor.get(location.replace('resume', 'continue'));
      assert.equal((await profileIn(noticed.sp, reply)).nom, "MARTIN-O'<b>");
      const looking = { sp: await noticed.otherwise({ passive: true }) };
      const other = await buildTeacher(door.db, { school });
      assert.deepEqual(statusIn(await (await signInAs(door, other.id)).get(await ask(looking))), [
        'Responder',
        'NoPassive',
      ]);
    });
  });

  describe('what services need to know of us', () => {
    it('is read at an address: name, certificate, doors', async () => {
      const reply = await new Visitor(door.app).get('/saml/metadata');
      assert.match(String(reply.headers['content-type']), /^application\/samlmetadata\+xml/);
      assert.match(reply.text, /entityID="http:\/\/localhost\/saml\/metadata"/);
      assert.equal([...reply.text.matchAll(/X509Certificate>/g)].length, 2);
      assert.equal([...reply.text.matchAll(/SingleSignOnService /g)].length, 2);
    });
  });

  describe('a request that is not in order', () => {
    const xmlOf = (address: string): string =>
      inflateRawSync(
        Buffer.from(new URL(address, 'http://localhost').searchParams.get('SAMLRequest') ?? '', 'base64'),
      ).toString();

    it('is led nowhere and leaves one line: altered, unsigned, from nobody, too old, from the future, twice', async () => {
      const visitor = await signInAs(door, teacher.id);
      const unsigned = await buildPeer(door, {
        name: 'libre',
        party: { schools: [school] },
        signsRequests: false,
        withCertificate: false,
      });
      const good = await ask();
      const served = await ask();
      assert.equal((await visitor.get(served)).status, 200);
      const cases: Record<string, string> = {
        altered: good.replace('retour', 'ailleurs'),
        unsigned: good.replace(/&SigAlg=.*/, ''),
        'signed by SHA-1': good.replace(/rsa-sha256/, 'rsa-sha1'),
        'of another service, with its signature': (await ask(unsigned)).replace(
          /SAMLRequest=[^&]+/,
          /SAMLRequest=[^&]+/.exec(good)?.[0] ?? '',
        ),
        served,
        empty: '/saml/sso',
        'not XML': '/saml/sso?SAMLRequest=AAAA',
        'a response': good.replace('SAMLRequest=', 'SAMLResponse='),
      };
      for (const [how, path] of Object.entries(cases)) {
        const before = await acts('identity.saml-refused');
        const reply = await visitor.get(path);
        assert.equal(reply.status, 403, how);
        assert.doesNotMatch(reply.text, /name="SAMLResponse"|at .*\.js/, how);
        assert.match(reply.text, /Rien n’a été transmis|déjà servi/);
        assert.equal(await acts('identity.saml-refused'), before + 1, how);
      }
      const late = await ask();
      advanceBoth(door.clock, 14 * 60_000);
      assert.equal((await visitor.get(late)).status, 403, 'too old');
      const early = await ask();
      door.clock.advance(-10 * 60_000);
      assert.equal((await visitor.get(early)).status, 403, 'from the future');
      advanceBoth(door.clock, 10 * 60_000);
    });

    it('cannot choose another door, destination, binding or person', async () => {
      const visitor = await signInAs(door, teacher.id);
      const free = await buildPeer(door, {
        name: 'ouvert',
        party: { schools: [school] },
        signsRequests: false,
        withCertificate: false,
      });
      const { deflateRawSync } = await import('node:zlib');
      const send = (xml: string): Promise<Reply> =>
        visitor.get(`/saml/sso?SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`);
      const xml = async (): Promise<string> => xmlOf(await ask(free));
      assert.equal(parcelIn(await send(await xml())).to, free.acs);
      const second = (await xml()).replace(
        `AssertionConsumerServiceURL="${free.acs}"`,
        'AssertionConsumerServiceIndex="1"',
      );
      assert.equal(parcelIn(await send(second)).to, `${free.acs}/autre`);
      const wrong: readonly ((given: string) => string)[] = [
        (given) => given.replace(free.acs, 'https://evil.invalid/acs'),
        (given) => given.replace(free.acs, `${free.acs}/`),
        (given) => given.replace(free.acs, free.acs.replace('https', 'HTTPS')),
        (given) => given.replace(free.acs, free.acs.replace('ouvert.', 'user@ouvert.')),
        (given) => given.replace(`AssertionConsumerServiceURL="${free.acs}"`, 'AssertionConsumerServiceIndex="9"'),
        (given) => given.replace('http://localhost/saml/sso', 'http://localhost/saml/slo'),
        (given) => given.replace('bindings:HTTP-POST', 'bindings:HTTP-Artifact'),
        (given) => given.replace('Version="2.0"', 'Version="1.1"'),
        (given) => given.replace(free.entityId, 'https://nobody.example.invalid/'),
        (given) => given.replace(free.entityId, `${free.entityId}<!-- -->`),
        (given) => `<!DOCTYPE a>${given.replace(/^<\?xml[^>]*>/, '')}`,
      ];
      for (const change of wrong) {
        const altered = change(await xml());
        const reply = await send(altered);
        assert.equal(reply.status, 403, altered);
        assert.doesNotMatch(reply.text, /evil|SAMLResponse/);
      }
    });

    it('too large, or a form that holds something else, has a page and no answer', async () => {
      const visitor = new Visitor(door.app);
      for (const body of [
        {},
        { SAMLRequest: 'A'.repeat(200_000) },
        { SAMLRequest: 'x', SAMLResponse: 'y' },
        { SAMLResponse: 'QQ==' },
      ] as Record<string, string>[])
        assert.equal((await visitor.post('/saml/sso', body, { 'sec-fetch-site': 'cross-site' })).status, 403);
      const huge = await visitor.post(
        '/saml/sso',
        { SAMLRequest: 'A'.repeat(10_000_000) },
        { 'sec-fetch-site': 'cross-site' },
      );
      assert.equal(huge.status, 413);
      assert.doesNotMatch(huge.text, /at .*\.js/);
    });
  });
});
