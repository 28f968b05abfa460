import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { withParameter } from '../relying-parties/address.ts';

/** The pages to open in the browser that signs out, for services that cannot be told otherwise. To ask before the session is gone. */
export async function frontChannels(ctx: Context): Promise<string[]> {
  if (ctx.session?.means !== 'session') return [];
  const rows = await rowsOf(
    ctx.db,
    sql<{ address: string; sid: string }>`
      select k.front_channel_address as address, l.ticket as sid
      from identity.service_logins l join identity.oidc_clients k on k.relying_party_id = l.relying_party_id
      where l.session_id = ${ctx.session.id} and k.front_channel_address is not null
      order by l.at, l.id limit 20`,
  );
  const issuer = new URL(ctx.publicUrl).origin;
  return rows.map(({ address, sid }) => withParameter(withParameter(address, 'iss', issuer), 'sid', sid));
}
