import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { generateAcademy } from '../../../tools/academy/academy.ts';
import type { ImportOptions } from './ground.ts';
import { importDeliveries } from './import.ts';
import type { DeliveryOutcome } from './outcome.ts';

/** Day of the full deliveries of the tests; the deltas are of the next. */
export const DAY = '2026-09-15';
export const NEXT_DAY = '2026-09-16';

/** Folders of the demonstration's deliveries: the day's, the changes of the next, and the next day's in full. */
export interface DemoDeliveries {
  readonly first: string;
  readonly second: string;
  readonly firstDelta: string;
  readonly secondDelta: string;
  readonly firstNext: string;
  readonly secondNext: string;
  /** A folder for what a test damages. */
  scratch(name: string): string;
  remove(): void;
}

/** The demonstration's academy, as folders. The same bytes at each run. */
export async function demoDeliveries(): Promise<DemoDeliveries> {
  const out = mkdtempSync(join(tmpdir(), 'preau-import-'));
  await generateAcademy({ size: 'demo', seed: 1, date: DAY, out, delta: true, nextComplete: true, format: 'folder' });
  const path = (name: string): string => join(out, name);
  return {
    first: path('ENT1DVA.20260915.Complet'),
    second: path('ENT2DVA.20260915.Complet'),
    firstDelta: path('ENT1DVA.20260916.Delta'),
    secondDelta: path('ENT2DVA.20260916.Delta'),
    firstNext: path('ENT1DVA.20260916.Complet'),
    secondNext: path('ENT2DVA.20260916.Complet'),
    scratch: path,
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}

/** A database of its own and the import into it. */
export interface ImportBench {
  readonly db: Db;
  readonly url: string;
  /** Imports the deliveries; the clock stands at `day`, six in the morning. */
  run(
    paths: string | readonly string[],
    options?: Partial<ImportOptions> & { readonly on?: string },
  ): Promise<DeliveryOutcome[]>;
  /** The one outcome of one delivery. */
  one(path: string, options?: Partial<ImportOptions> & { readonly on?: string }): Promise<DeliveryOutcome>;
  drop(): Promise<void>;
}

export async function importBench(): Promise<ImportBench> {
  const database: TestDatabase = await testDatabase();
  const run: ImportBench['run'] = (paths, { on = DAY, ...options } = {}) =>
    importDeliveries({
      databaseUrl: database.url,
      paths: [paths].flat(),
      clock: fixedClock(`${on}T04:00:00Z`),
      ...options,
    });
  return {
    db: database.db,
    url: database.url,
    run,
    one: async (path, options) => {
      const [outcome, ...others] = await run(path, options);
      if (!outcome || others.length > 0) throw new Error(`${others.length + 1} deliveries in ${path}`);
      return outcome;
    },
    drop: database.drop,
  };
}

/** `severity code file:line object`, as short as a test wants to read it; the file by its category and number. */
export const said = (outcome: DeliveryOutcome, ...codes: string[]): string[] =>
  outcome.findings
    .filter((finding) => codes.length === 0 || codes.includes(finding.code))
    .map(({ severity, code, file, line, objectId }) => {
      const short = file?.replace(/^.*_([A-Za-z]+_\d{4})\.xml$/, '$1') ?? '';
      return [severity, code, line ? `${short}:${line}` : short, objectId].filter(Boolean).join(' ');
    });

/** How every outcome ended. */
export const statuses = (outcomes: readonly DeliveryOutcome[]): string[] => outcomes.map((outcome) => outcome.status);

/** The academy's tables, whose rows an import writes. */
const LIVE = [
  'communes',
  'schools',
  'mefs',
  'subjects',
  'persons',
  'person_sources',
  'profiles',
  'enrolments',
  'groups',
  'memberships',
  'kinships',
  'pending_links',
  'duplicate_proposals',
  'name_words',
  'uid_counters',
] as const;
/** What remembers deliveries. */
const KEPT = ['deliveries', 'delivery_schools', 'delivery_findings'] as const;

/** A print of every row version: equal when nothing at all was written. */
export async function rowVersions(
  db: Db,
  tables: readonly string[] = [...LIVE, ...KEPT],
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await rowsOf(
      db,
      sql<{ print: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(t.ctid::text || t.xmin::text, ',' order by t.ctid)), '') as print
        from ${sql.table(`directory.${table}`)} t`,
    );
    prints[table] = row?.print ?? '';
  }
  return prints;
}

export const liveVersions = (db: Db): Promise<Record<string, string>> => rowVersions(db, LIVE);

/** One value of the first row. */
export async function single<T>(db: Db, query: ReturnType<typeof sql<{ value: T }>>): Promise<T> {
  const [row] = await rowsOf(db, query);
  if (!row) throw new Error('no row');
  return row.value;
}

/** The person behind an academy's key. */
export const personOf = (db: Db, source: string, category: string, id: string): Promise<string> =>
  single(
    db,
    sql<{ value: string }>`
      select person_id as value from directory.person_sources
      where source = ${source} and category = ${category} and source_id = ${id}`,
  );
