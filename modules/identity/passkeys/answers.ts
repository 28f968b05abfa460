import { refuse } from '../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { type GivenPasskey, readGiven } from './answer.ts';
import { verifyGiven } from './ceremony.ts';
import { takeChallenge } from './challenge.ts';
import { noted } from './noted.ts';
import { type AnsweringPasskey, answeringPasskey, countAnswer } from './store.ts';

/**
 * Who answers at the door, without having said who they are: the passkey's own account, which its device must name as well.
 * @throws Refusal `identity.passkey-…`
 */
export const whoAnswers = (ctx: Context, posted: string): Promise<AnsweringPasskey> =>
  noted(ctx, 'enter', async (attempt) => {
    const { answer, challenge } = readGiven(posted);
    await take(ctx, challenge, 'enter', null);
    const passkey = await answeringPasskey(ctx.db, answer.id);
    if (!passkey) refuse('identity.passkey-unknown', { reason: 'unknown' });
    attempt.ownerId = passkey.personId;
    if (!isHandleOf(passkey, answer.response.userHandle)) refuse('identity.passkey-refused', { reason: 'handle' });
    await check(ctx, passkey, answer, challenge);
    if (!passkey.opensAlone) refuse('identity.passkey-second-only', { reason: 'second-only' });
    return passkey;
  });

/**
 * Checks that a passkey of the person behind the session answers.
 * @throws Refusal `identity.passkey-…`
 */
export const checkOwnPasskey = (ctx: SessionContext, posted: string): Promise<void> =>
  noted(ctx, 'prove', async (attempt) => {
    const { answer, challenge } = readGiven(posted);
    await take(ctx, challenge, 'prove', ctx.session.id);
    const passkey = await answeringPasskey(ctx.db, answer.id);
    if (!passkey) refuse('identity.passkey-unknown', { reason: 'unknown' });
    attempt.ownerId = passkey.personId;
    const { userHandle } = answer.response;
    const isOwn = passkey.personId === ctx.actor.personId && (!userHandle || isHandleOf(passkey, userHandle));
    if (!isOwn) refuse('identity.passkey-refused', { reason: 'somebody-else' });
    await check(ctx, passkey, answer, challenge);
  });

/** Takes the challenge back. @throws Refusal `identity.passkey-over` */
export async function take(
  ctx: Context,
  challenge: string,
  purpose: 'add' | 'enter' | 'prove',
  sessionId: string | null,
): Promise<{ readonly handle: Buffer | null }> {
  return (
    (await takeChallenge(ctx, challenge, { purpose, sessionId })) ??
    refuse('identity.passkey-over', { reason: 'challenge' })
  );
}

const isHandleOf = ({ handle }: AnsweringPasskey, told: string | undefined): boolean =>
  told !== undefined && Buffer.from(told, 'base64url').equals(handle);

/** Signature, site, owner checked, then the count. */
async function check(ctx: Context, passkey: AnsweringPasskey, answer: GivenPasskey, challenge: string): Promise<void> {
  const told = await verifyGiven(ctx, answer, challenge, passkey);
  if (!(await countAnswer(ctx.db, passkey.id, told, ctx.now))) refuse('identity.passkey-suspect', { reason: 'count' });
}
