import { refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { PlacedCopy } from './seal.ts';

/** What is asked: something that is said, a link, a file; how far back. */
export interface Wanted {
  readonly words: string;
  readonly link: string;
  readonly sha256: string;
  readonly hours: string;
}

/** Copies hidden at once; a wave beyond is hidden in several. */
export const MOST_COPIES = 50_000;

/** Three letters would hide half a city's messages. */
const LEAST_SIGNS = 8;

const HOUR = 3_600_000;

export const isAsked = ({ words, link, sha256 }: Wanted): boolean => `${words}${link}${sha256}` !== '';

/**
 * Every copy that stands, wherever modules find some.
 * @throws Refusal `safety.campaign-vague` when so little is given that it would meet anything
 */
export async function findCopies({ db, extensions, now }: SessionContext, wanted: Wanted): Promise<PlacedCopy[]> {
  const { words, link, sha256, hours } = wanted;
  if (!sha256 && Math.max(words.length, link.length) < LEAST_SIGNS) refuse('safety.campaign-vague');
  const criteria = {
    words,
    link,
    sha256,
    since: new Date(now.getTime() - Number(hours) * HOUR),
    until: new Date(now.getTime() + HOUR),
  };
  const found = await Promise.all(
    extensions.reportables.map(async ({ place, find }) =>
      ((await find?.(db, criteria, MOST_COPIES)) ?? []).map((copy) => ({ ...copy, place })),
    ),
  );
  return found.flat().slice(0, MOST_COPIES);
}

/** How far those copies went. */
export const countsOf = (copies: readonly PlacedCopy[]) => ({
  messages: copies.length,
  recipients: copies.reduce((sum, { recipients }) => sum + recipients, 0),
  schools: new Set(copies.flatMap(({ schoolId }) => (schoolId ? [schoolId] : []))).size,
  senders: new Set(copies.map(({ authorId }) => authorId)).size,
});
