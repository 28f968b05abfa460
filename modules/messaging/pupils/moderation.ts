import type { Actor } from '../../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Moderation } from '../../../platform/moderation/held.ts';
import { decideOn, heldMessages } from '../sending/held.ts';
import { answersForPupils, classWritingPolicy } from './policy.ts';
import { texts } from './texts.ts';

const decidedBy = (actor: Actor): RawBuilder<unknown> =>
  sql`select w.message_id from messaging.pupil_messages w where ${classWritingPolicy.where(actor, 'decide')}`;

/** Messages of pupils that wait for an adult of their class. */
export const pupilMessages: Moderation = {
  key: 'messaging.pupils',
  label: (locale) => texts[locale].held,
  waiting: async (ctx) => (answersForPupils(ctx.actor) ? heldMessages(ctx, decidedBy(ctx.actor)) : []),
  decide: (ctx, id, verdict) => {
    const { keptBack, keptBackWords } = texts[ctx.locale];
    return decideOn(ctx, id, verdict, decidedBy(ctx.actor), { title: keptBack, words: keptBackWords });
  },
};
