import { z } from 'zod';
import { seal, unseal } from '../../../../platform/crypto/seal.ts';
import { type Db, firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { digestOf, newToken } from '../../sessions/token.ts';
import type { ProvedIdentity } from '../client/identity.ts';
import { type Provider, providerByKey } from '../providers/queries.ts';

const COOKIE = 'preau-arrival';
const MINUTES = 30;

const kept = z.object({
  subject: z.string(),
  source: z.string(),
  label: z.string(),
  organisation: z.string().nullable(),
  familyName: z.string().nullable(),
  usageName: z.string().nullable(),
  givenNames: z.array(z.string()),
  birthDate: z.string().nullable(),
});

/** An identity that waits for a proof before it is linked to an account. */
export interface Arrival {
  readonly digest: Buffer;
  readonly provider: Provider;
  readonly identity: ProvedIdentity;
}

/** Keeps, for this browser and half an hour, what a provider said of somebody whom no account knows. */
export async function giveArrival(ctx: Context, provider: Provider, identity: ProvedIdentity): Promise<void> {
  const { token, digest } = newToken();
  const sealed = seal(ctx.keys.vault, digest.toString('hex'), Buffer.from(JSON.stringify(identity)));
  await sql`insert into identity.arrivals (digest, provider_id, sealed, expires_at)
            values (${digest}, ${provider.id}, ${sealed}, ${new Date(ctx.now.getTime() + MINUTES * 60_000)})`.execute(
    ctx.db,
  );
  ctx.cookies.set(COOKIE, token, { maxAge: MINUTES * 60 });
}

/** What this browser came with, if it is still good and its provider's door is still open. */
export async function findArrival(ctx: Context): Promise<Arrival | undefined> {
  const token = ctx.cookies.get(COOKIE);
  if (!token) return undefined;
  const digest = digestOf(token);
  const row = await firstOf(
    ctx.db,
    sql<{ key: string; sealed: string }>`
      select p.key, a.sealed from identity.arrivals a join identity.providers p on p.id = a.provider_id
      where a.digest = ${digest} and a.expires_at > ${ctx.now} and p.active`,
  );
  const opened = row && unseal(ctx.keys.vault, digest.toString('hex'), row.sealed);
  const provider = row && (await providerByKey(ctx.db, row.key));
  if (!opened || !provider) return undefined;
  return { digest, provider, identity: kept.parse(JSON.parse(opened.toString())) };
}

/** Takes it: it serves once. */
export async function takeArrival(ctx: Context, db: Db, { digest }: Arrival): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from identity.arrivals where digest = ${digest}`.execute(db);
  ctx.cookies.clear(COOKIE);
  return Number(numAffectedRows ?? 0) > 0;
}

/** Whether this browser may hold one: without a statement, for pages that lead on. */
export const mayHoldArrival = (ctx: Context): boolean => Boolean(ctx.cookies.get(COOKIE));
