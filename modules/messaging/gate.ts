import { rowsOf, sql } from '../../platform/db/db.ts';
import { isSignedIn } from '../../platform/http/context.ts';
import type { FileGate } from '../../platform/module.ts';
import { listPolicy } from './group-lists/policy.ts';
import { NOTIFICATION } from './notices.ts';
import { classWritingPolicy } from './pupils/policy.ts';
import { readable } from './reading/open.ts';
import { isReadingStopped } from './reading/stopped.ts';

/**
 * What hangs on a message is for who may read the message, and of what pupils write for the adults of the class, and of what is written to a moderated
 * list for who runs the group. While a stop holds back the
 * reading of messages, only for who wrote it.
 */
export const messageGate: FileGate = {
  place: NOTIFICATION,
  async mayRead(ctx, subjects) {
    if (!isSignedIn(ctx)) return new Set();
    const { actor } = ctx;
    const own = (await isReadingStopped(ctx)) ? sql`m.author_id = ${actor.personId}::uuid` : sql`true`;
    const overseen = sql`
      m.hidden_at is null and exists (select from messaging.pupil_messages w where w.message_id = m.id and ${classWritingPolicy.where(actor, 'read')})`;
    const moderated = sql`
      m.hidden_at is null and exists (select from messaging.list_messages w where w.message_id = m.id and ${listPolicy.where(actor, 'decide')})`;
    const rows = await rowsOf(
      ctx.db,
      sql<{ id: string }>`
        select m.id from messaging.messages m
        left join messaging.recipients c on c.message_id = m.id and c.person_id = ${actor.personId}::uuid
        where m.id = any(${[...subjects]}::uuid[]) and ${own} and (${readable(actor)} or ${overseen} or ${moderated}) order by m.id`,
    );
    return new Set(rows.map(({ id }) => id));
  },
};
