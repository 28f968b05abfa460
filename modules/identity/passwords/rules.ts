import type { Audience } from '../sessions/kinds.ts';
import { commonWords } from './common.ts';

/** Least number of characters, by age: adults 12, collège 10, école 8 (tries are throttled for all). */
export const leastLength: Readonly<Record<Audience, number>> = { adult: 12, college: 10, young: 8 };

/** Longer than any phrase; bounds the work of a hash. */
export const LONGEST = 200;

const LEAST_DISTINCT = 5;

/** Why a password is refused; the sentences are in texts. */
export type PasswordFault =
  | 'identity.password-short'
  | 'identity.password-long'
  | 'identity.password-common'
  | 'identity.password-repeats'
  | 'identity.password-names-you';

/** What is known of the person and must not be the password. */
export interface PasswordOwner {
  readonly audience: Audience;
  readonly login: string;
  readonly names: readonly string[];
  /** Birth dates the entourage knows, `YYYY-MM-DD`. */
  readonly dates?: readonly string[];
}

/** Keyboard and alphabet runs, both ways. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789012345678901234567890',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
].flatMap((run) => [run, Array.from(run).reverse().join('')]);

/** One spelling for what two keyboards send differently; what is hashed. */
export const normalPassword = (password: string): string => password.normalize('NFKC');

/** The fault of a password for its owner, or undefined when it may serve. Length first: it is what counts. */
export function passwordFault(password: string, owner: PasswordOwner): PasswordFault | undefined {
  const value = normalPassword(password);
  const letters = Array.from(value);
  if (letters.length < leastLength[owner.audience]) return 'identity.password-short';
  if (letters.length > LONGEST) return 'identity.password-long';
  if (new Set(letters).size < LEAST_DISTINCT || isRepeated(value)) return 'identity.password-repeats';
  const plain = plainOf(value);
  if (letters.length - plain.length <= 3 && isRuns(plain)) return 'identity.password-repeats';
  if (isCommon(plain)) return 'identity.password-common';
  if (namesOwner(plain, owner)) return 'identity.password-names-you';
  return undefined;
}

const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
};

/** Small plain letters and figures, accents and everything else off. */
const plainOf = (value: string): string =>
  value
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9@$€!]/g, '');

/** The same with figures read as the letters they stand for: `m0td3p4sse`. */
const undisguised = (plain: string): string => plain.replace(/[013457@$€!]/g, (sign) => DISGUISES[sign] ?? '');

const onlyLetters = (plain: string): string => plain.replace(/[^a-z]/g, '');

/** `abcabcabc`, `soleilsoleil`: one part said again. */
const isRepeated = (value: string): boolean => /^(.{1,8})\1+.{0,2}$/su.test(value);

/** Made of one to three runs of the keyboard or the alphabet: `azerty123456`. */
function isRuns(plain: string): boolean {
  let rest = plain;
  for (let parts = 0; parts < 3 && rest; parts += 1) {
    const length = longestRun(rest);
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return rest === '';
}

function longestRun(text: string): number {
  let length = 0;
  while (length < text.length && RUNS.some((run) => run.includes(text.slice(0, length + 1)))) length += 1;
  return length;
}

/** One common word, or two that together are the whole, with whatever figures and signs around. */
function isCommon(plain: string): boolean {
  return [
    onlyLetters(plain),
    onlyLetters(undisguised(plain)),
    onlyLetters(undisguised(plain.replace(/[!@$€]+$/, ''))),
    onlyLetters(undisguised(plain.replace(/[0-9!@$€]+$/, ''))),
  ].some((word) => commonWords.has(word) || isTwoCommon(word));
}

function isTwoCommon(word: string): boolean {
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    if (commonWords.has(word.slice(0, cut)) && commonWords.has(word.slice(cut))) return true;
  }
  return false;
}

/** Nothing much is left once the person's own names, login and dates are taken away. */
function namesOwner(plain: string, owner: PasswordOwner): boolean {
  const names = [...owner.names, ...owner.login.split(/[.-]/)]
    .map((name) => onlyLetters(plainOf(name)))
    .filter((name) => name.length >= 3);
  const dates = (owner.dates ?? []).flatMap((date) => {
    const [year = '', month = '', day = ''] = date.split('-');
    return [day + month + year, year + month + day, day + month + year.slice(2), year];
  });
  let rest = plain;
  for (const part of [...names, ...dates].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(part, '');
  return rest.length < plain.length && rest.length < 6;
}
