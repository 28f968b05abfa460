import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { KeyRing } from '../../../platform/config/keys.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import { recognise } from '../../directory/index.ts';
import { keyedDigest } from '../sessions/token.ts';
import { CODE_DAYS, newCode } from './code.ts';
import { type ProofKind, proofOf } from './proof.ts';

/** A code, in clear for the only time, and what to print with it. */
export interface IssuedCode {
  /** Eight characters, without the hyphen. */
  readonly code: string;
  readonly login: string;
  readonly displayName: string;
  /** What will be asked besides. */
  readonly proof: ProofKind;
  readonly expiresAt: Date;
}

export interface IssueOptions {
  readonly personId: string;
  /** Who hands it out; null for the command line. */
  readonly issuedBy: string | null;
  readonly now: Date;
  readonly pepper: KeyRing;
  readonly requestId?: string;
  /** Not to somebody whose account is open already. */
  readonly onlyFirst?: boolean;
}

/**
 * Gives a person a new activation code; the former one stops working at once, the password in use goes on until the code is used.
 * @param db a transaction: two codes asked for at once come one after the other
 * @throws Refusal `identity.account-open` when only a first code may be given; `identity.no-account` (the directory does not let the person in, or the account is closed), `identity.no-proof` (neither a birth date nor an
 * address is known to ask for besides)
 */
export async function issueActivationCode(db: Db, given: IssueOptions): Promise<IssuedCode> {
  const { personId, issuedBy, now, pepper } = given;
  const holder = await recognise(db, { id: personId }, dayOf(now));
  const account = await firstOf(
    db,
    sql<{ login: string; isOpen: boolean }>`
      select a.login, a.activated_at is not null as "isOpen" from identity.accounts a where a.person_id = ${personId}
        and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)
      for update`,
  );
  if (!holder || !account || holder.actor.roles.length === 0) refuse('identity.no-account');
  if (given.onlyFirst && account.isOpen) refuse('identity.account-open');
  const proof = proofOf(holder);
  if (!proof) refuse('identity.no-proof');
  const code = newCode();
  const expiresAt = new Date(now.getTime() + CODE_DAYS * 24 * 3600_000);
  await sql`update identity.activation_codes set cancelled_at = ${now}
            where person_id = ${personId} and used_at is null and cancelled_at is null`.execute(db);
  await sql`insert into identity.activation_codes (id, person_id, digest, issued_at, issued_by, expires_at)
            values (${newId()}, ${personId}, ${codeDigest(pepper, code)}, ${now}, ${issuedBy}, ${expiresAt})`.execute(
    db,
  );
  await recordAct(db, {
    act: 'identity.code-issued',
    at: now,
    actorId: issuedBy,
    subjectId: personId,
    requestId: given.requestId,
  });
  return { code, login: account.login, displayName: holder.actor.displayName, proof, expiresAt };
}

/** What is kept of a code. */
export const codeDigest = (pepper: KeyRing, code: string): Buffer => keyedDigest(pepper, 'activation-code', code);
