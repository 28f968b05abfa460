/**
 * The academy's values: days as dd/MM/yyyy, flags as O/N, composites joined by `$` whose empty parts count, telephone numbers
 * in several habits. An empty value is undefined; a value off its form is `null`, so that the caller can say so.
 */

/** `a$b$$` → ['a', 'b', '', '']: parts keep their place. */
export function parts(value: string): string[] {
  const list = value.split('$');
  return / \$|\$ |^ | $/.test(value) ? list.map((part) => part.trim()) : list;
}

const DAY = /^\d{2}\/\d{2}\/\d{4}$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `29/02/2012` → `2012-02-29`; null for a day that does not exist. */
export function day(value: string): string | null {
  if (!DAY.test(value)) return null;
  const [dd, mm, yyyy] = [value.slice(0, 2), value.slice(3, 5), value.slice(6)];
  const year = Number(yyyy);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = mm === '02' && leap ? 29 : (DAYS_IN_MONTH[Number(mm) - 1] ?? 0);
  return dd !== '00' && Number(dd) <= longest && year >= 1900 ? `${yyyy}-${mm}-${dd}` : null;
}

/** O → true, N → false, anything else null. */
export const flag = (value: string): boolean | null => (value === 'O' ? true : value === 'N' ? false : null);

/**
 * A French number in any habit, or a foreign one with its +, as E.164; null when it is none.
 * `+33 4 12 34 56 78`, `04.12.34.56.78`, `0033 4 12 34 56 78` → `+33412345678`.
 */
export function phone(value: string): string | null {
  const digits = value.replace(/[\s.\-/()]/g, '');
  if (/^0[1-9]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`;
  const international = digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
  if (/^\+330[1-9]\d{8}$/.test(international)) return `+33${international.slice(4)}`;
  if (/^\+33/.test(international)) return /^\+33[1-9]\d{8}$/.test(international) ? international : null;
  return /^\+[1-9]\d{5,14}$/.test(international) ? international : null;
}

/** An address one can write to, lower case; null when it cannot be one. */
export function email(value: string): string | null {
  const address = value.toLowerCase();
  return /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/.test(address) && address.length <= 254
    ? address
    : null;
}

/** INE: 9 digits and 2 letters (present), 10 digits and a letter (older); null when it is neither. */
export function ine(value: string): string | null {
  const text = value.replaceAll(' ', '').toUpperCase();
  return /^(\d{9}[A-Z]{2}|\d{10}[A-Z])$/.test(text) ? text : null;
}

/** Lines of an address, `l1$l2$l3$l4`, as written on an envelope. */
export const addressLines = (value: string): string =>
  parts(value)
    .filter((line) => line !== '')
    .join('\n');

/** One blank between words, none around. */
export const tidy = (value: string): string => (/\s\s|[^\S ]/.test(value) ? value.replace(/\s+/g, ' ').trim() : value);
