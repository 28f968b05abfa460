import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import { showCard, showLittleHome, showPoster } from './contract.ts';
import { CARD_COOKIE, POSTER_COOKIE } from './enter.ts';

/** Where somebody goes whose session by pictures is over: back to the poster or the card, not to a form they cannot read. */
export function littleDoor(ctx: Context, wanted: string): string | undefined {
  if (!wanted.startsWith(showLittleHome.path)) return undefined;
  const poster = ctx.cookies.get(POSTER_COOKIE);
  if (poster) return addressOf(showPoster, { poster });
  return ctx.cookies.get(CARD_COOKIE) ? showCard.path : undefined;
}
