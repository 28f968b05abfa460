import { recordAct } from '../../../../platform/audit/audit.ts';
import { Refusal } from '../../../../platform/contract/refusal.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { noteRefusal } from '../../tries/note.ts';
import { reasonOf } from '../../tries/reasons.ts';
import type { Provider } from '../providers/queries.ts';

/**
 * Every refusal at this door leaves one line in the audit: which provider, which reason, nobody's name. `work` says whose account it is
 * about once it knows (`about`): that person's refused tries then hold it too.
 */
export async function noted<T>(
  ctx: Context,
  provider: Provider,
  work: (about: (personId: string) => void) => Promise<T>,
): Promise<T> {
  let personId = ctx.actor?.personId;
  try {
    return await work((found) => {
      personId = found;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reason } = error.details;
    await noteRefusal(ctx, { personIds: personId ? [personId] : [], way: 'provider', reason: reasonOf(error.code) });
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
