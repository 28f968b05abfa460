import { firstOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { digestOf, newToken } from '../sessions/token.ts';

const COOKIE = 'preau-passkey';

/** Seconds that a challenge waits for its answer. */
export const CHALLENGE_LIFE = 300;

/** What the answer is to do: add a passkey to this session's account, open a session, prove who is behind this one. */
type Errand =
  | { readonly purpose: 'enter' }
  | { readonly purpose: 'prove'; readonly sessionId: string }
  | { readonly purpose: 'add'; readonly sessionId: string; readonly handle: Buffer };

/** Makes something to sign: once, by this browser, for that errand. @returns 32 random bytes, base64url */
export async function giveChallenge(ctx: Context, errand: Errand): Promise<string> {
  // A browser with two tabs keeps one cookie: neither tab makes the other's challenge void.
  const cookie = ctx.cookies.get(COOKIE) ?? newToken().token;
  const { token: challenge } = newToken();
  const expiresAt = new Date(ctx.now.getTime() + CHALLENGE_LIFE * 1000);
  await sql`insert into identity.passkey_challenges (digest, purpose, session_id, handle, expires_at)
            values (${challengeDigest(cookie, challenge)}, ${errand.purpose}, ${'sessionId' in errand ? errand.sessionId : null}::uuid,
                    ${'handle' in errand ? errand.handle : null}::bytea, ${expiresAt})`.execute(ctx.db);
  ctx.cookies.set(COOKIE, cookie, { maxAge: CHALLENGE_LIFE });
  return challenge;
}

/**
 * Takes back what this browser was given to sign, whatever then becomes of the answer: a second answer finds nothing.
 * @returns undefined for another browser, another session, another errand, too late, or a challenge that was never given
 */
export async function takeChallenge(
  ctx: Context,
  challenge: string,
  errand: { readonly purpose: Errand['purpose']; readonly sessionId: string | null },
): Promise<{ readonly handle: Buffer | null } | undefined> {
  const cookie = ctx.cookies.get(COOKIE);
  if (!cookie) return undefined;
  return firstOf(
    ctx.db,
    sql<{ handle: Buffer | null }>`
      delete from identity.passkey_challenges
      where digest = ${challengeDigest(cookie, challenge)} and purpose = ${errand.purpose}
        and session_id is not distinct from ${errand.sessionId}::uuid and expires_at > ${ctx.now}
      returning handle`,
  );
}

const challengeDigest = (cookie: string, challenge: string): Buffer => digestOf(`${cookie}.${challenge}`);
