import { createHash } from 'node:crypto';
import type { ProvedIdentity } from '../client/identity.ts';

/** One fact as the provider tells it and as we hold it. `unknown`: one of the two does not say. */
export type Outcome = 'same' | 'different' | 'unknown';

export interface Comparison {
  readonly familyName: Outcome;
  readonly givenName: Outcome;
  readonly birthDate: Outcome;
}

/** For each fact, a digest of what we held when it was compared; null: nothing was held. */
export type ComparedWith = Readonly<Record<keyof Comparison, string | null>>;

/** What we hold of a person. Dates `YYYY-MM-DD`. */
export interface HeldPerson {
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string | null;
  readonly birthDate: string | null;
}

/**
 * Compares an identity with the person of an account. A family name is the same when the birth name or the name in use of one side is one
 * of the other's; a given name when the first of ours is among theirs.
 */
export function compare(identity: ProvedIdentity, held: HeldPerson): Comparison {
  const theirs = [identity.familyName, identity.usageName].flatMap(asLetters);
  const ours = [held.familyName, held.usageName].flatMap(asLetters);
  const givenNames = identity.givenNames.flatMap(asLetters);
  const [given] = asLetters(held.givenName);
  return {
    familyName: outcome(theirs.length > 0 && ours.length > 0, () => theirs.some((name) => ours.includes(name))),
    givenName: outcome(
      givenNames.length > 0 && given !== undefined,
      () =>
        givenNames.includes(given ?? '') || givenNames.join('') === given || givenNames.slice(0, 2).join('') === given,
    ),
    birthDate: outcome(
      identity.birthDate !== null && held.birthDate !== null,
      // Of some people only the year, or year and month, are known: what is known must fit.
      () => (held.birthDate ?? '').startsWith((identity.birthDate ?? '').replaceAll(/(-00)+$/g, '')),
    ),
  };
}

/** Another human being: a first name or a birth date that differs. A family name alone may differ by a marriage. */
export const isSomebodyElse = ({ givenName, birthDate }: Comparison): boolean =>
  givenName === 'different' || birthDate === 'different';

/** Good enough to say "identity certified": both names are the same, and nothing differs. */
export const isCertified = (comparison: Comparison): boolean =>
  comparison.familyName === 'same' && comparison.givenName === 'same' && comparison.birthDate !== 'different';

/**
 * Digests of what is held, so that a fact that changed since a comparison can be told from one that did not; nothing can be read from them.
 * `linkId`: the linked identity, which stays the same when a merge moves it to another record of its person.
 */
export function heldDigests(linkId: string, { familyName, givenName, birthDate }: HeldPerson): ComparedWith {
  const digest = (value: string | null | undefined): string | null =>
    value ? createHash('sha256').update(`${linkId}\0${value}`).digest('base64url') : null;
  return {
    familyName: digest(asLetters(familyName)[0]),
    givenName: digest(asLetters(givenName)[0]),
    birthDate: digest(birthDate),
  };
}

const outcome = (isKnown: boolean, isSame: () => boolean): Outcome =>
  !isKnown ? 'unknown' : isSame() ? 'same' : 'different';

/** A name as its letters alone: no accent, hyphen, space or capital. */
const asLetters = (name: string | null | undefined): string[] => {
  const letters = (name ?? '')
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();
  return letters ? [letters] : [];
};
