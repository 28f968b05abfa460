import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Authenticated } from '../../../platform/http/options.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { type ActorFacts, actorFacts, actorOf } from '../../directory/index.ts';
import { showCharter } from '../charter/contract.ts';
import { digestOf } from '../sessions/token.ts';

const TOUCH_EVERY = 60_000;

interface TokenRow {
  readonly id: string;
  readonly person_id: string;
  readonly may_write: boolean;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly locale: Locale | null;
  readonly charter_due: boolean;
  readonly facts: ActorFacts | null;
}

/** The person behind an API token, with their own rights and no more; null when it is unknown, over or revoked. */
export async function authenticateToken(ctx: Context, token: string): Promise<Authenticated | null> {
  const row = await firstOf(
    ctx.db,
    sql<TokenRow>`
      select t.id, t.person_id, t.may_write, t.expires_at, t.last_used_at, a.locale,
             not exists (select 1 from identity.charter_acceptances x
                         where x.person_id = t.person_id and x.audience = 'adult'
                           and x.version = (select max(c.version) from identity.charters c where c.audience = 'adult')) as charter_due,
             ${actorFacts(sql`t.person_id`, dayOf(ctx.now))} as facts
      from identity.api_tokens t join identity.accounts a on a.person_id = t.person_id
      where t.digest = ${digestOf(token)} and t.revoked_at is null and t.expires_at > ${ctx.now}
        and not exists (select 1 from identity.account_closures c where c.person_id = t.person_id and c.reopened_at is null)`,
  );
  if (!row?.facts) return null;
  const actor = actorOf(row.person_id, row.facts);
  // Who left comes by themselves to the page of their leaving; no program does in their place.
  if (actor.roles.length === 0 || actor.leftOn !== null) return null;
  if (!row.last_used_at || ctx.now.getTime() - row.last_used_at.getTime() >= TOUCH_EVERY) {
    await sql`update identity.api_tokens set last_used_at = ${ctx.now} where id = ${row.id}`.execute(ctx.db);
  }
  return {
    actor,
    session: { id: row.id, means: 'token', expiresAt: row.expires_at, provedAt: null },
    locale: row.locale ?? undefined,
    readOnly: !row.may_write,
    // A program cannot accept in its owner's place: it waits until they have.
    detour: row.charter_due ? { to: showCharter.path, open: [] } : undefined,
  };
}
