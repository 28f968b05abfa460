import { type Db, newId, type RawBuilder, sql } from '../db/db.ts';

/** Something an administrator or a sensitive command did. */
export interface Act {
  /** `module.what-was-done`, past. */
  readonly act: string;
  readonly at: Date;
  /** Who did it; null for the command line and the product itself. */
  readonly actorId: string | null;
  /** Whom it concerns, when it is one person. */
  readonly subjectId?: string | undefined;
  /** Everyone it concerns, when they are several. */
  readonly subjectIds?: readonly string[] | undefined;
  /** SQL query of the ids (one column) of everyone it concerns, when they are many. */
  readonly subjectsQuery?: RawBuilder<unknown> | undefined;
  readonly schoolId?: string | undefined;
  /** Ids, counts and dates; never a secret, never what somebody wrote. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
  /**
   * `ordinary` (default): those it concerns may read it. `protection` (closed access, reports): only the head and the data-protection
   * officer; whom it concerns does not learn of it here.
   */
  readonly visibility?: Visibility | undefined;
}

export type Visibility = 'ordinary' | 'protection';

/** Adds a line to the audit, in the transaction of the act itself. */
export async function recordAct(db: Db, given: Act): Promise<void> {
  const subjects = [...new Set([...(given.subjectId ? [given.subjectId] : []), ...(given.subjectIds ?? [])])];
  await sql`
    with entry as (
      insert into platform.audit_entries (id, occurred_at, actor_id, act, subject_id, school_id, details, request_id, visibility)
      values (${newId()}, ${given.at}, ${given.actorId}, ${given.act}, ${subjects.length === 1 ? subjects[0] : null}::uuid,
              ${given.schoolId ?? null}::uuid, ${JSON.stringify(given.details ?? {})}::jsonb, ${given.requestId ?? null},
              ${given.visibility ?? 'ordinary'})
      returning id, occurred_at)
    insert into platform.audit_subjects (person_id, occurred_at, entry_id)
    select s.person_id, e.occurred_at, e.id from entry e cross join (${given.subjectsQuery ?? sql`select unnest(${subjects}::uuid[])`}) as s (person_id)`.execute(
    db,
  );
}

/** Adds a line for each of several persons, each with its own details; one statement. */
export async function recordActs(
  db: Db,
  given: Omit<Act, 'subjectId' | 'subjectIds' | 'subjectsQuery' | 'details'>,
  each: readonly { readonly subjectId: string; readonly details: NonNullable<Act['details']> }[],
): Promise<void> {
  const lines = each.map(({ subjectId, details }) => ({ id: newId(), subject_id: subjectId, details }));
  await sql`
    with entries as (
      insert into platform.audit_entries (id, occurred_at, actor_id, act, subject_id, school_id, details, request_id, visibility)
      select l.id, ${given.at}, ${given.actorId}::uuid, ${given.act}, l.subject_id, ${given.schoolId ?? null}::uuid, l.details,
             ${given.requestId ?? null}, ${given.visibility ?? 'ordinary'}
      from json_to_recordset(${JSON.stringify(lines)}::json) as l (id uuid, subject_id uuid, details jsonb)
      returning id, occurred_at, subject_id)
    insert into platform.audit_subjects (person_id, occurred_at, entry_id)
    select e.subject_id, e.occurred_at, e.id from entries e`.execute(db);
}
