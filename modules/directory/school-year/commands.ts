import type { Answer } from '../../../platform/contract/endpoint.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { openYear as openYearEndpoint } from './contract.ts';
import { openYear } from './open.ts';
import { onDraft } from './prepare.ts';
import { mayOpenOn } from './rules.ts';

/** Opens the prepared year today, by the word of who prepares it. */
export function openNow(ctx: SessionContext, uai: string): Promise<Answer<typeof openYearEndpoint>> {
  const { today, personId } = ctx.actor;
  return onDraft(ctx, uai, async (tx, { schoolId, year, school }) => {
    if (!mayOpenOn(today, year)) refuse('directory.year-too-early');
    const opening = { schoolId, schoolUai: school.uai, year, day: today, by: personId, at: ctx.now };
    return (await openYear(tx, { ...opening, requestId: ctx.requestId })) ?? refuse('directory.year-opened');
  });
}
