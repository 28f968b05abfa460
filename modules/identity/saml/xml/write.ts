import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { ALGORITHM, NS } from './names.ts';

/*
 * XML written so that it is its own exclusive canonical form: attributes in order, no empty-element tag, namespaces declared where they are
 * first used, escapes as the canonical form has them. Its digest is that of the text: nothing is parsed to sign it.
 */

/** Characters that XML 1.0 cannot hold, whatever the escape, and the other controls with them. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

const TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const VALUE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** A text as the content of an element. */
export const content = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>\r]/g, (sign) => TEXT[sign] ?? sign);

const value = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<"\t\n\r]/g, (sign) => VALUE[sign] ?? sign);

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Declarations of namespaces first, then attributes, each in the order of their names: ours have no prefix of their own. */
const inOrder = ([a]: [string, unknown], [b]: [string, unknown]): number => {
  const [first, second] = [a.startsWith('xmlns'), b.startsWith('xmlns')];
  if (first !== second) return first ? -1 : 1;
  return a < b ? -1 : 1;
};

/**
 * An element; `inner` is XML already (`content` of a text). A namespace is declared (`xmlns:x`) by the outermost element that uses it, and by
 * each of several that have no such element around them. Attributes left undefined are not written.
 */
export function element(name: string, attributes: Attributes = {}, ...inner: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter((pair): pair is [string, string | boolean] => pair[1] !== undefined)
    .sort(inOrder)
    .map(([key, given]) => ` ${key}="${value(String(given))}"`);
  return `<${name}${written.join('')}>${inner.join('')}</${name}>`;
}

/** What a signature is made with. */
export interface SigningKey {
  /** RSA, private. */
  readonly key: KeyObject;
  /** PEM; goes with the signature, for services that hold several. */
  readonly certificate: string | null;
}

const signed = promisify(sign);

/** RSA-SHA256, off the main thread. */
export const rsaSha256 = ({ key }: SigningKey, text: string): Promise<Buffer> =>
  signed('sha256', Buffer.from(text), key);

/** The base64 inside a PEM certificate. */
export const certificateBody = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

/**
 * An element with an enveloped signature over the whole of it.
 * @param id the ID that the element bears; a plain XML name
 * @param write the element, given what stands in the place of its signature
 */
export async function signedXml(key: SigningKey, id: string, write: (signature: string) => string): Promise<string> {
  const digest = createHash('sha256').update(write('')).digest('base64');
  // In the canonical form of SignedInfo alone the namespace stands on it; in the document it is inherited.
  const info = (declared: Attributes): string =>
    element(
      'ds:SignedInfo',
      declared,
      element('ds:CanonicalizationMethod', { Algorithm: ALGORITHM.exclusive }),
      element('ds:SignatureMethod', { Algorithm: ALGORITHM.rsaSha256 }),
      element(
        'ds:Reference',
        { URI: `#${id}` },
        element(
          'ds:Transforms',
          {},
          element('ds:Transform', { Algorithm: ALGORITHM.enveloped }),
          element('ds:Transform', { Algorithm: ALGORITHM.exclusive }),
        ),
        element('ds:DigestMethod', { Algorithm: ALGORITHM.sha256 }),
        element('ds:DigestValue', {}, digest),
      ),
    );
  const signature = await rsaSha256(key, info({ 'xmlns:ds': NS.signature }));
  return write(
    element(
      'ds:Signature',
      { 'xmlns:ds': NS.signature },
      info({}),
      element('ds:SignatureValue', {}, signature.toString('base64')),
      key.certificate === null ? '' : keyInfo(key.certificate, {}),
    ),
  );
}

/** A certificate, as metadata and signatures show it. */
export const keyInfo = (certificate: string, declared: Attributes): string =>
  element(
    'ds:KeyInfo',
    declared,
    element('ds:X509Data', {}, element('ds:X509Certificate', {}, certificateBody(certificate))),
  );
