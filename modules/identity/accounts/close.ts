import { recordAct } from '../../../platform/audit/audit.ts';
import { type Db, newId, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { endSessionsOf } from '../sessions/end.ts';

interface Closing {
  readonly personId: string;
  /** Who does it; null for the command line. */
  readonly by: string | null;
  readonly now: Date;
}

/** Closes an account: its sessions end, and neither password, code, link nor token opens it. False when it was closed already. */
export function closeAccount(db: Db, { personId, by, now }: Closing): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`
      insert into identity.account_closures (id, person_id, closed_at, closed_by) values (${newId()}, ${personId}, ${now}, ${by})
      on conflict (person_id) where reopened_at is null do nothing`.execute(tx.db);
    if (!numAffectedRows) return false;
    await endSessionsOf(tx, now, personId);
    await recordAct(tx.db, { act: 'identity.account-closed', at: now, actorId: by, subjectId: personId });
    return true;
  });
}

/** Opens a closed account again, its password unchanged. False when it was not closed. */
export function reopenAccount(db: Db, { personId, by, now }: Closing): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`
      update identity.account_closures set reopened_at = ${now}, reopened_by = ${by}
      where person_id = ${personId} and reopened_at is null`.execute(trx);
    if (!numAffectedRows) return false;
    await recordAct(trx, { act: 'identity.account-reopened', at: now, actorId: by, subjectId: personId });
    return true;
  });
}
