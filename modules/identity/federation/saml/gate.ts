import { disbelieve } from '../../saml/xml/fault.ts';
import { ALGORITHM, DIGESTS, NS, SIGNATURES } from '../../saml/xml/names.ts';
import { childOf, childrenOf, plainText, within, type XmlElement } from '../../saml/xml/read.ts';

/*
 * The form that an answer must have before its signatures are looked at. What the library and we could see differently (an assertion beside
 * the signed one, a signature that covers something else, an algorithm that proves nothing) is refused here, so that nothing is left to choose.
 */

/** Ciphers of the assertion. AES-CBC can be tampered with, but the signature of the whole answer is checked before anything is opened. */
const CIPHERS = new Set([
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
]);
/** How its key is wrapped. RSA PKCS 1.5 answers questions to whoever asks often enough. */
const WRAPPINGS = new Set([
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'http://www.w3.org/2009/xmlenc11#rsa-oaep',
]);

const isA = (element: XmlElement, uri: string, local: string): boolean =>
  element.uri === uri && element.local === local;

const countOf = (root: XmlElement, uri: string, local: string): number =>
  [...within(root)].filter((element) => isA(element, uri, local)).length;

/**
 * A `Response` with exactly one assertion, its child; signed as a whole, the assertion too unless it is encrypted; nothing else signed.
 * @returns whether the assertion is encrypted
 * @throws SamlFault
 */
export function gateResponse(root: XmlElement): { readonly encrypted: boolean } {
  if (!isA(root, NS.protocol, 'Response')) disbelieve('not-that-message');
  const [plain, ...plains] = childrenOf(root, NS.assertion, 'Assertion');
  const [sealed, ...moreSealed] = childrenOf(root, NS.assertion, 'EncryptedAssertion');
  const assertions = countOf(root, NS.assertion, 'Assertion') + countOf(root, NS.assertion, 'EncryptedAssertion');
  if (assertions !== 1 || plains.length + moreSealed.length > 0 || !(plain ?? sealed)) disbelieve('not-that-message');
  // One answer inside another is a wrapping.
  if (countOf(root, NS.protocol, 'Response') !== 1) disbelieve('not-that-message');
  gateSignature(root);
  if (plain) gateSignature(plain);
  if (countOf(root, NS.signature, 'Signature') !== (plain ? 2 : 1)) disbelieve('signature-wrong');
  if (sealed) gateEncryption(sealed);
  return { encrypted: sealed !== undefined };
}

/** A bare assertion, as it comes out of its encryption: signed, with nothing signed beneath. @throws SamlFault */
export function gateAssertion(root: XmlElement): void {
  if (!isA(root, NS.assertion, 'Assertion')) disbelieve('not-that-message');
  if (countOf(root, NS.assertion, 'Assertion') + countOf(root, NS.assertion, 'EncryptedAssertion') !== 1)
    disbelieve('not-that-message');
  gateSignature(root);
  if (countOf(root, NS.signature, 'Signature') !== 1) disbelieve('signature-wrong');
}

/** One enveloped signature, child of `signed`, over the whole of it by its ID, in ways that prove something. @throws SamlFault */
function gateSignature(signed: XmlElement): void {
  const signature = childOf(signed, NS.signature, 'Signature');
  const info = signature && childOf(signature, NS.signature, 'SignedInfo');
  if (!signature || !info) disbelieve('signature-missing');
  const [reference, ...others] = childrenOf(info, NS.signature, 'Reference');
  const id = signed.attributes.get('ID');
  if (!reference || others.length > 0 || !id || reference.attributes.get('URI') !== `#${id}`)
    disbelieve('signature-wrong');
  if (countOf(signature, NS.signature, 'Object') > 0 || countOf(signature, NS.signature, 'SignedInfo') > 1)
    disbelieve('signature-wrong');
  const algorithm = (parent: XmlElement, name: string): string =>
    childOf(parent, NS.signature, name)?.attributes.get('Algorithm') ?? '';
  const transforms = childOf(reference, NS.signature, 'Transforms');
  const applied = transforms ? childrenOf(transforms, NS.signature, 'Transform') : [];
  const [enveloped, exclusive] = applied.map(({ attributes }) => attributes.get('Algorithm'));
  if (
    !SIGNATURES.has(algorithm(info, 'SignatureMethod')) ||
    algorithm(info, 'CanonicalizationMethod') !== ALGORITHM.exclusive ||
    !DIGESTS.has(algorithm(reference, 'DigestMethod')) ||
    applied.length !== 2 ||
    enveloped !== ALGORITHM.enveloped ||
    exclusive !== ALGORITHM.exclusive
  )
    disbelieve('algorithm-refused');
  if (!plainText(childOf(signature, NS.signature, 'SignatureValue'))) disbelieve('signature-missing');
}

/** One sealed piece with one wrapped key, both inside the message. @throws SamlFault */
function gateEncryption(sealed: XmlElement): void {
  const pieces = [...within(sealed)];
  const named = (local: string): XmlElement[] => pieces.filter((element) => isA(element, NS.encryption, local));
  const method = (element: XmlElement | undefined): string =>
    (element && childOf(element, NS.encryption, 'EncryptionMethod')?.attributes.get('Algorithm')) ?? '';
  const [data, ...moreData] = named('EncryptedData');
  const [key, ...moreKeys] = named('EncryptedKey');
  if (!data || !key || moreData.length + moreKeys.length > 0 || named('CipherReference').length > 0)
    disbelieve('not-that-message');
  if (!CIPHERS.has(method(data)) || !WRAPPINGS.has(method(key))) disbelieve('algorithm-refused');
}
