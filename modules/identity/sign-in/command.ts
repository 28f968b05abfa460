import { dayOf } from '../../../platform/clock/clock.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { loadActor } from '../../directory/index.ts';
import { hashPassword, verifyPassword } from '../passwords/hash.ts';
import { asStored, type SecretKind } from '../phrases/phrase.ts';
import { deviceDigest, openSession } from '../sessions/commands.ts';
import type { DeviceChoice } from '../sessions/kinds.ts';
import { noteRefusal } from '../tries/note.ts';
import type { TryReason } from '../tries/reasons.ts';
import { countTry, forgiveTry, triesOf } from './throttle.ts';

export interface SignIn {
  /** Login or verified mail address, as typed. */
  readonly login: string;
  readonly password: string;
  readonly device: DeviceChoice;
}

interface Candidate {
  readonly person_id: string;
  readonly password: string | null;
  readonly kind: SecretKind;
  readonly activated: boolean;
  readonly closed: boolean;
  readonly known: boolean;
}

/**
 * Signs a person in. Unknown login, wrong password, account to activate, closed or without any place left: the same refusal after the
 * same work, so that nobody learns who has an account; why it was is noted for the person and for those who help them.
 * @returns the person's id
 * @throws Refusal `identity.sign-in-refused`, or `identity.too-many-tries` before the password is looked at
 */
export async function signIn(ctx: Context, given: SignIn): Promise<string> {
  const login = normalLogin(given.login);
  const device = deviceDigest(ctx);
  const found = await findCandidates(ctx.db, login, device);
  const account = found.length === 1 ? found[0] : undefined;
  const tries = triesOf(ctx, account?.person_id ?? login, account?.known ? device : undefined);
  await countTry(ctx.db, ctx.now, tries).catch((error: unknown) => waiting(ctx, found, error));
  const typed = asStored(account?.kind ?? 'password', given.password);
  const { right, stale } = await verifyPassword(typed, account?.password ?? null, ctx.keys.pepper);
  if (!account || !right || account.closed) return refused(ctx, found, reasonOf(found, right));
  const actor = await loadActor(ctx.db, account.person_id, dayOf(ctx.now));
  if (!actor || actor.roles.length === 0) return refused(ctx, found, 'nobody-any-more');
  const password = stale ? await renewHash(ctx, account, typed) : account.password;
  // While this one was looked at, the owner may have chosen another and ended every session: no new one by the former.
  const provided = sql`exists (select 1 from identity.accounts a where a.person_id = ${actor.personId} and a.password = ${password})`;
  const opened = await openSession(ctx, ctx.db, actor, given.device, {
    besides: forgiveTry(tries),
    provided,
  });
  if (!opened) return refused(ctx, found, 'changed-meanwhile');
  return actor.personId;
}

/** Notes the try, then refuses it in the one way there is. */
async function refused(ctx: Context, found: readonly Candidate[], reason: TryReason): Promise<never> {
  await noteRefusal(ctx, { ...ownersOf(found), way: 'password', reason });
  return refuse('identity.sign-in-refused');
}

/** Too soon: notes until when, and goes on refusing. */
async function waiting(ctx: Context, found: readonly Candidate[], error: unknown): Promise<never> {
  if (error instanceof Refusal) {
    const openAt = new Date(ctx.now.getTime() + Number(error.details.seconds ?? 0) * 1000);
    await noteRefusal(ctx, { ...ownersOf(found), way: 'password', reason: 'waiting', openAt });
  }
  throw error;
}

const ownersOf = (found: readonly Candidate[]): { personIds: string[]; isKnown: boolean } => ({
  personIds: found.map(({ person_id }) => person_id),
  // Of an address that two share, a browser known to one of them says nothing of the other.
  isKnown: found.length > 0 && found.every(({ known }) => known),
});

function reasonOf(found: readonly Candidate[], right: boolean): TryReason {
  const [account, other] = found;
  if (other) return 'shared-address';
  if (account && account.password === null) return account.activated ? 'no-password' : 'to-activate';
  return right && account?.closed ? 'account-closed' : 'wrong-password';
}

/** What one types, as logins and addresses are stored: small letters, no accent, no space. */
export const normalLogin = (typed: string): string =>
  typed
    .normalize('NFD')
    .replace(/[\p{M}\s]+/gu, '')
    .toLowerCase();

/** The account that a login or a verified address designates; two parents who share an address are two, and it opens neither. */
function findCandidates(db: Db, typed: string, device: Buffer | undefined): Promise<Candidate[]> {
  const designated = typed.includes('@')
    ? sql`a.person_id in (select m.person_id from identity.mail_addresses m where m.address = ${typed} and m.verified_at is not null)`
    : sql`a.login = ${typed}`;
  return rowsOf(
    db,
    sql<Candidate>`
      select a.person_id, a.password, a.secret_kind as kind, a.activated_at is not null as activated,
             exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) as closed,
             exists (select 1 from identity.known_devices k where k.person_id = a.person_id and k.digest = ${device ?? null}::bytea) as known
      from identity.accounts a where ${designated} order by a.person_id limit 2`,
  );
}

/** The parameters or the pepper changed since: while the password is known, store it as we would today. Gives what is stored. */
async function renewHash(ctx: Context, account: Candidate, password: string): Promise<string> {
  const phc = await hashPassword(password, ctx.keys.pepper);
  await sql`update identity.accounts set password = ${phc} where person_id = ${account.person_id} and password = ${account.password}`.execute(
    ctx.db,
  );
  return phc;
}
