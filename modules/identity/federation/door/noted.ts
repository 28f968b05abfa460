import { recordAct } from '../../../../platform/audit/audit.ts';
import { Refusal } from '../../../../platform/contract/refusal.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { Provider } from '../providers/queries.ts';

/** Every refusal at this door leaves one line in the audit: which provider, which reason, nobody's name. */
export async function noted<T>(ctx: Context, provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reason } = error.details;
    await recordAct(ctx.db, {
      act: 'identity.federation-refused',
      at: ctx.now,
      actorId: null,
      subjectId: ctx.actor?.personId,
      details: { providerId: provider.id, code: error.code, ...(reason === undefined ? {} : { reason }) },
      requestId: ctx.requestId,
    });
    throw new Refusal(error.code, { ...error.details, provider: provider.name }, error.fields);
  }
}
