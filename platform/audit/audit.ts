import { type Db, newId, sql } from '../db/db.ts';

/** Something an administrator or a sensitive command did. */
export interface Act {
  /** `module.what-was-done`, past. */
  readonly act: string;
  readonly at: Date;
  /** Who did it; null for the command line and the product itself. */
  readonly actorId: string | null;
  /** Whom it concerns. */
  readonly subjectId?: string | undefined;
  readonly schoolId?: string | undefined;
  /** Ids, counts and dates; never a secret, never what somebody wrote. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
}

/** Adds a line to the audit, in the transaction of the act itself. */
export async function recordAct(db: Db, given: Act): Promise<void> {
  await sql`insert into platform.audit_entries (id, occurred_at, actor_id, act, subject_id, school_id, details, request_id)
            values (${newId()}, ${given.at}, ${given.actorId}, ${given.act}, ${given.subjectId ?? null}::uuid, ${given.schoolId ?? null}::uuid,
                    ${JSON.stringify(given.details ?? {})}::jsonb, ${given.requestId ?? null})`.execute(db);
}
