import { seal, unseal } from '../../../../platform/crypto/seal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { digestOf, newToken } from '../../sessions/token.ts';
import type { Provider } from '../providers/queries.ts';

/* What a browser carries on its way to a provider: a cookie, and a word in the address that the provider gives back. Both together, once. */

const COOKIE = 'preau-away';
const MINUTES = 15;

/**
 * Remembers why this browser left for a provider: it is awaited back once, within a quarter of an hour, with the same cookie.
 * @param state what the provider will give back
 */
export async function keepDeparture(ctx: Context, provider: Provider, state: string, left: object): Promise<void> {
  const { token } = newToken();
  const digest = departureDigest(token, state);
  const sealed = seal(ctx.keys.vault, digest.toString('hex'), Buffer.from(JSON.stringify(left)));
  await sql`insert into identity.departures (digest, provider_id, sealed, expires_at)
            values (${digest}, ${provider.id}, ${sealed}, ${new Date(ctx.now.getTime() + MINUTES * 60_000)})`.execute(
    ctx.db,
  );
  ctx.cookies.set(COOKIE, token, { maxAge: MINUTES * 60 });
}

/**
 * What this browser left for, taken back: a second return finds nothing. Undefined for another browser, another provider, a state that
 * was altered, or too late; a departure that is still good is left alone then.
 */
export async function takeDeparture(ctx: Context, provider: Provider, state: string): Promise<unknown> {
  const token = ctx.cookies.get(COOKIE);
  if (!token) return undefined;
  const digest = departureDigest(token, state);
  const row = await firstOf(
    ctx.db,
    sql<{ sealed: string }>`
      delete from identity.departures where digest = ${digest} and provider_id = ${provider.id} and expires_at > ${ctx.now}
      returning sealed`,
  );
  if (!row) return undefined;
  ctx.cookies.clear(COOKIE);
  const opened = unseal(ctx.keys.vault, digest.toString('hex'), row.sealed);
  return opened && JSON.parse(opened.toString());
}

const departureDigest = (token: string, state: string): Buffer => digestOf(`${token}.${state}`);
