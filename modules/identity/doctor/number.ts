import { timingSafeEqual } from 'node:crypto';
import { type Key, type Keys, macUnder } from '../../../platform/config/keys.ts';

/*
 * The number that a person reads out to be helped. It is made from what their browser or their session is known by, under the session key:
 * nothing is kept for it, and it is shown alike to somebody whose login does not exist, for whom it means nothing.
 */

/** Milliseconds after which one's own page shows another number; the two before are good too. */
const WINDOW = 5 * 60_000;
const FORMER = 2;

const figures = (key: Key, subject: string): string =>
  String(macUnder(key, `doctor\n${subject}`).readUInt32BE(0) % 1_000_000).padStart(6, '0');

const ofBrowser = (browser: Buffer): string => `browser\n${browser.toString('hex')}`;
const ofPerson = (personId: string, window: number): string => `person\n${personId}\n${window}`;

/** For a browser that was refused, by the digest of its cookie. */
export const numberOfBrowser = (keys: Keys, browser: Buffer): string =>
  figures(keys.session.current, ofBrowser(browser));

/** For somebody inside a session, a few minutes long. */
export const numberOfPerson = (keys: Keys, personId: string, now: Date): string =>
  figures(keys.session.current, ofPerson(personId, Math.floor(now.getTime() / WINDOW)));

/**
 * Whose number it is: `theirs` when it comes from the person's own session or from a browser by which they came in before, `somebodys` when
 * it comes from another browser that tried for their account. Whoever knows a login makes themselves one of the latter, who helps too.
 */
export function whoseNumber(
  keys: Keys,
  typed: string,
  who: {
    readonly personId: string;
    /** Browsers that tried for their account lately. */
    readonly browsers: readonly { readonly browser: Buffer; readonly isKnown: boolean }[];
    readonly now: Date;
  },
): 'theirs' | 'somebodys' | undefined {
  const window = Math.floor(who.now.getTime() / WINDOW);
  const given = Buffer.from(typed);
  const isOneOf = (subjects: readonly string[]): boolean =>
    keys.session.all
      .flatMap((key) => subjects.map((subject) => Buffer.from(figures(key, subject))))
      .some((one) => one.length === given.length && timingSafeEqual(one, given));
  const browsersOf = (known: boolean): string[] =>
    who.browsers.filter(({ isKnown }) => isKnown === known).map(({ browser }) => ofBrowser(browser));
  const windows = Array.from({ length: FORMER + 1 }, (_, ago) => ofPerson(who.personId, window - ago));
  if (isOneOf([...windows, ...browsersOf(true)])) return 'theirs';
  return isOneOf(browsersOf(false)) ? 'somebodys' : undefined;
}
