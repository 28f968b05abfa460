/*
 * Changes to tokens, by chance but always the same for one seed. What is changed is never the same as what was given: neither to the letter
 * nor, where a text stands for bytes, in those bytes.
 */

/** Chance that is the same each time (mulberry32): numbers from 0 to 1, 1 excluded. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Chance = () => number;

const below = (random: Chance, end: number): number => Math.floor(random() * end);
const one = <T>(random: Chance, list: readonly T[]): T => list[below(random, list.length)] as T;
const signs = (random: Chance, alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[below(random, alphabet.length)]).join('');

type Change = (random: Chance, token: string, alphabet: string) => string;

/** What may happen to a text of some alphabet. */
const changes: readonly Change[] = [
  // One sign is another.
  (random, token, alphabet) => {
    const at = below(random, token.length);
    return token.slice(0, at) + signs(random, alphabet, 1) + token.slice(at + 1);
  },
  // One bit of one sign is another, if that is a sign still.
  (random, token, alphabet) => {
    const at = below(random, token.length);
    const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << below(random, 7)));
    return (
      token.slice(0, at) + (alphabet.includes(flipped) ? flipped : signs(random, alphabet, 1)) + token.slice(at + 1)
    );
  },
  // Cut short, or grown.
  (random, token) => token.slice(0, below(random, token.length)),
  (random, token) => token.slice(1 + below(random, token.length - 1)),
  (random, token, alphabet) => token + signs(random, alphabet, 1 + below(random, 40)),
  (random, token, alphabet) => signs(random, alphabet, 1 + below(random, 8)) + token,
  // A sign too few, one twice, two neighbours the wrong way round, the whole the wrong way round, twice.
  (random, token) => {
    const at = below(random, token.length);
    return token.slice(0, at) + token.slice(at + 1);
  },
  (random, token) => {
    const at = below(random, token.length);
    return token.slice(0, at) + token.slice(at, at + 1) + token.slice(at);
  },
  (random, token) => {
    const at = below(random, token.length - 1);
    return token.slice(0, at) + token[at + 1] + token[at] + token.slice(at + 2);
  },
  (_random, token) => token.split('').reverse().join(''),
  (_random, token) => token + token,
  (random, token) => (random() < 0.5 ? token.toUpperCase() : token.toLowerCase()),
  // All of it drawn anew.
  (random, token, alphabet) => signs(random, alphabet, token.length),
];

/** Letters, figures and the two signs of tokens: what a cookie, a header and an address carry unchanged. */
export const TOKEN_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same token, changed. `isSame`: what must not count as a change. */
export function changed(
  random: Chance,
  token: string,
  {
    alphabet = TOKEN_SIGNS,
    isSame = (a: string, b: string) => a === b,
  }: { readonly alphabet?: string; readonly isSame?: (a: string, b: string) => boolean } = {},
): string {
  for (;;) {
    const result = one(random, changes)(random, token, alphabet);
    if (!isSame(result, token)) return result;
  }
}

const bytesOf = (part: string): string => Buffer.from(part, 'base64url').toString('hex');

/** Whether two signed tokens are the same bytes, part by part: the last sign of a part holds bits that nobody reads. */
export const isSameJwt = (a: string, b: string): boolean => {
  const [left, right] = [a.split('.'), b.split('.')];
  return left.length === right.length && left.every((part, rank) => bytesOf(part) === bytesOf(right[rank] ?? ''));
};

/** Whether two XML texts differ in nothing but the unread bits of what stands in base64. */
export const isSameXml = (a: string, b: string): boolean => inBytes(a) === inBytes(b);
const inBytes = (xml: string): string =>
  xml.replaceAll(/[A-Za-z0-9+/]{40,}={0,2}/g, (text) => Buffer.from(text, 'base64').toString('hex'));

/** A message of XML, changed in its text or in its structure. */
export function changedXml(random: Chance, xml: string): string {
  const tags = [...xml.matchAll(/<[A-Za-z][^>]*>/g)];
  const structure: readonly (() => string)[] = [
    // Another sign or bit.
    () => {
      const at = below(random, xml.length);
      return xml.slice(0, at) + String.fromCharCode(xml.charCodeAt(at) ^ (1 << below(random, 7))) + xml.slice(at + 1);
    },
    () => xml.slice(0, below(random, xml.length)),
    // An element gone, with all that stands in it.
    () => {
      const name = /^<([^\s>/]+)/.exec(one(random, tags)[0])?.[1] ?? '';
      // A signature that is not there is another question: which of two must be there is the receiver's to say, and tried elsewhere.
      if (name === 'ds:Signature') return xml;
      return xml.replace(new RegExp(`<${name}[\\s>/].*?</${name}>`, 's'), '');
    },
    // A word of an attribute or a text that is another.
    () => {
      const words = [...xml.matchAll(/(?<=[">])[^"<>]{3,}(?=["<])/g)];
      const word = one(random, words);
      const other = changed(random, word[0].replaceAll(/[^\w:./-]/g, 'x'));
      return xml.slice(0, word.index) + other + xml.slice(word.index + word[0].length);
    },
    // A comment, a processing instruction or a document type where none may be.
    () => {
      const tag = one(random, tags);
      const at = tag.index + tag[0].length;
      return `${xml.slice(0, at)}${one(random, ['<!-- -->', '<?php echo 1?>'])}${xml.slice(at)}`;
    },
    () => `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`,
    () => xml + xml,
  ];
  for (;;) {
    const result = one(random, structure)();
    if (!isSameXml(result, xml)) return result;
  }
}
