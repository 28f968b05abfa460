import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { hoursOf } from '../../notifications/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { lastIssuerOf } from '../activation/issuer.ts';
import { addressesOf } from '../addresses/commands.ts';
import { hasWays } from '../federation/links/read.ts';
import type { showAccount } from './contract.ts';

/** The account with what its page also shows of the person's settings. */
export interface OwnAccount extends Answer<typeof showAccount> {
  /** There is more than a login to say of how one comes in. */
  readonly hasWays: boolean;
  readonly hours: Awaited<ReturnType<typeof hoursOf>>;
}

/** What a person may know of their own account. */
export async function readAccount(ctx: SessionContext): Promise<OwnAccount> {
  byThemselves(ctx);
  const { personId } = ctx.actor;
  const account = await firstOf(
    ctx.db,
    sql<{ login: string; passwordSetAt: Date | null; sessions: number }>`
      select a.login, a.password_set_at as "passwordSetAt",
             (select count(*) from identity.sessions s
              where s.person_id = a.person_id and s.idle_until > ${ctx.now} and s.ends_at > ${ctx.now}) as sessions
      from identity.accounts a where a.person_id = ${personId}`,
  );
  if (!account) notFound();
  return {
    ...account,
    codeFrom: (await lastIssuerOf(ctx.db, personId, ctx.now)) ?? null,
    addresses: await addressesOf(ctx.db, personId),
    hasWays: await hasWays(ctx),
    hours: await hoursOf(ctx.db, personId),
  };
}
