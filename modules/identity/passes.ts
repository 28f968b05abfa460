import { type Db, firstOf, sql } from '../../platform/db/db.ts';
import type { Context } from '../../platform/http/context.ts';
import { digestOf, newToken } from './sessions/token.ts';

const PASS_COOKIE = 'preau-pass';
const MINUTES = 30;

/** Where somebody stands between two steps: what they came with and whether they proved who they are. */
export interface Pass {
  readonly personId: string;
  /** Digest of the code or of the link. */
  readonly origin: Buffer;
  readonly provedAt: Date | null;
}

type Purpose = 'activation' | 'reset';

/** Lets this browser go on to the next step, for half an hour. The code or link itself leaves the address and the pages. */
export async function givePass(ctx: Context, purpose: Purpose, pass: Pass): Promise<void> {
  const { token, digest } = newToken();
  const expiresAt = new Date(ctx.now.getTime() + MINUTES * 60_000);
  await sql`insert into identity.passes (digest, purpose, person_id, origin, proved_at, expires_at)
            values (${digest}, ${purpose}, ${pass.personId}, ${pass.origin}, ${pass.provedAt}, ${expiresAt})`.execute(
    ctx.db,
  );
  ctx.cookies.set(PASS_COOKIE, token, { maxAge: MINUTES * 60 });
}

/** The pass of this browser, if it is still good. */
export async function findPass(ctx: Context, purpose: Purpose): Promise<Pass | undefined> {
  const token = ctx.cookies.get(PASS_COOKIE);
  if (!token) return undefined;
  return firstOf(
    ctx.db,
    sql<Pass>`select person_id as "personId", origin, proved_at as "provedAt" from identity.passes
              where digest = ${digestOf(token)} and purpose = ${purpose} and expires_at > ${ctx.now}`,
  );
}

/** Notes on the pass that its bearer proved who they are. */
export async function provePass(ctx: Context): Promise<void> {
  const token = ctx.cookies.get(PASS_COOKIE) ?? '';
  await sql`update identity.passes set proved_at = ${ctx.now} where digest = ${digestOf(token)}`.execute(ctx.db);
}

/** Takes the pass back: the steps are done. */
export async function takePass(ctx: Context, db: Db): Promise<void> {
  const token = ctx.cookies.get(PASS_COOKIE) ?? '';
  await sql`delete from identity.passes where digest = ${digestOf(token)}`.execute(db);
  ctx.cookies.clear(PASS_COOKIE);
}
