import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { isAdministrator } from './kinds.ts';

/** The fact that an administrator came in from a browser they had never come in from. */
export const NEW_BROWSER = 'identity.new-browser';

/**
 * Whether an administrator stands at a browser they never came in from, having come in from another. Asked before this one becomes
 * known; costs nothing for anybody else. The very first entry is told by other mails.
 */
export async function isNewBrowser(db: Db, actor: Actor, digest: Buffer): Promise<boolean> {
  if (!isAdministrator(actor)) return false;
  const row = await firstOf(
    db,
    sql<{ others: boolean; known: boolean }>`
      select count(*) > 0 as others, coalesce(bool_or(digest = ${digest}), false) as known
      from identity.known_devices where person_id = ${actor.personId}`,
  );
  return row ? row.others && !row.known : false;
}

/** Tells them so by mail. `connectionId`: the line of the journal of connections. */
export const tellNewBrowser = (ctx: Context, personId: string, connectionId: string): Promise<void> =>
  ctx.transaction((tx) => tx.emit({ name: NEW_BROWSER, payload: { personId, connectionId } }));
