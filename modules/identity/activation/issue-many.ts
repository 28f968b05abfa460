import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { recogniseAll } from '../../directory/index.ts';
import { CODE_DAYS, newCode } from './code.ts';
import { codeDigest, type IssuedCode, type IssueOptions } from './issue.ts';
import { proofOf } from './proof.ts';

export interface IssueManyOptions extends Omit<IssueOptions, 'personId'> {
  readonly personIds: readonly string[];
  /** The school in whose name they are printed. */
  readonly schoolId: string;
}

/** A code to print, for whom. */
export interface PrintedIssue extends IssuedCode {
  /** A pupil and nothing else: addressed as `tu`. */
  readonly isPupil: boolean;
}

/**
 * Gives each person a new activation code to be printed, as `issueActivationCode` does for one: the former ones stop working. Who has no
 * account, a closed one, or nothing to be asked for besides is left out. Five statements, whatever their number.
 * @param db a transaction
 * @returns the codes by person; who is not there got none
 */
export async function issueActivationCodes(
  db: Db,
  given: IssueManyOptions,
): Promise<ReadonlyMap<string, PrintedIssue>> {
  const { now, pepper, issuedBy } = given;
  // Locked in one order, so that two prints at once come one after the other.
  const accounts = await rowsOf(
    db,
    sql<{ personId: string; login: string }>`
      select a.person_id as "personId", a.login from identity.accounts a
      where a.person_id = any(${[...given.personIds]}::uuid[])
        and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)
      order by a.person_id for update`,
  );
  const ids = accounts.map((account) => account.personId);
  const known = await recogniseAll(db, ids, dayOf(now));
  const expiresAt = new Date(now.getTime() + CODE_DAYS * 24 * 3600_000);
  const issues = new Map<string, PrintedIssue>();
  for (const { personId, login } of accounts) {
    const holder = known.get(personId);
    const proof = holder && proofOf(holder);
    if (!holder || !proof || holder.actor.roles.length === 0) continue;
    const isPupil = holder.actor.roles.every((role) => role === 'pupil');
    issues.set(personId, { code: newCode(), login, displayName: holder.actor.displayName, proof, expiresAt, isPupil });
  }
  await sql`update identity.activation_codes set cancelled_at = ${now}, cancelled_by = ${issuedBy}
            where person_id = any(${[...issues.keys()]}::uuid[]) and used_at is null and cancelled_at is null`.execute(
    db,
  );
  const rows = [...issues].map(([personId, { code }]) => ({
    id: newId(),
    person_id: personId,
    digest: codeDigest(pepper, code).toString('hex'),
  }));
  await sql`insert into identity.activation_codes (id, person_id, digest, issued_at, issued_by, expires_at, printed_at)
            select r.id, r.person_id, decode(r.digest, 'hex'), ${now}, ${issuedBy}::uuid, ${expiresAt}, ${now}
            from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, person_id uuid, digest text)`.execute(
    db,
  );
  if (issues.size > 0) {
    await recordAct(db, {
      act: 'identity.code-issued',
      at: now,
      actorId: issuedBy,
      subjectIds: [...issues.keys()],
      schoolId: given.schoolId,
      details: { printed: issues.size },
      requestId: given.requestId,
    });
  }
  return issues;
}
