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

/** Whether those figures are a number of that person: of their session, or of a browser that tried for their account (`browsers`). */
export function isNumberOf(
  keys: Keys,
  typed: string,
  who: { readonly personId: string; readonly browsers: readonly Buffer[]; readonly now: Date },
): boolean {
  const window = Math.floor(who.now.getTime() / WINDOW);
  const subjects = [
    ...Array.from({ length: FORMER + 1 }, (_, ago) => ofPerson(who.personId, window - ago)),
    ...who.browsers.map(ofBrowser),
  ];
  const given = Buffer.from(typed);
  const right = keys.session.all.flatMap((key) => subjects.map((subject) => Buffer.from(figures(key, subject))));
  return right.some((one) => one.length === given.length && timingSafeEqual(one, given));
}
