import { Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { PROOF_FIELD, type ProofOfPerson } from '../../../platform/http/proof.ts';
import { factorGiven } from '../connections/note.ts';
import { isPasskeyAnswer } from '../passkeys/answer.ts';
import { checkOwnPasskey } from '../passkeys/answers.ts';
import { provePresent } from '../passwords/present.ts';
import { ownAddress } from '../rules.ts';
import { deviceDigest, knownRow } from '../sessions/commands.ts';
import { kindInForce, lengths, type SessionKind } from '../sessions/kinds.ts';
import { isNewBrowser, tellNewBrowser } from '../sessions/new-browser.ts';
import { checkFactor } from './check.ts';
import { factorInForce } from './in-force.ts';
import { hasFactor } from './keep.ts';
import { fileReadyView, proofView } from './proof-pages.tsx';

/** By what a person can prove who they are, beside a recovery code. */
export interface Factors {
  readonly application: boolean;
  readonly passkey: boolean;
}

export async function factorsOf({ db, actor }: SessionContext): Promise<Factors> {
  const row = await firstOf(
    db,
    sql<Factors>`
      select exists (select 1 from identity.authenticators where person_id = ${actor.personId} and confirmed_at is not null) as application,
             exists (select 1 from identity.passkeys where person_id = ${actor.personId}) as passkey`,
  );
  return row ?? { application: false, passkey: false };
}

/** Opens a session that waited for its second factor, by a code. @throws Refusal as `checkFactor` */
export async function proveFactor(ctx: SessionContext, typed: string): Promise<void> {
  await checkFactor(ctx, typed, 'code');
  await openWaiting(ctx);
}

/** The same by a passkey. @throws Refusal as `checkOwnPasskey` */
export async function proveFactorByPasskey(ctx: SessionContext, posted: string): Promise<void> {
  await checkOwnPasskey(ctx, posted);
  await openWaiting(ctx);
}

/** Now its person came in, and is known from this browser. */
async function openWaiting(ctx: SessionContext): Promise<void> {
  const waiting = await firstOf(
    ctx.db,
    sql<{ kind: SessionKind }>`select kind from identity.sessions where id = ${ctx.session.id} and factor = 'due'`,
  );
  if (!waiting) return;
  const { idle } = lengths[kindInForce(waiting.kind, ctx.actor)];
  const digest = deviceDigest(ctx);
  const isNew = digest !== undefined && (await isNewBrowser(ctx.db, ctx.actor, digest));
  const parts = [sql`noted as (${factorGiven(ctx.session.id)})`];
  if (digest) {
    const known = { personId: ctx.actor.personId, digest, now: ctx.now, provided: sql`true` };
    parts.push(sql`known as (${knownRow(known)})`);
  }
  await sql`with ${sql.join(parts)}
            update identity.sessions
            set factor = 'proved', proved_at = ${ctx.now}, last_seen_at = ${ctx.now}, idle_until = ${new Date(ctx.now.getTime() + idle)}
            where id = ${ctx.session.id}`.execute(ctx.db);
  if (isNew) await tellNewBrowser(ctx, ctx.actor.personId, ctx.session.id);
}

/** Before a grave act: a passkey, or a code of the application, where there is one, else the password. */
export const proofOfPerson: ProofOfPerson = {
  async prove(ctx, given) {
    if (isPasskeyAnswer(given)) await provePasskey(ctx, given);
    else if (await hasFactor(ctx.db, ctx.actor.personId)) await checkFactor(ctx, given, PROOF_FIELD);
    else await provePresent(ctx, given, PROOF_FIELD);
    await sql`update identity.sessions set proved_at = ${ctx.now} where id = ${ctx.session.id}`.execute(ctx.db);
  },
  ask: async (ctx, act, refusal) => proofView({ ctx, act, refusal, factors: await factorsOf(ctx) }),
  handOver: (ctx, act) => fileReadyView(ctx, { ...act, from: ownAddress(act.from) }),
};

/** A passkey that is refused is a fault of the proof's field, as a wrong code is. */
async function provePasskey(ctx: SessionContext, given: string): Promise<void> {
  try {
    await checkOwnPasskey(ctx, given);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('platform.invalid-input', {}, [{ field: PROOF_FIELD, code: error.code }]);
  }
}

/** Days left to an administrator who has no second factor yet; null for whoever need not be told. */
export async function daysLeft(ctx: SessionContext, grace: number): Promise<number | null> {
  const row = await firstOf(
    ctx.db,
    sql<{ activated_at: Date | null }>`
      select a.activated_at from identity.accounts a
      where a.person_id = ${ctx.actor.personId} and not ${factorInForce(sql`a.person_id`)}`,
  );
  if (!row) return null;
  const since = row.activated_at ? ctx.now.getTime() - row.activated_at.getTime() : 0;
  return Math.max(0, Math.ceil(grace - since / (24 * 3600_000)));
}
