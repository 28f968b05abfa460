import { recordAct } from '../../../platform/audit/audit.ts';
import { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';

/** What is being tried, and, as soon as it is known, whose passkey answers. */
interface Attempt {
  readonly errand: 'add' | 'enter' | 'prove';
  ownerId?: string;
}

/** Every passkey that is refused leaves one line in the audit: at which errand, for which reason, of whom if it is somebody's. */
export async function noted<T>(
  ctx: Context,
  errand: Attempt['errand'],
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const attempt: Attempt = { errand };
  try {
    return await work(attempt);
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('identity.passkey-')) {
      const { reason } = error.details;
      await recordAct(ctx.db, {
        act: 'identity.passkey-refused',
        at: ctx.now,
        actorId: ctx.actor?.personId ?? null,
        subjectIds: [ctx.actor?.personId, attempt.ownerId].filter((id) => id !== undefined),
        details: { errand, code: error.code, ...(reason === undefined ? {} : { reason }) },
        requestId: ctx.requestId,
      });
    }
    throw error;
  }
}
