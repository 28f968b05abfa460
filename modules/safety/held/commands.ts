import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { decideHeld, listHeld } from './contract.ts';

/** What waits for the actor: each module says what is theirs to decide, in one statement. */
export async function readHeld(ctx: SessionContext): Promise<Answer<typeof listHeld>> {
  const kinds = await Promise.all(
    ctx.extensions.moderations.map(async (moderation) => {
      const waiting = await moderation.waiting(ctx);
      return waiting.map((one) => ({
        ...one,
        kind: moderation.key,
        label: moderation.label(ctx.locale),
        attachments: [...(one.attachments ?? [])],
      }));
    }),
  );
  return { held: kinds.flat().sort((a, b) => a.since.getTime() - b.since.getTime()) };
}

/** The module that holds it asks the actor's right again and does what the word says; the act is kept either way. */
export async function decide(
  ctx: SessionContext,
  { kind, heldId }: Input<typeof decideHeld>['params'],
  body: Input<typeof decideHeld>['body'],
): Promise<Answer<typeof decideHeld>> {
  const moderation = ctx.extensions.moderations.find(({ key }) => key === kind) ?? notFound();
  await moderation.decide(ctx, heldId, body);
  await recordAct(ctx.db, {
    act: 'safety.held-decided',
    at: ctx.now,
    actorId: ctx.actor.personId,
    details: { kind, id: heldId, verdict: body.let },
    requestId: ctx.requestId,
  });
  return { let: body.let };
}
