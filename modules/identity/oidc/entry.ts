import { attributesOf, claimsAsked, claimsIn } from './claims.ts';
import { type Passage, sidOf } from './passage.ts';
import { type Door, noteEntry, type Payload } from './store.ts';

/** After a code was exchanged: the line in the person's journal, and whom to tell when the session ends. */
export async function noteExchange(passage: Passage): Promise<void> {
  const { ctx, found } = passage;
  const door = found && (await passage.door(found.partyId));
  if (!door || !found.personId) throw new Error('tokens were given without a code, a service or a person');
  const sub = await passage.sub(door.id, found.personId);
  await noteEntry(ctx.db, {
    sessionId: found.sessionId,
    partyId: door.id,
    personId: found.personId,
    sid: sidOf(found.sessionId, door.id),
    // Empty: only a page in the browser tells it.
    address: door.backChannelAddress ?? '',
    sub: sub ?? '',
    now: ctx.now,
    isTold: door.backChannelAddress !== null || door.frontChannelAddress !== null,
    released: releasedWith(found.payload, door),
  });
}

/** What the service may be told with the tokens that it was given, by the house's own names. */
function releasedWith(payload: Payload, { released }: Door): string[] {
  const asked = payload.claims as { id_token?: object | null; userinfo?: object | null } | undefined;
  const byName = [asked?.id_token, asked?.userinfo].flatMap((part) => Object.keys(part ?? {}));
  const names = claimsAsked(typeof payload.scope === 'string' ? payload.scope : undefined, byName);
  return ['pairwiseId', ...attributesOf(claimsIn(released).filter((name) => names.includes(name)))];
}
