import { randomInt } from 'node:crypto';

/** Figures and capitals that no one takes for another on paper: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** How long a printed code works, in days. */
export const CODE_DAYS = 45;

/** A new code, forty random bits: too few to be kept other than under a key, enough for a slip of paper that lives 45 days. */
export const newCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** The code as printed, in two groups that the eye holds: `K7QM-2XRT`. */
export const printedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What was typed, as a code: capitals, O read as zero, I and L as one, anything else between them dropped; undefined when it is none. */
export function typedCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return code.length === LENGTH && Array.from(code).every((sign) => ALPHABET.includes(sign)) ? code : undefined;
}
