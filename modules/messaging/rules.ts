/** As what somebody writes. A member of staff who is also a parent writes as staff. */
export type AuthorRole = 'staff' | 'guardian' | 'pupil' | 'platform';
/** As what a copy reached its person. */
export type CopyRole = 'staff' | 'family' | 'pupil';

interface Roles {
  readonly roles: readonly string[];
}

const FAMILY: readonly string[] = ['pupil', 'guardian', 'leaver', 'dpo'];

/** Whether the actor works in a school, a commune, an académie or for the platform. */
export const isStaff = ({ roles }: Roles): boolean => roles.some((role) => !FAMILY.includes(role));

export function authorRoleOf(actor: Roles): AuthorRole {
  if (actor.roles.includes('pupil')) return 'pupil';
  if (!isStaff(actor)) return 'guardian';
  return actor.roles.every((role) => role === 'platform' || role === 'guardian') ? 'platform' : 'staff';
}

/** More recipients than that make a message wide: a right of its own, a second factor, a minute in which it may be cancelled. */
export const WIDE = 100;
/** Milliseconds in which a wide message may be cancelled. */
export const CANCELLABLE = 60_000;
/** Persons that may be named one by one. */
export const MOST_NAMED = 200;
/** Signs of a subject and of a text. */
export const MOST_SUBJECT = 200;
export const MOST_TEXT = 50_000;
/** School years that messages are kept, beside the one under way. */
export const YEARS_KEPT = 3;
/** Days that a message stays in the bin. */
export const BIN_DAYS = 30;

/** The boxes that everybody has; from 10 on they are a person's own folders. */
export const boxes = { inbox: 0, archive: 1, bin: 2 } as const;
export const FIRST_FOLDER = 10;

/** "Re: " once, however often one answers. */
export const answering = (prefix: string, subject: string): string =>
  `${prefix}${subject.replace(/^((re|tr|fwd?|r\u00e9p)\s*:\s*)+/i, '')}`.slice(0, MOST_SUBJECT);

/** Words of a text as a search compares them: no capital, no accent. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a search asks the index of a message: every word, the last one perhaps not finished; empty when nothing is left to look for. */
export const searchQuery = (text: string): string => {
  const words = folded(text).split(' ').filter(Boolean).slice(0, 8);
  return words.map((word) => `${word}:*`).join(' & ');
};
