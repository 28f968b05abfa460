/** Bytes of one file at most. */
export const MOST_BYTES = 1_073_741_824;

/** Bytes of a picture that is written anew: it is held in memory meanwhile. */
export const MOST_PICTURE_BYTES = 60_000_000;

/** Bytes of all files of a school, unless the platform’s administrators gave it another quota. */
export const SCHOOL_QUOTA = 10_000_000_000;

/** The share of a quota from which people are warned. */
export const WARNING = 0.8;

/** Milliseconds for which a file is kept that nothing holds: being sent, sent and not yet used, or let go. */
export const KEPT_UNHELD = 24 * 3_600_000;

/** Milliseconds for which the address of a file opens it. */
export const ADDRESS_LIFE = 5 * 60_000;

const MB = 1_000_000;

/** Bytes of all files that somebody sent, by what they are; who is several things has the largest. */
const quotas: Readonly<Record<string, number>> = {
  pupil: 500 * MB,
  guardian: 300 * MB,
  after_school: 1_000 * MB,
  staff: 2_000 * MB,
  school_life: 2_000 * MB,
  librarian: 4_000 * MB,
  teacher: 4_000 * MB,
  delegate: 2_000 * MB,
  head: 5_000 * MB,
  commune: 2_000 * MB,
  academy: 2_000 * MB,
  platform: 5_000 * MB,
};

/** Who is none of these (somebody who left) sends nothing. */
export const personQuota = (roles: readonly string[]): number => Math.max(0, ...roles.map((role) => quotas[role] ?? 0));

/** What a reader may be told of the scan. */
export type Scan = 'clean' | 'not-scanned' | 'waiting' | 'quarantined' | 'unexamined';

/** Whether nobody may open it: something was found in it, or the scanner could not look at it to its end. */
export const isBlocked = (scan: Scan): scan is 'quarantined' | 'unexamined' =>
  scan === 'quarantined' || scan === 'unexamined';

/** What a file is now: with a scanner whatever it has not seen yet waits for it, without one nothing waits. */
export function scanNow(scan: Scan, hasScanner: boolean): Scan {
  if (scan === 'not-scanned' && hasScanner) return 'waiting';
  return scan === 'waiting' && !hasScanner ? 'not-scanned' : scan;
}

export const mayLeave = (scan: Scan, hasScanner: boolean): boolean =>
  ['clean', 'not-scanned'].includes(scanNow(scan, hasScanner));

/** Signs that turn the reading of a name round or hide in it, and those that no system keeps in a name. */
const TRICKS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** Letters of a name, its ending included. */
const LONGEST_NAME = 180;

/**
 * The name under which a file is kept: what somebody typed, without folders, tricks and endless length. Accents stay, composed (a Mac takes
 * them apart). A name that holds nothing becomes `fichier`.
 */
export function tidyName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(TRICKS, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (plain === '') return 'fichier';
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  const stem = ending === '' ? plain : plain.slice(0, -ending.length);
  return `${Array.from(stem)
    .slice(0, LONGEST_NAME - ending.length)
    .join('')}${ending}`;
}

/** What a gauge shows. */
export interface Usage {
  readonly bytes: number;
  readonly quota: number;
}

export const isNearlyFull = ({ bytes, quota }: Usage): boolean => quota > 0 && bytes >= quota * WARNING;

/** Left in a quota; never less than nothing. */
export const leftOf = ({ bytes, quota }: Usage): number => Math.max(0, quota - bytes);
