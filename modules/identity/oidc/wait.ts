import { dayOf } from '../../../platform/clock/clock.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { audiencesBySchool, entryOf } from '../relying-parties/access.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { noticeDigest } from '../relying-parties/notice.ts';
import type { Release } from '../relying-parties/release.ts';
import { shownRelease } from '../relying-parties/shown.ts';
import type { WayOut } from '../sign-in/ways-out.ts';
import { continueAddress, paths } from './contract.ts';
import { type Door, findDoor, findWaiting, type Waiting } from './store.ts';

/** The address of a request that waited, for the library to answer anew: everything is looked at again. */
export const asAsked = ({ params }: Waiting): string => `${paths.authorize}?${new URLSearchParams(params).toString()}`;

const CONTINUE = continueAddress('x').slice(0, -1);
const PROMPTS_FOR_PROOF = new Set(['login', 'select_account']);

/** The service of OpenID Connect that somebody opens once they are signed in. */
export const openidWayOut: WayOut = async (ctx, next) => {
  if (!next.startsWith(CONTINUE)) return undefined;
  const waiting = await findWaiting(ctx.db, ctx.now, next.slice(CONTINUE.length));
  if (!waiting) return undefined;
  const provedAt = ctx.session?.provedAt;
  const isProved = !!provedAt && provedAt >= waiting.askedAt;
  return {
    name: waiting.partyName,
    asksAnew: PROMPTS_FOR_PROOF.has(waiting.prompt) && !isProved,
    login: waiting.params.login_hint,
  };
};

/** A service and what it receives about the person who asks, while their request waits. @throws Refusal `platform.not-found` */
export async function noticeOf(
  ctx: SessionContext,
  name: string,
): Promise<{ readonly door: Door; readonly release: Release }> {
  const { door, schoolIds } = await doorBehind(ctx, name);
  const facts = await factsFor(ctx.db, { personId: ctx.actor.personId, party: door, schoolIds, today: dayOf(ctx.now) });
  if (!facts) notFound();
  return { door, release: shownRelease(door, facts) };
}

/** Notes that the person was told what the service of that request receives. @throws Refusal `platform.not-found` */
export async function noteNotice(ctx: SessionContext, name: string): Promise<void> {
  const { door } = await doorBehind(ctx, name);
  await sql`
    insert into identity.service_notices (person_id, relying_party_id, digest, read_at)
    values (${ctx.actor.personId}, ${door.id}, ${noticeDigest(door)}, ${ctx.now})
    on conflict (person_id, relying_party_id) do update set digest = excluded.digest, read_at = excluded.read_at`.execute(
    ctx.db,
  );
}

async function doorBehind(
  { db, now, actor }: SessionContext,
  name: string,
): Promise<{ readonly door: Door; readonly schoolIds: readonly string[] }> {
  const waiting = await findWaiting(db, now, name);
  const door = waiting && (await findDoor(db, waiting.partyId, [...audiencesBySchool(actor).keys()], null));
  const schoolIds = door && entryOf(actor, door);
  if (!schoolIds) notFound();
  return { door, schoolIds };
}
