import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SignedXml } from 'xml-crypto';
import { certify } from '../../keys/certificate.ts';
import { closeServer } from './peer.ts';

/* An identity provider of SAML whose every answer the test may bend. It writes and signs by its own means, not by the product's. */

/** A key pair of the forger, with its certificate (PEM). */
export interface ForgerKey {
  readonly key: KeyObject;
  readonly certificate: string;
}

export async function newForgerKey(): Promise<ForgerKey> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const at = { host: 'idp.invalid', now: new Date('2026-09-01T00:00:00Z'), serial: '01' };
  return { key: pair.privateKey, certificate: await certify(pair, at) };
}

/** What an attribute is called, and its values. */
export type ForgedAttributes = Readonly<Record<string, readonly string[]>>;

/** An honest answer, until some of it is changed. Times in seconds from `now`. */
export interface Forged {
  readonly now: Date;
  readonly entityId: string;
  readonly audience: string;
  readonly address: string;
  readonly inResponseTo: string | null;
  readonly attributes: ForgedAttributes;
  readonly signer: ForgerKey;
  /** The certificate (PEM) to encrypt to; null: in clear. */
  readonly encryptTo: string | null;
  readonly id?: string;
  readonly nameId?: string;
  readonly sessionIndex?: string;
  readonly issuer?: string;
  readonly assertionIssuer?: string;
  readonly destination?: string;
  readonly recipient?: string;
  readonly subjectInResponseTo?: string | null;
  readonly issuedAt?: number;
  readonly notBefore?: number;
  readonly notOnOrAfter?: number;
  readonly status?: string;
  readonly assertionSigner?: ForgerKey | null;
  readonly responseSigner?: ForgerKey | null;
  readonly signature?: string;
  readonly digest?: string;
  readonly cipher?: 'gcm' | 'cbc';
  /** Changes before the assertion is signed, after, before the answer is signed, and at the very end. */
  readonly bendAssertion?: (xml: string) => string;
  readonly bendSigned?: (xml: string) => string;
  readonly bendResponse?: (xml: string) => string;
  readonly bendEnd?: (xml: string) => string;
}

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SPACES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const ASSERTION_SPACES =
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Signs the element of that name, after its `Issuer`. */
export function signedBy(
  { key }: ForgerKey,
  xml: string,
  name: string,
  algorithms: { readonly signature?: string | undefined; readonly digest?: string | undefined } = {},
): string {
  const signer = new SignedXml({
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }),
    getKeyInfoContent: () => null,
    signatureAlgorithm: algorithms.signature ?? RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signer.addReference({
    xpath: `//*[local-name(.)='${name}']`,
    digestAlgorithm: algorithms.digest ?? SHA256,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `//*[local-name(.)='${name}']/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}

/** Encrypts an assertion as Shibboleth does: AES under a key that RSA-OAEP wraps. */
export function sealedFor(certificate: string, xml: string, cipher: 'gcm' | 'cbc' = 'gcm'): string {
  const key = randomBytes(32);
  const nonce = randomBytes(cipher === 'gcm' ? 12 : 16);
  const body =
    cipher === 'gcm'
      ? ((): Buffer => {
          const aes = createCipheriv('aes-256-gcm', key, nonce);
          return Buffer.concat([nonce, aes.update(xml), aes.final(), aes.getAuthTag()]);
        })()
      : ((): Buffer => {
          const aes = createCipheriv('aes-256-cbc', key, nonce);
          return Buffer.concat([nonce, aes.update(xml), aes.final()]);
        })();
  const wrapped = publicEncrypt(
    { key: createPublicKey(certificate), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    key,
  );
  const uri =
    cipher === 'gcm' ? 'http://www.w3.org/2009/xmlenc11#aes256-gcm' : 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';
  return `<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="${uri}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${body.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>`;
}

/** The assertion, signed unless told otherwise, as a text of its own. */
export function forgedAssertion(given: Forged): string {
  const at = (seconds: number): string => new Date(given.now.getTime() + seconds * 1000).toISOString();
  const asked = given.subjectInResponseTo === undefined ? given.inResponseTo : given.subjectInResponseTo;
  const values = Object.entries(given.attributes)
    .map(
      ([name, list]) =>
        `<saml:Attribute Name="${escaped(name)}">${list
          .map((value) => `<saml:AttributeValue xsi:type="xs:string">${escaped(value)}</saml:AttributeValue>`)
          .join('')}</saml:Attribute>`,
    )
    .join('');
  const until = at(given.notOnOrAfter ?? 300);
  const plain = `<saml:Assertion ${ASSERTION_SPACES} ID="${given.id ?? `_a${randomBytes(16).toString('hex')}`}" Version="2.0" IssueInstant="${at(given.issuedAt ?? 0)}"><saml:Issuer>${escaped(given.assertionIssuer ?? given.issuer ?? given.entityId)}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">${given.nameId ?? '_transient'}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData${asked === null ? '' : ` InResponseTo="${escaped(asked)}"`} Recipient="${escaped(given.recipient ?? given.address)}" NotOnOrAfter="${until}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(given.notBefore ?? -5)}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${escaped(given.audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(given.issuedAt ?? 0)}" SessionIndex="${given.sessionIndex ?? '_index'}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${values}</saml:AttributeStatement></saml:Assertion>`;
  const bent = given.bendAssertion?.(plain) ?? plain;
  const signer = given.assertionSigner === undefined ? given.signer : given.assertionSigner;
  const signed = signer ? signedBy(signer, bent, 'Assertion', given) : bent;
  return given.bendSigned?.(signed) ?? signed;
}

/** The whole answer as XML. */
export function forgedResponse(given: Forged): string {
  const assertion = forgedAssertion(given);
  const inside = given.encryptTo ? sealedFor(given.encryptTo, assertion, given.cipher) : assertion;
  const status = given.status ?? 'Success';
  const asked = given.inResponseTo === null ? '' : ` InResponseTo="${escaped(given.inResponseTo)}"`;
  const plain = `<samlp:Response ${SPACES} ID="_r${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${new Date(given.now.getTime() + (given.issuedAt ?? 0) * 1000).toISOString()}" Destination="${escaped(given.destination ?? given.address)}"${asked}><saml:Issuer>${escaped(given.issuer ?? given.entityId)}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/></samlp:Status>${inside}</samlp:Response>`;
  const bent = given.bendResponse?.(plain) ?? plain;
  const signer = given.responseSigner === undefined ? given.signer : given.responseSigner;
  const signed = signer ? signedBy(signer, bent, 'Response', given) : bent;
  return given.bendEnd?.(signed) ?? signed;
}

/** The same as the form carries it. */
export const forgedAnswer = (given: Forged): string => Buffer.from(forgedResponse(given)).toString('base64');

/** A message of the Redirect binding: what it is, its XML, and the query it came in. */
export interface ReadMessage {
  readonly xml: string;
  readonly id: string;
  readonly query: URLSearchParams;
}

/** Reads the message that an address carries. */
export function messageIn(address: string): ReadMessage {
  const query = new URL(address).searchParams;
  const sent = query.get('SAMLRequest') ?? query.get('SAMLResponse') ?? '';
  const xml = inflateRawSync(Buffer.from(sent, 'base64')).toString();
  return { xml, id: / ID="([^"]+)"/.exec(xml)?.[1] ?? '', query };
}

/** An address that carries a message of the provider, signed. */
export function redirected(
  { key }: ForgerKey,
  to: string,
  kind: 'SAMLRequest' | 'SAMLResponse',
  xml: string,
  algorithm = RSA_SHA256,
): string {
  const query = `${kind}=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}&SigAlg=${encodeURIComponent(algorithm)}`;
  const hash = algorithm.endsWith('sha1') ? 'sha1' : 'sha256';
  return `${to}?${query}&Signature=${encodeURIComponent(sign(hash, Buffer.from(query), key).toString('base64'))}`;
}

/** A sign-out that the provider asks for. */
export const forgedLogout = (given: {
  readonly now: Date;
  readonly issuer: string;
  readonly to: string;
  readonly nameId: string;
  readonly sessionIndex?: string;
  readonly id?: string;
}): string =>
  `<samlp:LogoutRequest ${SPACES} ID="${given.id ?? `_l${randomBytes(16).toString('hex')}`}" Version="2.0" IssueInstant="${given.now.toISOString()}" Destination="${escaped(given.to)}"><saml:Issuer>${escaped(given.issuer)}</saml:Issuer><saml:NameID>${escaped(given.nameId)}</saml:NameID>${given.sessionIndex ? `<samlp:SessionIndex>${escaped(given.sessionIndex)}</samlp:SessionIndex>` : ''}</samlp:LogoutRequest>`;

/** Somebody who stands before the provider. */
export interface SamlPerson {
  readonly nameId: string;
  readonly attributes: ForgedAttributes;
}

export interface SamlPeer {
  readonly entityId: string;
  readonly signer: ForgerKey;
  readonly metadata: string;
  /** Who is at the keyboard. */
  present: SamlPerson | null;
  /** What we said of ourselves: addresses, and the certificate that assertions are encrypted to; null: in clear. */
  towards: { readonly entityId: string; readonly address: string; readonly encryptTo: string | null };
  /** Status that its sign-in page answers with; 200 unless it is unwell. */
  health: number;
  close(): Promise<void>;
}

/** Metadata of a provider of that name, with these certificates. */
export function forgedMetadata(base: string, entityId: string, certificates: readonly string[]): string {
  const keys = certificates.map(
    (pem) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${pem.replaceAll(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return `<?xml version="1.0"?><!-- invented --><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${base}/slo"/><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${base}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
}

/** A provider on loopback, whole enough for a browser: its page sends the answer by a button, its sign-out answers by Redirect. */
export async function openSamlPeer(): Promise<SamlPeer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signer = await newForgerKey();
  const entityId = `${base}/idp`;
  const peer: SamlPeer = {
    entityId,
    signer,
    metadata: forgedMetadata(base, entityId, [signer.certificate]),
    present: null,
    towards: { entityId: '', address: '', encryptTo: null },
    health: 200,
    close: () => closeServer(server),
  };
  server.on('request', (request, response) => serve(peer, base, request, response));
  return peer;
}

function serve(peer: SamlPeer, base: string, request: IncomingMessage, response: ServerResponse): void {
  const address = new URL(request.url ?? '/', base);
  const carries = address.searchParams.has('SAMLRequest');
  if (address.pathname === '/slo' && carries) {
    const { id, xml } = messageIn(address.href);
    const back = `${/<saml:Issuer>([^<]+)</.exec(xml)?.[1]?.replace(/metadata$/, 'sign-out')}`;
    const answer = `<samlp:LogoutResponse ${SPACES} ID="_o${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${back}" InResponseTo="${id}"><saml:Issuer>${peer.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`;
    response.writeHead(303, { location: redirected(peer.signer, back, 'SAMLResponse', answer) }).end();
    return;
  }
  if (address.pathname === '/sso' && carries && peer.present) {
    const answer = forgedAnswer({
      now: new Date(),
      entityId: peer.entityId,
      audience: peer.towards.entityId,
      address: peer.towards.address,
      inResponseTo: messageIn(address.href).id,
      signer: peer.signer,
      encryptTo: peer.towards.encryptTo,
      ...peer.present,
    });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="fr"><title>Guichet d’essai</title><form method="post" action="${peer.towards.address}"><input type="hidden" name="SAMLResponse" value="${answer}"><input type="hidden" name="RelayState" value="https://elsewhere.invalid/"><button>Continuer vers l’ENT</button></form></html>`,
    );
    return;
  }
  response.writeHead(peer.health).end();
}
