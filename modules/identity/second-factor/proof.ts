import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { PROOF_FIELD, type ProofOfPerson } from '../../../platform/http/proof.ts';
import { factorGiven } from '../connections/note.ts';
import { provePresent } from '../passwords/present.ts';
import { ownAddress } from '../rules.ts';
import { deviceDigest, knownRow } from '../sessions/commands.ts';
import { kindInForce, lengths, type SessionKind } from '../sessions/kinds.ts';
import { authenticatorOf, checkFactor } from './check.ts';
import { fileReadyView, proofView } from './pages.tsx';

/** Opens a session that waited for its second factor: now its person came in, and is known from this browser. @throws Refusal as `checkFactor` */
export async function proveFactor(ctx: SessionContext, typed: string): Promise<void> {
  await checkFactor(ctx, typed, 'code');
  const waiting = await firstOf(
    ctx.db,
    sql<{ kind: SessionKind }>`select kind from identity.sessions where id = ${ctx.session.id} and factor = 'due'`,
  );
  if (!waiting) return;
  const { idle } = lengths[kindInForce(waiting.kind, ctx.actor)];
  const digest = deviceDigest(ctx);
  const parts = [sql`noted as (${factorGiven(ctx.session.id)})`];
  if (digest) {
    const known = { personId: ctx.actor.personId, digest, now: ctx.now, provided: sql`true` };
    parts.push(sql`known as (${knownRow(known)})`);
  }
  await sql`with ${sql.join(parts)}
            update identity.sessions
            set factor = 'proved', proved_at = ${ctx.now}, last_seen_at = ${ctx.now}, idle_until = ${new Date(ctx.now.getTime() + idle)}
            where id = ${ctx.session.id}`.execute(ctx.db);
}

/** Before a grave act: the code of the application where there is one, else the password. */
export const proofOfPerson: ProofOfPerson = {
  async prove(ctx, given) {
    if (await hasFactor(ctx)) await checkFactor(ctx, given, PROOF_FIELD);
    else await provePresent(ctx, given, PROOF_FIELD);
    await sql`update identity.sessions set proved_at = ${ctx.now} where id = ${ctx.session.id}`.execute(ctx.db);
  },
  ask: async (ctx, act, refusal) => proofView({ ctx, act, refusal, byCode: await hasFactor(ctx) }),
  handOver: (ctx, act) => fileReadyView(ctx, { ...act, from: ownAddress(act.from) }),
};

const hasFactor = async (ctx: SessionContext): Promise<boolean> =>
  (await authenticatorOf(ctx.db, ctx.actor.personId, 'in force')) !== undefined;

/** Days left to an administrator who has no second factor yet; null for whoever need not be told. */
export async function daysLeft(ctx: SessionContext, grace: number): Promise<number | null> {
  const row = await firstOf(
    ctx.db,
    sql<{ activated_at: Date | null }>`
      select a.activated_at from identity.accounts a where a.person_id = ${ctx.actor.personId}
        and not exists (select 1 from identity.authenticators x where x.person_id = a.person_id and x.confirmed_at is not null)`,
  );
  if (!row) return null;
  const since = row.activated_at ? ctx.now.getTime() - row.activated_at.getTime() : 0;
  return Math.max(0, Math.ceil(grace - since / (24 * 3600_000)));
}
