import { rowsOf, sql } from '../../platform/db/db.ts';
import { isSignedIn } from '../../platform/http/context.ts';
import type { FileGate } from '../../platform/module.ts';
import { NOTIFICATION } from './notices.ts';
import { readable } from './reading/open.ts';

/** What hangs on a message is for who may read the message. */
export const messageGate: FileGate = {
  place: NOTIFICATION,
  async mayRead(ctx, subjects) {
    if (!isSignedIn(ctx)) return new Set();
    const { actor } = ctx;
    const rows = await rowsOf(
      ctx.db,
      sql<{ id: string }>`
        select m.id from messaging.messages m
        left join messaging.recipients c on c.message_id = m.id and c.person_id = ${actor.personId}::uuid
        where m.id = any(${[...subjects]}::uuid[]) and ${readable(actor)} order by m.id`,
    );
    return new Set(rows.map(({ id }) => id));
  },
};
