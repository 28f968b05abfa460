import { type Db, type RawBuilder, sql } from '../db/db.ts';

/*
 * The restricted archive: what must outlive an erased person. Modules put rows in while they erase; a page of the data-protection officer
 * alone takes them out.
 */

/** How long each kind is kept, from what: the thing itself (`happened`) or the erasure (`erased`). SQL intervals. */
export const archiveClocks = {
  connection: { from: 'happened', keep: '12 months' },
  consent: { from: 'erased', keep: '5 years' },
  report: { from: 'happened', keep: '6 years' },
} as const satisfies Readonly<Record<string, { readonly from: 'happened' | 'erased'; readonly keep: string }>>;

export type ArchiveKind = keyof typeof archiveClocks;

/**
 * Puts rows into the archive, in the transaction of the erasure.
 * @param rows SQL query: `person_id`, `uid`, `holder` (the name as it is), `happened_at`, `content` (jsonb); rows whose time is over are left out
 */
export async function archive(db: Db, kind: ArchiveKind, rows: RawBuilder<unknown>, at: Date): Promise<void> {
  const { from, keep } = archiveClocks[kind];
  const start = from === 'happened' ? sql`r.happened_at` : sql`${at}::timestamptz`;
  await sql`
    insert into archive.records (id, kind, person_id, uid, holder, happened_at, content, archived_on, kept_until)
    select gen_random_uuid(), ${kind}, r.person_id, r.uid, r.holder, r.happened_at, r.content, ${at}::date,
           (${start} + ${keep}::interval)::date
    from (${rows}) as r
    where (${start} + ${keep}::interval)::date > ${at}::date`.execute(db);
}

/** Forgets what has been kept long enough on `today`; gives how many. */
export async function purgeArchive(db: Db, today: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from archive.records where kept_until <= ${today}::date`.execute(db);
  return Number(numAffectedRows ?? 0);
}
