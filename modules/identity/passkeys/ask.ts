import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { forAdults } from '../second-factor/keep.ts';
import { relyingParty } from './ceremony.ts';
import { CHALLENGE_LIFE, giveChallenge } from './challenge.ts';
import type { askPasskey } from './contract.ts';
import { designationsOf } from './store.ts';

type Request = Answer<typeof askPasskey>;

/** At the door nobody is named: the device shows the passkeys it has for this site. */
export async function askAtDoor(ctx: Context): Promise<Request> {
  return requestFor(ctx, await giveChallenge(ctx, { purpose: 'enter' }), []);
}

/** Inside a session, be it one that waits for its second factor: one of the person's own passkeys. */
export async function askOwner(ctx: SessionContext): Promise<Request> {
  forAdults(ctx);
  const challenge = await giveChallenge(ctx, { purpose: 'prove', sessionId: ctx.session.id });
  return requestFor(ctx, challenge, (await designationsOf(ctx.db, ctx.actor.personId)).designations);
}

const requestFor = (ctx: Context, challenge: string, allowCredentials: Request['allowCredentials']): Request => ({
  challenge,
  rpId: relyingParty(ctx).id,
  timeout: CHALLENGE_LIFE * 1000,
  userVerification: 'required',
  allowCredentials,
});
