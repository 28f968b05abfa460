import { recordAct } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/authz/policy.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { loadActor } from '../../directory/index.ts';
import { unlinkAll } from '../federation/links/link.ts';
import { findPass, givePass, type Pass, takePass } from '../passes.ts';
import { letNoneOpenAlone } from '../passkeys/store.ts';
import { hashPassword } from '../passwords/hash.ts';
import { checkChosen, ownerOf, storePassword } from '../passwords/set.ts';
import { openSession } from '../sessions/commands.ts';
import { endSessionsOf } from '../sessions/end.ts';
import { digestOf } from '../sessions/token.ts';
import { normalLogin } from '../sign-in/command.ts';
import { countTry, resetTries } from '../sign-in/throttle.ts';
import { revokeTokens } from '../tokens/commands.ts';

/**
 * Asks for the link to a new password. Whether somebody has that login or address, and whether a confirmed address is known, is told
 * to nobody: the same statements run, and one fact leaves in every case. The mails themselves follow from the fact.
 * @throws Refusal `identity.too-many-tries` when very many are asked for from one address
 */
export async function askReset(ctx: Context, typed: string): Promise<void> {
  await countTry(ctx.db, ctx.now, resetTries(ctx));
  const login = normalLogin(typed);
  const designated = login.includes('@')
    ? sql`select m.person_id from identity.mail_addresses m where m.address = ${login} and m.verified_at is not null`
    : sql`select a.person_id from identity.accounts a where a.login = ${login}`;
  const persons = await rowsOf(ctx.db, sql<{ person_id: string }>`${designated} order by 1 limit 5`);
  await ctx.transaction((tx) =>
    tx.emit({
      name: 'identity.password-forgotten',
      payload: { personIds: persons.map((row) => row.person_id), orderId: newId() },
    }),
  );
}

/**
 * Follows the link of a mail: it gives this browser a pass to the choice of a password.
 * @throws Refusal `identity.link-over` when the link is unknown, used or an hour old
 */
export async function followLink(ctx: Context, token: string): Promise<void> {
  const origin = digestOf(token);
  const link = await firstOf(
    ctx.db,
    sql<{ person_id: string }>`select person_id from identity.mail_links
      where digest = ${origin} and purpose = 'reset' and used_at is null and expires_at > ${ctx.now}`,
  );
  if (!link) refuse('identity.link-over');
  await givePass(ctx, 'reset', { personId: link.person_id, origin, provedAt: ctx.now });
}

export interface ResetOwner {
  readonly pass: Pass;
  readonly actor: Actor;
  readonly login: string;
}

/** Whose password may be chosen anew from this browser. */
export async function findOwner(ctx: Context): Promise<ResetOwner | undefined> {
  const pass = await findPass(ctx, 'reset');
  const actor = pass && (await loadActor(ctx.db, pass.personId, dayOf(ctx.now)));
  const account =
    pass &&
    (await firstOf(
      ctx.db,
      sql<{ login: string }>`select login from identity.accounts a where person_id = ${pass.personId}
        and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)`,
    ));
  return pass && account && actor && actor.roles.length > 0 ? { pass, actor, login: account.login } : undefined;
}

/**
 * Puts the new password in force: the link and its twins are used up, every open session and token ends, and the person is in.
 * @throws Refusal with the fault of the password, or `identity.link-over`
 */
export async function resetPassword(
  ctx: Context,
  chosen: { readonly password: string; readonly again: string },
): Promise<void> {
  const owner = await findOwner(ctx);
  if (!owner) refuse('identity.link-over');
  const { pass, actor, login } = owner;
  checkChosen(chosen, ownerOf(actor, login));
  const phc = await hashPassword(chosen.password, ctx.keys.pepper);
  await ctx.transaction(async (tx) => {
    const used = await firstOf(
      tx.db,
      sql`update identity.mail_links set used_at = ${ctx.now}
          where digest = ${pass.origin} and used_at is null and expires_at > ${ctx.now} returning digest`,
    );
    if (!used) refuse('identity.link-over');
    await sql`update identity.mail_links set used_at = ${ctx.now}
              where person_id = ${pass.personId} and purpose = 'reset' and used_at is null`.execute(tx.db);
    await storePassword(tx.db, pass.personId, phc, ctx.now);
    await endSessionsOf(tx, ctx.now, pass.personId);
    await revokeTokens(tx.db, pass.personId, ctx.now);
    await unlinkAll(tx.db, pass.personId);
    await letNoneOpenAlone(tx.db, pass.personId);
    await takePass(ctx, tx.db);
    await tx.emit({ name: 'identity.password-changed', payload: { personId: pass.personId, orderId: newId() } });
    await recordAct(tx.db, {
      act: 'identity.password-reset',
      at: ctx.now,
      actorId: pass.personId,
      subjectId: pass.personId,
      requestId: ctx.requestId,
    });
    await openSession(ctx, tx.db, actor, 'unsaid');
  });
}
