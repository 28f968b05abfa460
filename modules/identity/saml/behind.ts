import { z } from 'zod';
import type { Context } from '../../../platform/http/context.ts';
import type { WayOut } from '../sign-in/ways-out.ts';
import { contextFor } from './context.ts';
import * as contract from './contract.ts';
import { serviceOf } from './service.ts';
import { type KeptWish, keptWish, sessionFacts } from './store.ts';

/** The service of SAML whose request waits behind the sign-in. */
export const samlWayOut: WayOut = async (ctx, next) => {
  if (!next.startsWith(`${contract.resume.path}?`)) return undefined;
  const handle = z.uuid().safeParse(new URLSearchParams(next.slice(contract.resume.path.length + 1)).get('request'));
  const kept = handle.success ? await keptWish(ctx.db, ctx.now, handle.data) : undefined;
  const found = kept && (await serviceOf(ctx.db, kept.partyId, null));
  return found && { name: found.party.name, asksAnew: await asksAnew(ctx, kept) };
};

/** Whether a proof is awaited that is newer than the request, and there is none yet. */
async function asksAnew(ctx: Context, { wish, askedAt, isAnswered }: KeptWish): Promise<boolean> {
  if (isAnswered || !ctx.session) return false;
  if (ctx.session.provedAt !== null && ctx.session.provedAt >= askedAt) return false;
  if (wish.forceAuthn) return true;
  const facts = await sessionFacts(ctx.db, ctx.session.id);
  return facts !== undefined && !facts.byPassword && contextFor(facts, wish.contexts) === undefined;
}
