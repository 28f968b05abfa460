import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { byThemselves } from '../accounts/guards.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { newToken } from '../sessions/token.ts';

/** Tokens a person may hold at once. */
const MOST = 20;

export interface OwnToken {
  readonly id: string;
  readonly name: string;
  readonly mayWrite: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Tokens are for adults at their browser; for others the page does not exist. */
export function mayHoldTokens(ctx: SessionContext): void {
  byThemselves(ctx);
  if (audienceOf(ctx.actor) !== 'adult') notFound();
}

/** The tokens of a person that still work, the newest first. */
export const tokensOf = (db: Db, personId: string, now: Date): Promise<OwnToken[]> =>
  rowsOf(
    db,
    sql<OwnToken>`select id, name, may_write as "mayWrite", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
                  from identity.api_tokens where person_id = ${personId} and revoked_at is null and expires_at > ${now}
                  order by created_at desc, id desc limit 100`,
  );

export interface NewToken {
  readonly name: string;
  readonly access: 'read' | 'write';
  readonly days: string;
}

/**
 * Makes a token; its value is in the answer and nowhere else.
 * @throws Refusal `identity.too-many-tokens`
 */
export function createToken(
  ctx: SessionContext,
  given: NewToken,
): Promise<{ token: string; name: string; expiresAt: Date }> {
  mayHoldTokens(ctx);
  const { personId } = ctx.actor;
  const { token, digest } = newToken();
  const expiresAt = new Date(ctx.now.getTime() + Number(given.days) * 24 * 3600_000);
  return ctx.transaction(async (tx) => {
    const held = await tokensOf(tx.db, personId, ctx.now);
    if (held.length >= MOST) refuse('identity.too-many-tokens', { most: MOST });
    const id = newId();
    await sql`insert into identity.api_tokens (id, person_id, name, digest, may_write, created_at, expires_at)
              values (${id}, ${personId}, ${given.name}, ${digest}, ${given.access === 'write'}, ${ctx.now}, ${expiresAt})`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'identity.token-created',
      at: ctx.now,
      actorId: personId,
      subjectId: personId,
      details: { tokenId: id, mayWrite: given.access === 'write' },
      requestId: ctx.requestId,
    });
    return { token, name: given.name, expiresAt };
  });
}

/** Ends every token of a person: whoever takes an account back takes back what was made from it. */
export const revokeTokens = (db: Db, personId: string, now: Date): Promise<unknown> =>
  sql`update identity.api_tokens set revoked_at = ${now} where person_id = ${personId} and revoked_at is null`.execute(
    db,
  );

/** Ends a token of one's own at once. */
export async function revokeToken(ctx: SessionContext, tokenId: string): Promise<void> {
  mayHoldTokens(ctx);
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql`update identity.api_tokens set revoked_at = ${ctx.now} where id = ${tokenId} and person_id = ${personId} and revoked_at is null returning id`,
    );
    if (!row) notFound();
    await recordAct(tx.db, {
      act: 'identity.token-revoked',
      at: ctx.now,
      actorId: personId,
      subjectId: personId,
      details: { tokenId },
      requestId: ctx.requestId,
    });
  });
}
