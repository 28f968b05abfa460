import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { SignedXml } from 'xml-crypto';
import { certify } from '../../keys/certificate.ts';
import { SamlFault } from './fault.ts';
import { ALGORITHM, NS } from './names.ts';
import { childOf, plainText, readXml } from './read.ts';
import { checkRedirect, LARGEST_MESSAGE, readRedirect, redirectAddress } from './redirect.ts';
import { verifiedMessage } from './verify.ts';
import { content, element, type SigningKey, signedXml } from './write.ts';

const READING = { most: LARGEST_MESSAGE };
const NOW = new Date('2026-11-24T07:30:00Z');

type Keys = SigningKey & { readonly certificate: string; readonly key: KeyObject };
let ours: Keys;
let theirs: Keys;
const makeKeys = async (): Promise<Keys> => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = await certify(pair, { host: 'sp.example.invalid', now: NOW, serial: '4a' });
  return { key: pair.privateKey, certificate };
};
before(async () => {
  [ours, theirs] = await Promise.all([makeKeys(), makeKeys()]);
});

const faultOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof SamlFault, String(error));
    return error.fault;
  }
  return 'none';
};

const NAME = `O'Neill <b> & "Zoé"`;
const message =
  (id: string, name = NAME) =>
  (signature: string) =>
    element(
      'samlp:LogoutRequest',
      { 'xmlns:samlp': NS.protocol, ID: id, Version: '2.0', Reason: 'a & b\n"c"' },
      element('saml:Issuer', { 'xmlns:saml': NS.assertion }, 'https://sp.example.invalid/'),
      signature,
      element('saml:NameID', { 'xmlns:saml': NS.assertion }, content(name)),
    );
const nameIn = (xml: string, certificates = [ours.certificate]): string | undefined =>
  plainText(childOf(verifiedMessage(xml, certificates, READING), NS.assertion, 'NameID'));

describe('a message from outside', () => {
  it('is read as a tree: names with their space, attributes, text', () => {
    const root = readXml('<a xmlns="urn:x" b="1"><c xmlns="urn:y">d&amp;&#233;</c></a>', READING);
    assert.equal(root.uri, 'urn:x');
    assert.deepEqual([...root.attributes], [['b', '1']]);
    assert.deepEqual([root.elements[0]?.uri, root.elements[0]?.text], ['urn:y', 'd&é']);
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['a document type', '<!DOCTYPE a><a/>', 'doctype'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'doctype'],
    ['an entity that nobody declared', '<a>&b;</a>', 'not-xml'],
    ['a comment in a name', '<a>admin<!-- -->@example.invalid</a>', 'not-xml'],
    ['a CDATA section', '<a><![CDATA[b]]></a>', 'not-xml'],
    ['an instruction', '<a><?php x ?></a>', 'not-xml'],
    ['two roots', '<a/><b/>', 'not-xml'],
    ['no root', '', 'not-xml'],
    ['an open end', '<a><b></a>', 'not-xml'],
    ['an attribute twice', '<a b="1" b="2"/>', 'not-xml'],
    ['an id twice', '<a ID="x"><b ID="x"/></a>', 'doubled-id'],
    ['an id twice, in two vocabularies', '<a ID="x"><b Id="x"/></a>', 'doubled-id'],
    ['endless depth', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`, 'too-large'],
    ['endless breadth', `<a>${'<b/>'.repeat(6000)}</a>`, 'too-large'],
    ['endless length', `<a>${'b'.repeat(LARGEST_MESSAGE)}</a>`, 'too-large'],
  ];
  for (const [what, xml, fault] of wrong)
    it(`is not read with ${what}`, () => {
      assert.equal(
        faultOf(() => readXml(xml, READING)),
        fault,
      );
    });

  it('may hold comments between elements where a person wrote the file, never within a text', () => {
    const reading = { ...READING, comments: 'skipped' } as const;
    assert.equal(readXml('<a><!-- here --><b>c</b></a>', reading).elements[0]?.text, 'c');
    assert.equal(
      faultOf(() => readXml('<a>b<!-- -->c</a>', reading)),
      'not-xml',
    );
  });
});

describe('a signature over a message', () => {
  it('that we wrote is right for us, and for a library that reads XML its own way', async () => {
    const xml = await signedXml(ours, '_a1', message('_a1'));
    assert.equal(nameIn(xml), NAME);
    assert.equal(nameIn(xml, [theirs.certificate, ours.certificate]), NAME, 'while certificates turn');
    const check = new SignedXml({ publicCert: ours.certificate, getCertFromKeyInfo: () => null });
    check.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '');
    assert.ok(check.checkSignature(xml));
    assert.equal(check.getSignedReferences()[0], message('_a1')(''), 'it was canonical as it was written');
  });

  it('that a library made is right for us', () => {
    const signer = new SignedXml({
      privateKey: ours.key.export({ type: 'pkcs8', format: 'pem' }),
      canonicalizationAlgorithm: ALGORITHM.exclusive,
      signatureAlgorithm: ALGORITHM.rsaSha256,
    });
    signer.addReference({
      xpath: '/*',
      transforms: [ALGORITHM.enveloped, ALGORITHM.exclusive],
      digestAlgorithm: ALGORITHM.sha256,
    });
    signer.computeSignature(message('_b2')(''), { location: { reference: '/*/*[1]', action: 'after' } });
    assert.equal(nameIn(signer.getSignedXml()), NAME);
  });

  it('is worth nothing when it is missing, of another, altered, or of a certificate that the message brings along', async () => {
    const xml = await signedXml(theirs, '_c3', message('_c3'));
    assert.equal(
      faultOf(() => nameIn(xml)),
      'signature-wrong',
    );
    assert.equal(
      faultOf(() => nameIn(message('_c3')(''))),
      'signature-missing',
    );
    const good = await signedXml(ours, '_d4', message('_d4'));
    for (const altered of [
      good.replace('Zoé', 'Zoe'),
      good.replace('Reason="a', 'Reason="b'),
      good.replace('_d4"', '_d5"'),
    ])
      assert.equal(
        faultOf(() => nameIn(altered)),
        'signature-wrong',
      );
  });

  it('is refused by SHA-1, HMAC, another canonical form, or further transforms', async () => {
    const good = await signedXml(ours, '_e5', message('_e5'));
    for (const [from, to] of [
      [ALGORITHM.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'],
      [ALGORITHM.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'],
      [ALGORITHM.rsaSha256, 'none'],
      [
        `<ds:DigestMethod Algorithm="${ALGORITHM.sha256}"`,
        '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"',
      ],
      [ALGORITHM.exclusive, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'],
      [ALGORITHM.enveloped, 'http://www.w3.org/TR/1999/REC-xslt-19991116'],
    ] as const)
      assert.equal(
        faultOf(() => nameIn(good.replaceAll(from, to))),
        'algorithm-refused',
        to,
      );
  });

  it('covers what is read: moved, wrapped, doubled or pointing elsewhere, it covers nothing (XSW 1 to 8)', async () => {
    const good = await signedXml(ours, '_f6', message('_f6'));
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(good)?.[0] ?? '';
    const bare = message('_f6')('');
    const evil = (id: string, inner: string): string => message(id, 'evil')(inner);
    const within = (outer: string, inner: string): string =>
      outer.replace('</samlp:LogoutRequest>', `${inner}</samlp:LogoutRequest>`);
    const object = (inner: string): string =>
      signature.replace('</ds:Signature>', `<ds:Object>${inner}</ds:Object></ds:Signature>`);
    const extensions = (inner: string): string =>
      `<samlp:Extensions xmlns:samlp="${NS.protocol}">${inner}</samlp:Extensions>`;
    const wrapped: Readonly<Record<string, string>> = {
      'the true one inside its own signature, beneath a false one': evil('_evil', object(bare)),
      'the true one beside, its signature on the false one': within(evil('_evil', signature), bare),
      'the false one first, the true one beneath it whole': within(evil('_evil', ''), good),
      'the false one around the true one': evil('_evil', good),
      'the same id on both': within(evil('_f6', signature), bare),
      'the true one inside the signature, under the same id': evil('_f6', object(bare)),
      'the true one among extensions': evil('_evil', `${signature}${extensions(bare)}`),
      'the whole true one in an object of another signature': evil('_evil', object(good)),
      'two signatures': good.replace(signature, signature + signature),
      'a reference to nothing': good.replace('URI="#_f6"', 'URI=""'),
      'two references': good.replace(/<ds:Reference.*<\/ds:Reference>/s, (one) => one + one),
    };
    for (const [how, xml] of Object.entries(wrapped)) {
      const fault = faultOf(() => nameIn(xml));
      assert.ok(['signature-wrong', 'doubled-id', 'signature-missing'].includes(fault), `${how}: ${fault}`);
    }
  });
});

describe('a message in an address', () => {
  const TO = 'https://idp.example.invalid/saml/sso';
  const queryOf = (address: string): string => address.slice(address.indexOf('?') + 1);
  const carried = async (relayState?: string): Promise<string> =>
    queryOf(await redirectAddress(ours, TO, { kind: 'SAMLRequest', xml: message('_g7')(''), relayState }));

  it('comes back as it was sent, and its signature is right', async () => {
    const query = await carried('a b&c=d');
    const read = readRedirect(query);
    assert.deepEqual(
      [read?.kind, read?.xml, read?.relayState, read?.isSigned],
      ['SAMLRequest', message('_g7')(''), 'a b&c=d', true],
    );
    checkRedirect(query, [theirs.certificate, ours.certificate]);
    checkRedirect(`foo=1&${query}&bar=2`, [ours.certificate]);
  });

  it('is not believed altered, unsigned, signed by another, or by an algorithm of a former time', async () => {
    const query = await carried('there');
    const faults = (altered: string, certificates = [ours.certificate]): string =>
      faultOf(() => checkRedirect(altered, certificates));
    assert.equal(faults(query.replace('there', 'elsewhere')), 'signature-wrong');
    assert.equal(faults(query.replace(/RelayState=\w+&/, '')), 'signature-wrong');
    assert.equal(faults(query, [theirs.certificate]), 'signature-wrong');
    assert.equal(faults(query.replace(/&Signature=.*/, '')), 'signature-missing');
    for (const algorithm of [
      'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      'none',
      '',
    ])
      assert.equal(
        faults(query.replace(/SigAlg=[^&]+/, `SigAlg=${encodeURIComponent(algorithm)}`)),
        'algorithm-refused',
      );
  });

  it('is no message when a parameter is there twice, in whatever spelling', async () => {
    const query = await carried('there');
    for (const more of ['RelayState=x', 'SAMLRequest=x', '%52elayState=x', 'SAMLResponse=x', 'Signature=x'])
      assert.equal(
        faultOf(() => readRedirect(`${query}&${more}`)),
        'not-that-message',
        more,
      );
    assert.equal(readRedirect('foo=bar'), undefined);
  });

  it('does not grow without end, and is text', () => {
    const bomb = encodeURIComponent(deflateRawSync(Buffer.alloc(50_000_000, 'a')).toString('base64'));
    assert.equal(
      faultOf(() => readRedirect(`SAMLRequest=${bomb}`)),
      'too-large',
    );
    for (const given of [
      '',
      '%%%',
      'AAAA',
      encodeURIComponent(deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64')),
    ])
      assert.equal(
        faultOf(() => readRedirect(`SAMLRequest=${given}`)),
        'not-xml',
        given,
      );
  });
});
