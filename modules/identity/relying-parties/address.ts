/*
 * Addresses of services. One that is presented must be one that was declared: scheme, host and port to the letter, then the path, whole or
 * from its beginning. What a reader and a browser could understand differently (another case, a user name before the host, dots and
 * escapes that walk up, a fragment) is not an address for us, so that there is nothing to compare wrongly.
 */

/** An address as it was declared. */
export interface DeclaredAddress {
  /** `https://host[:port]` */
  readonly origin: string;
  /** From its first `/`, without query. */
  readonly path: string;
  /** Everything beneath it too: the path then ends with `/`. */
  readonly isPrefix: boolean;
}

const LONGEST = 2000;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Escapes that change how a path is cut: dot, slash, backslash, NUL, percent, and what stands for a line. */
const TRICKY = /%(?:2e|2f|5c|00|25|0a|0d|3b)/i;

/**
 * An address as a service presents it, or undefined for anything that is not written the one plain way: `https` (plain `http` on this
 * machine only), small letters, no user name, no default port, no fragment, no walking up.
 */
export function presentedAddress(given: unknown): URL | undefined {
  if (typeof given !== 'string' || given.length > LONGEST || !/^[\x21-\x7e]+$/.test(given)) return undefined;
  if (/[\\#"<>^`{|}]/.test(given)) return undefined;
  const url = URL.parse(given);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))))
    return undefined;
  const { origin } = url;
  if (!LOOPBACK.has(url.hostname) && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(url.hostname)) return undefined;
  const rest = given.slice(origin.length);
  // Written as the parser writes it: whatever it had to mend is not what a person reads.
  if (!given.startsWith(origin) || !(rest === '' || /^[/?]/.test(rest))) return undefined;
  const path = /^[^?]*/.exec(rest)?.[0] ?? '';
  if ((path === '' ? '/' : path) !== url.pathname || path.includes('//') || TRICKY.test(path)) return undefined;
  return url;
}

/** A declared address as an operator writes it, a final `*` for everything beneath; undefined when it is not one. */
export function declaredAddress(written: string): DeclaredAddress | undefined {
  const isPrefix = written.endsWith('*');
  const url = presentedAddress(isPrefix ? written.slice(0, -1) : written);
  // A star in the middle of a word would let in what only begins alike.
  if (url?.search !== '' || written.includes('?') || (isPrefix && !written.endsWith('/*'))) return undefined;
  return url.pathname.includes('*') ? undefined : { origin: url.origin, path: url.pathname, isPrefix };
}

/** Names that mean something inside one network alone. */
const INSIDE = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/**
 * Whether the address is known by a public name. Figures, this machine and names of an inside network lead our server where only somebody
 * inside it may go: an operator may declare them, a school not.
 */
export function hasPublicName({ origin }: DeclaredAddress): boolean {
  const { hostname } = new URL(origin);
  return !/^[\d.]+$|^\[/.test(hostname) && !INSIDE.test(hostname);
}

/** The same, as one writes it. */
export const writtenAddress = ({ origin, path, isPrefix }: DeclaredAddress): string =>
  `${origin}${path}${isPrefix ? '*' : ''}`;

/** Whether a presented address is a declared one. The query is the service's own affair. */
export function covers(declared: DeclaredAddress, presented: URL): boolean {
  if (declared.origin !== presented.origin) return false;
  return declared.isPrefix ? presented.pathname.startsWith(declared.path) : presented.pathname === declared.path;
}

/** Of the declared addresses that cover the presented one, the narrowest. */
export const narrowest = <D extends DeclaredAddress>(declared: readonly D[], presented: URL): D | undefined =>
  declared
    .filter((one) => covers(one, presented))
    .sort((a, b) => b.path.length - a.path.length || Number(a.isPrefix) - Number(b.isPrefix))[0];

/** The address with one more parameter, its own query kept as it was written. */
export function withParameter(address: string, name: string, value: string): string {
  const mark = address.indexOf('?');
  const isOpen = mark === address.length - 1 || address.endsWith('&');
  return `${address}${mark === -1 ? '?' : isOpen ? '' : '&'}${name}=${encodeURIComponent(value)}`;
}
