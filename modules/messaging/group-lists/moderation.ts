import type { Actor } from '../../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import type { Moderation } from '../../../platform/moderation/held.ts';
import { schoolsInCharge } from '../../directory/index.ts';
import { decideOn, type HeldMessage, heldMessages, tellHeld } from '../sending/held.ts';
import type { GroupList } from './lists.ts';
import { listPolicy } from './policy.ts';
import { texts } from './texts.ts';

const decidedBy = (actor: Actor): RawBuilder<unknown> =>
  sql`select w.message_id from messaging.list_messages w where ${listPolicy.where(actor, 'decide')}`;

const runsSomething = (actor: Actor): boolean =>
  actor.groups.some(({ role }) => role === 'owner') || schoolsInCharge(actor).length > 0;

/** Messages to moderated lists that wait for somebody who runs the group. */
export const listMessages: Moderation = {
  key: 'messaging.lists',
  label: (locale) => texts[locale].held,
  waiting: async (ctx) => (runsSomething(ctx.actor) ? heldMessages(ctx, decidedBy(ctx.actor)) : []),
  decide: (ctx, id, verdict) => {
    const { keptBack, keptBackWords } = texts[ctx.locale];
    return decideOn(ctx, id, verdict, decidedBy(ctx.actor), { title: keptBack, words: keptBackWords });
  },
};

/** Keeps a message for those who run the group, and tells its owners that it waits for them. */
export async function noteListWriting(
  tx: Transaction,
  { groupId, schoolId }: GroupList,
  message: HeldMessage,
): Promise<void> {
  await sql`
    insert into messaging.list_messages (message_id, school_id, group_id)
    values (${message.id}::uuid, ${schoolId}::uuid, ${groupId}::uuid)`.execute(tx.db);
  const owners = sql`
    select g.person_id from directory.school_members g
    where g.group_id = ${groupId}::uuid and g.role = 'owner' and g.starts_on <= ${message.today}::date
      and (g.ends_on is null or g.ends_on > ${message.today}::date)`;
  await tellHeld(tx, message, schoolId, owners);
}
