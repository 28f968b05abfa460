import { equal, match, ok } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../../platform/testing/browser.ts';
import { buildGuardian, buildTeacher } from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor } from '../../builders.ts';
import { declareSamlForTest, knownToAcademy, provisioned, refusalsOf, SamlWay } from '../testing/saml-door.ts';
import {
  type Forged,
  type ForgerKey,
  forgedAnswer,
  forgedAssertion,
  forgedResponse,
  newForgerKey,
  openSamlPeer,
  type SamlPeer,
  sealedFor,
  signedBy,
} from '../testing/saml-forger.ts';
import { wrappings } from '../testing/wrappings.ts';

const VICTIM = { FrEduCtRefId: ['{AAF}10|x|601'] };
const TEACHER = { ctemail: ['claire.roux@ac-exemple.invalid'] };

const encoded = (xml: string): string => Buffer.from(xml).toString('base64');

describe('what an academy’s provider, or somebody in its place, may try', () => {
  let door: Door;
  let peer: SamlPeer;
  let other: ForgerKey;
  let families: SamlWay;
  let staff: SamlWay;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    other = await newForgerKey();
    await declareSamlForTest(door, peer, { kind: 'educonnect' });
    await declareSamlForTest(door, peer, { kind: 'educonnect', key: 'educonnect-twin' });
    await declareSamlForTest(door, peer, { kind: 'agents', mailDomains: ['ac-exemple.invalid'] });
    families = new SamlWay(door, peer, 'educonnect');
    staff = new SamlWay(door, peer, 'agents');
    const { db } = door;
    for (const sourceId of ['601', '602']) {
      const guardian = await buildGuardian(db);
      await knownToAcademy(db, guardian.id, { source: '10-2D', category: 'guardian', sourceId });
    }
    for (const email of ['claire.roux@ac-exemple.invalid', 'karim.benali@ac-exemple.invalid']) {
      const teacher = await buildTeacher(db);
      const given = { source: '10-1D', category: 'staff' as const, sourceId: email, attributes: { email } };
      await knownToAcademy(db, teacher.id, given);
    }
    await provisioned(door);
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  const sessions = async (): Promise<number> =>
    (await firstOf(door.db, sql<{ n: number }>`select count(*)::int as n from identity.sessions`))?.n ?? 0;

  /** Brings an answer made from an honest one; it must be refused with a page, one line of audit, and no session. */
  async function refused(
    way: SamlWay,
    make: (honest: Forged) => string,
    reason: RegExp,
    sentence = /n’a pas pu être vérifiée/,
  ): Promise<void> {
    const visitor = new Visitor(door.app);
    const id = await way.leave(visitor);
    const honest = await way.honest(id, way === staff ? TEACHER : VICTIM);
    const [lines, open] = [(await refusalsOf(door.db)).length, await sessions()];
    const reply: Reply = await way.bring(visitor, make(honest));
    ok(reply.status >= 400 && reply.status < 600 && reply.status !== 500, `${reply.status} ${reply.location}`);
    match(reply.text, sentence);
    ok(!/at .*\.[jt]s:\d/.test(reply.text), 'no stack trace');
    equal(await sessions(), open, 'never a session');
    const after = await refusalsOf(door.db);
    equal(after.length - lines, 1, 'one line in the audit');
    match(after.at(-1) ?? '', reason);
  }

  const bent =
    (change: Partial<Forged> | ((honest: Forged) => Partial<Forged>)) =>
    (honest: Forged): string =>
      forgedAnswer({ ...honest, ...(typeof change === 'function' ? change(honest) : change) });

  it('honest answers are let in: a family’s encrypted, a teacher’s in clear, both ciphers', async () => {
    for (const cipher of ['gcm', 'cbc'] as const)
      equal((await families.travel(new Visitor(door.app), VICTIM, { cipher })).location, '/');
    equal((await staff.travel(new Visitor(door.app), TEACHER)).location, '/');
    const long = await staff.travel(new Visitor(door.app), TEACHER, {
      signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
    });
    equal(long.location, '/');
  });

  describe('altered, and wrapped', () => {
    it('another name in what was signed', () =>
      refused(
        staff,
        bent({ bendEnd: (xml) => xml.replace('claire.roux@', 'karim.benali@') }),
        /signature-wrong|not-that-message/,
      ));
    it('a comment in a name', async () => {
      const within = (xml: string): string => xml.replace('claire.roux@', 'claire.roux<!-- -->@');
      await refused(staff, bent({ bendAssertion: within }), /not-xml/);
      await refused(staff, bent({ nameId: 'admin<!-- -->istrator' }), /not-xml/);
    });
    for (const [at, wrap] of wrappings.entries())
      it(`wrapping ${at + 1} of 8`, async () => {
        await refused(staff, (honest) => encoded(wrap(forgedResponse(honest))), /not-that|signature|doubled-id/);
        // The same, signed anew around the wrapped assertion by whoever signs the answer: the assertion's own word is still needed.
        if (at >= 2) await refused(staff, bent({ bendResponse: wrap }), /not-that-message|signature|doubled-id/);
      });
    it('an assertion of one’s own making, encrypted with our public certificate, in the place of the signed one', () =>
      refused(
        families,
        (honest) => {
          const forged = sealedFor(honest.encryptTo ?? '', forgedAssertion({ ...honest, signer: other }));
          return encoded(
            forgedResponse(honest).replace(/<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s, forged),
          );
        },
        /signature-wrong/,
      ));
    it('two assertions, both signed', () =>
      refused(
        staff,
        (honest) =>
          forgedAnswer({
            ...honest,
            bendResponse: (xml) => xml.replace('</samlp:Response>', `${forgedAssertion(honest)}</samlp:Response>`),
          }),
        /not-that-message/,
      ));
  });

  describe('not for us, not now, not asked for', () => {
    const cases: readonly (readonly [string, Partial<Forged>, RegExp, RegExp?])[] = [
      ['another audience', { audience: 'https://elsewhere.invalid/metadata' }, /wrong-audience/],
      ['another recipient', { recipient: 'https://elsewhere.invalid/answer' }, /wrong-address/],
      ['another destination', { destination: 'https://elsewhere.invalid/answer' }, /wrong-destination/],
      ['another issuer', { issuer: 'https://elsewhere.invalid/idp' }, /wrong-issuer/],
      ['an assertion of another issuer', { assertionIssuer: 'https://elsewhere.invalid/idp' }, /wrong-issuer/],
      ['expired', { notOnOrAfter: -60 }, /expired/, /ne concordent pas/],
      ['not valid yet', { notBefore: 120 }, /future/, /ne concordent pas/],
      ['made in the future', { issuedAt: 300, notOnOrAfter: 900 }, /future/, /ne concordent pas/],
      ['kept for an hour', { issuedAt: -3600, notOnOrAfter: 3600 }, /expired/, /ne concordent pas/],
      ['the answer to another request', { inResponseTo: '_of_somebody_else' }, /unknown-departure/, /Recommencez/],
      ['an assertion for another request', { subjectInResponseTo: '_of_somebody_else' }, /wrong-request/],
      ['an assertion that answers nothing', { subjectInResponseTo: null }, /wrong-request/],
      ['what nobody asked for', { inResponseTo: null }, /unsolicited/],
    ];
    for (const [what, change, reason, sentence] of cases)
      it(`${what}: refused`, async () => {
        await refused(families, bent(change), reason, sentence);
        await refused(staff, bent(change), reason, sentence);
      });

    it('a good answer brought to the address of another provider', async () => {
      const visitor = new Visitor(door.app);
      const id = await families.leave(visitor);
      const honest = await families.honest(id, VICTIM);
      const twin = new SamlWay(door, peer, 'educonnect-twin');
      const reply = await twin.bring(visitor, forgedAnswer(honest));
      equal(reply.status, 422);
      equal((await refusalsOf(door.db)).at(-1), 'wrong-destination');
    });

    it('what was let in once is refused for ever, from whichever browser, and of ten at once one is let in', async () => {
      const visitor = new Visitor(door.app);
      const id = await families.leave(visitor);
      const answer = forgedAnswer(await families.honest(id, VICTIM));
      const at = await Promise.all(Array.from({ length: 10 }, () => families.post(answer)));
      equal(at.filter(({ status }) => status === 303).length, 1);
      equal(at.filter(({ status }) => status === 422).length, 9);
      equal((await families.post(answer)).status, 422);
      equal((await refusalsOf(door.db)).at(-1), 'replayed');
    });

    it('RelayState leads nowhere', async () => {
      const visitor = new Visitor(door.app);
      const id = await families.leave(visitor, '?next=%2Faccount');
      const answer = forgedAnswer(await families.honest(id, VICTIM));
      const posted = await families.post(answer, { RelayState: 'https://elsewhere.invalid/' });
      equal((await visitor.get(posted.location ?? '')).location, '/account');
    });
  });

  describe('signatures and encryption that prove nothing', () => {
    const cases: readonly (readonly [string, Partial<Forged> | ((honest: Forged) => Partial<Forged>), RegExp])[] = [
      ['nobody signed', { assertionSigner: null, responseSigner: null }, /signature-missing/],
      ['nobody signed the answer', { responseSigner: null }, /signature-missing/],
      ['nobody signed the assertion', { assertionSigner: null }, /signature-missing|signature-wrong/],
      ['a stranger signed the answer', () => ({ responseSigner: other }), /signature-wrong/],
      ['a stranger signed the assertion', () => ({ assertionSigner: other }), /signature-wrong/],
      [
        'SHA-1',
        { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: 'http://www.w3.org/2000/09/xmldsig#sha1' },
        /algorithm-refused/,
      ],
      ['a digest by SHA-1', { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' }, /algorithm-refused/],
    ];
    for (const [what, change, reason] of cases)
      it(`${what}: refused`, async () => {
        await refused(families, bent(change), reason);
        await refused(staff, bent(change), reason);
      });

    it('algorithm none, and HMAC keyed by what is public', async () => {
      const swapped = (uri: string, signature: (info: string) => string) => (xml: string) =>
        xml
          .replaceAll('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', uri)
          .replaceAll(/<ds:SignatureValue>[^<]*</g, `<ds:SignatureValue>${signature(xml)}<`);
      const hmac = (xml: string): string => createHmac('sha256', peer.signer.certificate).update(xml).digest('base64');
      for (const bend of [
        swapped('http://www.w3.org/2000/09/xmldsig#none', () => 'AAAA'),
        swapped('http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', hmac),
      ])
        await refused(staff, bent({ bendEnd: bend }), /algorithm-refused/);
    });

    it('a certificate that the message itself brings is not believed', () =>
      refused(
        staff,
        bent(() => ({
          assertionSigner: other,
          responseSigner: other,
          bendEnd: (xml) =>
            xml.replaceAll(
              '</ds:SignatureValue>',
              `</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${other.certificate.replaceAll(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
            ),
        })),
        /signature-wrong/,
      ));

    it('in clear where encryption is due', () => refused(families, bent({ encryptTo: null }), /not-encrypted/));
    it('encrypted for somebody else', () =>
      refused(
        families,
        bent(() => ({ encryptTo: other.certificate })),
        /not-opened/,
      ));
    it('a key wrapped by RSA 1.5', () =>
      refused(
        families,
        bent({ bendResponse: (xml) => xml.replace('xmlenc#rsa-oaep-mgf1p', 'xmlenc#rsa-1_5') }),
        /algorithm-refused/,
      ));
    it('a signature that covers something else', async () => {
      const misled = (xml: string): string => xml.replace(/URI="#_r[^"]+"/, 'URI="#_elsewhere"');
      await refused(staff, bent({ bendEnd: misled }), /signature-wrong/);
      const whole = (xml: string): string => xml.replace(/URI="#_r[^"]+"/, 'URI=""');
      await refused(staff, bent({ bendEnd: whole }), /signature-wrong/);
    });
  });

  describe('what is no answer', () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`;
    const cases: readonly (readonly [string, (honest: Forged) => string, RegExp])[] = [
      ['an entity bomb', (honest) => encoded(bomb + forgedResponse(honest)), /doctype/],
      [
        'a document type that reads a file',
        (honest) => encoded(`<!DOCTYPE r SYSTEM "file:///etc/passwd">${forgedResponse(honest)}`),
        /doctype/,
      ],
      ['half of it', (honest) => encoded(forgedResponse(honest).slice(0, 900)), /not-xml/],
      ['oversize', (honest) => encoded(forgedResponse(honest) + ' '.repeat(300_000)), /too-large/],
      [
        'something else signed by the provider',
        (honest) => encoded(signedBy(honest.signer, '<x ID="_x"><Issuer>i</Issuer></x>', 'x')),
        /not-that-message/,
      ],
      ['bytes that are no text', () => Buffer.from([0xc3, 0x28, 0xff]).toString('base64'), /not-xml/],
      ['no base64', () => '%%%', /not-xml/],
      ['nothing', () => '', /not-xml/],
    ];
    for (const [what, make, reason] of cases) it(`${what}: refused`, () => refused(families, make, reason));

    it('two answers in one form', async () => {
      const reply = await door.app.inject({
        method: 'POST',
        url: '/sign-in/with/educonnect/saml/answer',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        payload: 'SAMLResponse=YQ%3D%3D&SAMLResponse=Yg%3D%3D',
      });
      equal(reply.statusCode, 422);
    });
  });

  it('what the provider itself refuses is said so, and opens nothing', async () => {
    const declined = /Vous avez interrompu la connexion/;
    await refused(families, bent({ status: 'AuthnFailed' }), /status-AuthnFailed/, declined);
    await refused(families, bent({ status: 'RequestDenied', responseSigner: null }), /status-RequestDenied/, declined);
    await refused(families, bent({ status: 'Responder' }), /status-Responder/, /ne répond pas en ce moment/);
  });

  it('a sign changed anywhere in a thousand answers: none is let in', async () => {
    const visitor = new Visitor(door.app);
    const id = await staff.leave(visitor);
    const honest = forgedResponse(await staff.honest(id, TEACHER));
    // The last signs of a base64 text hold bits that nobody reads, and a namespace may be declared twice.
    const spared = [...honest.matchAll(/.{4}<\/ds:SignatureValue>| xmlns:\w+="[^"]*"/gs)];
    const isSpared = (at: number): boolean =>
      spared.some(({ index, 0: text }) => at >= index && at < index + text.length);
    let seed = 20_261_124;
    let tried = 0;
    while (tried < 1_000) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const at = seed % honest.length;
      const held = honest[at] ?? '';
      if (!/[A-Za-z0-9]/.test(held) || isSpared(at)) continue;
      const changed = `${honest.slice(0, at)}${held === 'x' ? 'y' : 'x'}${honest.slice(at + 1)}`;
      tried += 1;
      const reply = await staff.post(encoded(changed));
      ok(
        reply.status === 422 || reply.status === 502 || reply.status === 503,
        `${at}: ${honest.slice(at - 30, at + 10)} ${reply.status}`,
      );
    }
    equal((await staff.bring(visitor, encoded(honest))).location, '/', 'as it was, it is let in');
  });
});
