import { randomInt } from 'node:crypto';
import { vocabulary } from './vocabulary.ts';

/** Words in a phrase. Drawn from a list of some eleven hundred, three different ones make thirty bits: enough with tries that are slowed. */
const WORDS = 3;

/** Three different words, drawn: `soleil girafe tambour`. */
export function drawPhrase(): string {
  const drawn = new Set<string>();
  while (drawn.size < WORDS) drawn.add(vocabulary[randomInt(vocabulary.length)] as string);
  return [...drawn].join(' ');
}

/** How many bits a drawn phrase is worth. */
export const phraseBits = (): number =>
  Math.log2(vocabulary.length) + Math.log2(vocabulary.length - 1) + Math.log2(vocabulary.length - 2);

/** A phrase as it is compared: small letters, no accent, one space between words. A child is not refused for a capital or an accent. */
export const normalPhrase = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();

/** Whether what a pupil chose is a phrase: three different words of three letters or more, and nothing but words. */
export function isPhrase(typed: string): boolean {
  if (/[^\p{L}\p{M}\s'’-]/u.test(typed)) return false;
  const words = normalPhrase(typed).split(' ');
  return words.filter((word) => word.length >= 3).length >= WORDS && new Set(words).size === words.length;
}

/** What is stored and compared: a phrase in its plain form, a password as it was typed. */
export type SecretKind = 'password' | 'phrase';
export const asStored = (kind: SecretKind, typed: string): string => (kind === 'phrase' ? normalPhrase(typed) : typed);
