import type { Keys } from '../../../platform/config/keys.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { Step } from './contract.ts';
import { MOST_ENTRIES } from './rules.ts';
import { canonical, sealOf } from './seal.ts';

export type EntryKind = 'reported' | 'evidence' | 'added' | Step;

/** What an entry says; its kind, author and instant are sealed with it. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly byId: string;
  readonly at: Date;
  readonly said: Readonly<Record<string, unknown>>;
}

/**
 * Adds an entry to a report, sealed over the one before. Two at once wait for each other: the report's row is locked.
 * @returns its seal in hexadecimal
 * @throws Refusal `safety.report-full`
 */
export async function addEntry(
  db: Db,
  keys: Pick<Keys, 'vault'>,
  reportId: string,
  { kind, byId, at, said }: NewEntry,
): Promise<string> {
  await sql`select 1 from safety.reports where id = ${reportId}::uuid for update`.execute(db);
  const last = await firstOf(
    db,
    sql<{ rank: number; seal: Buffer }>`
      select rank, seal from safety.report_entries where report_id = ${reportId}::uuid order by rank desc limit 1`,
  );
  const rank = (last?.rank ?? 0) + 1;
  if (rank > MOST_ENTRIES) refuse('safety.report-full');
  const content = canonical({ kind, by: byId, at: at.toISOString(), said });
  const seal = sealOf(keys, last?.seal ?? null, reportId, rank, content);
  await sql`
    insert into safety.report_entries (report_id, rank, kind, by_id, at, content, seal)
    values (${reportId}::uuid, ${rank}, ${kind}, ${byId}::uuid, ${at}, ${content}, ${seal})`.execute(db);
  return seal.toString('hex');
}
