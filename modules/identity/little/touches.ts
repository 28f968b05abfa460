import { z } from 'zod';
import { seal, unseal } from '../../../platform/crypto/seal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { CHOSEN, type Chosen, PICTURES } from './pictures.ts';

/** What was touched between two pages: sealed, in the browser, for as long as a child hesitates. */
const TOUCHES_COOKIE = 'preau-touches';
const HESITATION = 120;

const ranks = z
  .array(
    z
      .number()
      .int()
      .min(0)
      .max(PICTURES - 1),
  )
  .max(CHOSEN);
const written = z.object({ sofar: ranks, first: ranks, again: z.boolean() });

/** Pictures touched in this round, and in the round before when a first choice is being confirmed. */
export interface Touched {
  readonly sofar: Chosen;
  readonly first: Chosen;
  /** The round before was not right. */
  readonly again: boolean;
}

const nothing: Touched = { sofar: [], first: [], again: false };
const ownerOf = (personId: string): string => `touches ${personId}`;

/** What that pupil touched so far on this device; somebody else's touches are nothing. */
export function touchedSoFar(ctx: Context, personId: string): Touched {
  const cookie = ctx.cookies.get(TOUCHES_COOKIE);
  const opened = cookie ? unseal(ctx.keys.vault, ownerOf(personId), cookie) : undefined;
  return opened ? written.parse(JSON.parse(opened.toString('utf8'))) : nothing;
}

/**
 * Keeps what was touched until the next page. It is neither in the page nor in an address, so that the way back through a tablet's
 * history never shows the pictures of the child before.
 */
export function keepTouches(ctx: Context, personId: string, touched: Touched): void {
  const sealed = seal(ctx.keys.vault, ownerOf(personId), Buffer.from(JSON.stringify(touched)));
  ctx.cookies.set(TOUCHES_COOKIE, sealed, { maxAge: HESITATION });
}

/** The round is over, or somebody else's turn begins. */
export function forgetTouches(ctx: Context): void {
  if (ctx.cookies.get(TOUCHES_COOKIE)) ctx.cookies.clear(TOUCHES_COOKIE);
}
