import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { sendLabel, sendWhy } from '../../notifications/index.ts';
import type { foretellMessage } from '../contract.ts';
import type { Prospect } from '../sending/send.ts';
import { texts } from '../texts.ts';
import { prospectFor } from './compose.ts';

/** What is said before a message is sent: how many people it reaches, that families do not see each other, why it leaves later. */
export function notesOf({ locale, actor }: SessionContext, { addressees, publication, policy }: Prospect): string[] {
  const t = texts[locale].compose;
  const why = sendWhy({ locale, publication, policy, toPupil: actor.roles.includes('pupil') });
  return [
    ...(addressees.people > 1 ? [t.total(addressees.people)] : []),
    ...(addressees.audiences.some(({ role }) => role === 'families') ? [t.familiesApart] : []),
    ...(why === null ? [] : [why]),
  ];
}

/** What would become of a message to these recipients, for the form that is being filled. */
export async function foretell(
  ctx: SessionContext,
  given: Input<typeof foretellMessage>['query'],
): Promise<Answer<typeof foretellMessage>> {
  const prospect = await prospectFor(ctx, { ...given, urgent: '' });
  const { addressees, publication, policy } = prospect;
  return {
    people: addressees.people,
    send: sendLabel({ locale: ctx.locale, now: ctx.now, publication, policy }),
    notes: notesOf(ctx, prospect),
    refused: addressees.refused.map(({ token, reason }) => ({ token, why: texts[ctx.locale].why[reason] })),
  };
}
