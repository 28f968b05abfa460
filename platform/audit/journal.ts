import { type Db, type RawBuilder, rowsOf, sql } from '../db/db.ts';
import { readMarkWithId, writeMark } from '../http/mark.ts';
import type { Visibility } from './audit.ts';

/** An act as the audit keeps it. */
export interface JournalEntry {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  /** Null: the command line, or the product itself. */
  readonly actorId: string | null;
  /** Some of those it concerns: of the persons asked for, when the journal is that of persons. */
  readonly subjectIds: readonly string[];
  /** How many it concerns in all. */
  readonly subjects: number;
  readonly schoolId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
  readonly mark: string;
}

/** Whose journal: what concerns these persons, what was done in a school, everything but protection matters, or these alone. */
export type JournalScope =
  | { readonly persons: readonly string[] }
  | { readonly school: string; readonly withProtection: boolean }
  | 'everything'
  | 'protection';

export interface JournalWish {
  readonly act?: string | undefined;
  /** Days, `YYYY-MM-DD`, both included, at the school's clock. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  /** SQL condition on `e`: the reader's right to the line. */
  readonly sight: RawBuilder<unknown>;
}

/** Names shown of those an act concerns; the others are counted. */
const NAMED = 3;

/** The newest acts of a journal first, from a mark on; one statement. Protection matters only where the scope says so. */
export async function readJournal(db: Db, scope: JournalScope, wish: JournalWish): Promise<JournalEntry[]> {
  const mark = readMarkWithId(wish.after, 2);
  const persons = typeof scope === 'object' && 'persons' in scope ? [...scope.persons] : null;
  const rows = await rowsOf(
    db,
    sql<Omit<JournalEntry, 'mark'> & { readonly place: string }>`
      select e.id, e.occurred_at as at, e.act, e.actor_id as "actorId", e.school_id as "schoolId", e.details, e.visibility,
             to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') as place,
             array(select s.person_id::text from platform.audit_subjects s
                   where s.entry_id = e.id and (${persons}::uuid[] is null or s.person_id = any(${persons}::uuid[]))
                   order by s.person_id limit ${NAMED}) as "subjectIds",
             (select count(*) from platform.audit_subjects s where s.entry_id = e.id) as subjects
      from platform.audit_entries e
      where ${within(scope)} and ${wish.sight}
        ${wish.act ? sql`and e.act = ${wish.act}` : sql``}
        ${wish.from ? sql`and e.occurred_at >= (${wish.from}::date)::timestamp at time zone 'Europe/Paris'` : sql``}
        ${wish.to ? sql`and e.occurred_at < (${wish.to}::date + 1)::timestamp at time zone 'Europe/Paris'` : sql``}
        ${mark ? sql`and (e.occurred_at, e.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``}
      order by e.occurred_at desc, e.id desc limit ${wish.limit}`,
  );
  return rows.map(({ place, ...row }) => ({ ...row, mark: writeMark([place, row.id]) }));
}

/** SQL condition on `e`: the act lies in that journal. */
function within(scope: JournalScope): RawBuilder<unknown> {
  if (scope === 'everything') return sql`e.visibility = 'ordinary'`;
  if (scope === 'protection') return sql`e.visibility = 'protection'`;
  if ('persons' in scope)
    return sql`e.visibility = 'ordinary' and e.id in (
      select s.entry_id from platform.audit_subjects s where s.person_id = any(${[...scope.persons]}::uuid[]))`;
  return scope.withProtection
    ? sql`e.school_id = ${scope.school}::uuid`
    : sql`e.school_id = ${scope.school}::uuid and e.visibility = 'ordinary'`;
}

/** Forgets the acts of before that instant, and whom they concerned. */
export async function forgetActs(db: Db, before: Date): Promise<void> {
  await sql`delete from platform.audit_entries where occurred_at < ${before}`.execute(db);
}
