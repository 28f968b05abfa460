import { refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { CampaignCriteria } from '../../../platform/moderation/reportable.ts';
import type { PlacedCopy } from './seal.ts';

/** What is asked: something that is said, a link, a file, by whom; how far back. */
export interface Wanted {
  readonly words: string;
  readonly link: string;
  readonly sha256: string;
  /** Hours before `at`. */
  readonly hours: string;
  /** And all else that the same accounts wrote. */
  readonly isWhole: boolean;
  /** Whose alone; null: everybody's. */
  readonly senders: readonly string[] | null;
  /** When it was asked for the first time: what was found then is found again. */
  readonly at: Date;
}

/** Copies hidden at once; a wave beyond is hidden in several. */
export const MOST_COPIES = 50_000;

/** Three letters would hide half a city's messages. */
const LEAST_SIGNS = 8;

const HOUR = 3_600_000;

/** @throws Refusal `safety.campaign-vague` when so little is given that it would meet anything */
export function refuseIfVague({ words, link, sha256, senders }: Omit<Wanted, 'hours' | 'isWhole' | 'at'>): void {
  if (!sha256 && !senders && Math.max(words.length, link.length) < LEAST_SIGNS) refuse('safety.campaign-vague');
}

/** Every copy that stands, wherever modules find some. */
export async function findCopies(ctx: SessionContext, wanted: Wanted): Promise<PlacedCopy[]> {
  const { words, link, sha256, hours, isWhole, senders, at } = wanted;
  const span = { since: new Date(at.getTime() - Number(hours) * HOUR), until: new Date(ctx.now.getTime() + HOUR) };
  const found = await gather(ctx, { words, link, sha256, authorIds: senders, ...span });
  if (!isWhole || found.length === 0 || `${words}${link}${sha256}` === '') return found;
  const authorIds = [...new Set(found.map(({ authorId }) => authorId))];
  return gather(ctx, { words: '', link: '', sha256: '', authorIds, ...span });
}

async function gather({ db, extensions }: SessionContext, criteria: CampaignCriteria): Promise<PlacedCopy[]> {
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
