import { randomInt } from 'node:crypto';

/** Figures and capitals that no one takes for another on paper: no I, L, O, U. Five bits each. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Signs drawn at random, for a code that is printed and typed. */
export const drawSigns = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A code as printed, in two groups that the eye holds: `K7QM-2XRT`. */
export const inTwoGroups = (signs: string): string =>
  `${signs.slice(0, signs.length / 2)}-${signs.slice(signs.length / 2)}`;

/** What was typed, as `length` signs: capitals, O read as zero, I and L as one, anything else between them dropped; undefined when it is none. */
export function readSigns(typed: string, length: number): string | undefined {
  const signs = typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return signs.length === length && Array.from(signs).every((sign) => ALPHABET.includes(sign)) ? signs : undefined;
}
