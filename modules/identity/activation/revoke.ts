import { recordAct } from '../../../platform/audit/audit.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';

interface Revocation {
  readonly personIds: readonly string[];
  readonly by: string;
  readonly now: Date;
  readonly schoolId?: string;
  readonly requestId: string;
}

/**
 * Calls back the codes in force of those persons: a pile of sheets was lost. An open account stays as it is.
 * @returns how many codes stopped working
 */
export async function revokeCodes(db: Db, given: Revocation): Promise<number> {
  const { personIds, by, now, schoolId, requestId } = given;
  const rows = await rowsOf(
    db,
    sql<{ personId: string }>`
      update identity.activation_codes set cancelled_at = ${now}, cancelled_by = ${by}, revoked = true
      where person_id = any(${[...personIds]}::uuid[]) and used_at is null and cancelled_at is null and expires_at > ${now}
      returning person_id as "personId"`,
  );
  if (rows.length > 0) {
    await recordAct(db, {
      act: 'identity.code-revoked',
      at: now,
      actorId: by,
      subjectIds: rows.map((row) => row.personId),
      schoolId,
      details: { revoked: rows.length },
      requestId,
    });
  }
  return rows.length;
}
