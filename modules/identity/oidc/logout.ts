import { recordAct } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { texts as casTexts } from '../cas/texts.ts';
import { withParameter } from '../relying-parties/address.ts';
import { signOut } from '../sessions/commands.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { frontChannels } from './front-channel.ts';
import { readHint } from './hint.ts';
import { confirmView, problemView, signedOutView } from './pages.tsx';
import { sidOf } from './passage.ts';
import { type Door, findDoor } from './store.ts';

/** What a service asks when it wants the session to end. */
interface Wish {
  readonly door: Door | undefined;
  /** Where it wants the browser back; undefined: it stays here. */
  readonly to: string | undefined;
  /** It showed that it is a service of this very session. */
  readonly isOfSession: boolean;
}

/** Ends the session at a service's wish: at once when it is one of this session, else after asking; then back to a declared address. */
export async function endAtWish(ctx: Context, asked: Readonly<Record<string, unknown>>): Promise<View | string> {
  const wish = await readWish(ctx, asked);
  if (typeof wish === 'string') return refused(ctx, wish);
  if (!ctx.session) return wish.to ?? showSignIn.path;
  if (wish.isOfSession) return end(ctx, wish);
  // What the answer repeats is read anew then: nothing of it has to be believed.
  const repeated = new URLSearchParams(wish.door ? { client_id: wish.door.id } : {});
  for (const name of ['post_logout_redirect_uri', 'state'])
    if (wish.to !== undefined && typeof asked[name] === 'string') repeated.set(name, asked[name]);
  return confirmView(ctx, repeated.toString(), wish.door?.name);
}

/** The person agreed. */
export async function endAfterAsking(ctx: Context, given: string): Promise<View | string> {
  const wish = await readWish(ctx, Object.fromEntries(new URLSearchParams(given)));
  return typeof wish === 'string' ? refused(ctx, wish) : end(ctx, wish, true);
}

async function end(ctx: Context, { to }: Wish, isAfterForm = false): Promise<View | string> {
  const frames = await frontChannels(ctx);
  await signOut(ctx);
  // The answer of a form may not leave the product: a page leads on.
  if (frames.length > 0 || (isAfterForm && to !== undefined))
    return signedOutView(ctx, { frames, to: to ?? showSignIn.path });
  if (to === undefined) ctx.flash(casTexts[ctx.locale].signedOut);
  return to ?? showSignIn.path;
}

/** What is asked, or the protocol's word for what is wrong with it. */
async function readWish(ctx: Context, asked: Readonly<Record<string, unknown>>): Promise<Wish | string> {
  const { id_token_hint: token, client_id: client, post_logout_redirect_uri: back, state } = asked;
  if ([token, client, back, state].some((one) => one !== undefined && typeof one !== 'string'))
    return 'invalid_request';
  const shown = typeof token === 'string' ? await readHint(ctx, token) : 'past';
  if (shown === undefined) return 'invalid_request';
  const hint = shown === 'past' ? undefined : shown;
  if (hint && client !== undefined && client !== hint.aud) return 'invalid_request';
  const partyId = hint?.aud ?? (client as string | undefined);
  const door = partyId === undefined ? undefined : await findDoor(ctx.db, partyId, [], null);
  if (partyId !== undefined && !door) return 'invalid_client';
  // Whose address it is cannot be told without a service: the session may still end, and the browser stays here.
  if (door && typeof back === 'string' && !door.postLogoutAddresses.includes(back)) return 'invalid_request';
  const to = door && typeof back === 'string' ? back : undefined;
  return {
    door,
    to: to !== undefined && typeof state === 'string' ? withParameter(to, 'state', state) : to,
    isOfSession: !!ctx.session && !!door && hint?.sid === sidOf(ctx.session.id, door.id),
  };
}

async function refused(ctx: Context, code: string): Promise<View> {
  await recordAct(ctx.db, {
    act: 'identity.openid-refused',
    at: ctx.now,
    actorId: ctx.actor?.personId ?? null,
    details: { code },
    requestId: ctx.requestId,
  });
  return problemView(ctx, code, 400);
}
