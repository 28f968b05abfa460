import { createPublicKey, verify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { disbelieve } from './fault.ts';
import { ALGORITHM, SIGNATURES } from './names.ts';
import { rsaSha256, type SigningKey } from './write.ts';

/* The Redirect binding: a message deflated into an address, signed as the very signs of the query that came. */

/** Bytes that a message may hold once it is inflated: no bomb grows further. */
export const LARGEST_MESSAGE = 64_000;

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** The bytes of a base64 text, which may be broken into lines. @throws SamlFault */
export function decoded(given: string): Buffer {
  if (given.length > 2 * LARGEST_MESSAGE) disbelieve('too-large');
  if (given === '' || !BASE64.test(given)) disbelieve('not-xml');
  return Buffer.from(given, 'base64');
}

/** UTF-8, and nothing that would have to be mended. @throws SamlFault */
export function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return disbelieve('not-xml');
  }
}

/** The message inside a parameter of the Redirect binding. @throws SamlFault */
export function inflated(given: string): string {
  const bytes = decoded(given);
  try {
    return asText(inflateRawSync(bytes, { maxOutputLength: LARGEST_MESSAGE }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return disbelieve(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-xml');
  }
}

/** An address to which a message is carried by Redirect, signed. `kind`: what the message is. */
export async function redirectAddress(
  key: SigningKey,
  to: string,
  message: {
    readonly kind: 'SAMLRequest' | 'SAMLResponse';
    readonly xml: string;
    readonly relayState?: string | undefined;
  },
): Promise<string> {
  const pairs: [string, string][] = [
    [message.kind, deflateRawSync(message.xml).toString('base64')],
    ...(message.relayState === undefined ? [] : [['RelayState', message.relayState] satisfies [string, string]]),
    ['SigAlg', ALGORITHM.rsaSha256],
  ];
  const query = pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&');
  const signature = await rsaSha256(key, query);
  return `${to}${to.includes('?') ? '&' : '?'}${query}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
}

/** What a query of the Redirect binding holds, each parameter once. */
export interface RedirectMessage {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState: string | undefined;
  readonly isSigned: boolean;
}

const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
type Name = (typeof NAMES)[number];

/** The parameters as they were written, escapes and all; one that is there twice is no message. */
function writtenParameters(query: string): ReadonlyMap<Name, string> {
  const found = new Map<Name, string>();
  for (const piece of query.split('&')) {
    const equals = piece.indexOf('=');
    const name = NAMES.find((known) => known === (equals === -1 ? piece : piece.slice(0, equals)));
    if (!name) {
      // A name of ours written with escapes would be seen by a parser and not by the signature.
      const read = [...new URLSearchParams(piece).keys()][0] ?? '';
      if (NAMES.some((known) => known === read)) disbelieve('not-that-message');
      continue;
    }
    if (found.has(name)) disbelieve('not-that-message');
    found.set(name, equals === -1 ? '' : piece.slice(equals + 1));
  }
  return found;
}

const unescaped = (written: string): string => new URLSearchParams(`a=${written}`).get('a') ?? '';

/** Reads the query of a request (without `?`); undefined when it holds no message. @throws SamlFault */
export function readRedirect(query: string): RedirectMessage | undefined {
  const written = writtenParameters(query);
  const request = written.get('SAMLRequest');
  const response = written.get('SAMLResponse');
  if (request !== undefined && response !== undefined) disbelieve('not-that-message');
  const message = request ?? response;
  if (message === undefined) return undefined;
  const encoding = written.get('SAMLEncoding');
  if (encoding !== undefined && unescaped(encoding) !== 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE')
    disbelieve('not-that-message');
  const relayState = written.get('RelayState');
  return {
    kind: request === undefined ? 'SAMLResponse' : 'SAMLRequest',
    xml: inflated(unescaped(message)),
    relayState: relayState === undefined ? undefined : unescaped(relayState),
    isSigned: written.has('Signature'),
  };
}

/** Checks the signature of a query by one of these certificates (PEM). @throws SamlFault */
export function checkRedirect(query: string, certificates: readonly string[]): void {
  const written = writtenParameters(query);
  const signature = written.get('Signature');
  const algorithm = written.get('SigAlg');
  if (signature === undefined || algorithm === undefined) disbelieve('signature-missing');
  const known = SIGNATURES.get(unescaped(algorithm));
  if (!known) disbelieve('algorithm-refused');
  const kind = written.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  const signed = [kind, 'RelayState', 'SigAlg']
    .flatMap((name) => {
      const text = written.get(name as Name);
      return text === undefined ? [] : [`${name}=${text}`];
    })
    .join('&');
  const given = decoded(unescaped(signature));
  const isRight = certificates.some((certificate) => {
    const key = createPublicKey(certificate);
    // A key of another kind is no key for this signature, whatever the message says of itself.
    return key.asymmetricKeyType === 'rsa' && verify(known.digest, Buffer.from(signed), key, given);
  });
  if (!isRight) disbelieve('signature-wrong');
}
