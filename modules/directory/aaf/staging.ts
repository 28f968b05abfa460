import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { ImportConnection } from './connection.ts';
import { type StagedTable, stagedTables } from './staged-rows.ts';

const planTables = [
  'plan_schools',
  'plan_people',
  'plan_writes',
  'plan_scope',
  'plan_groups',
  'plan_enrolments',
  'plan_profiles',
  'plan_memberships',
  'plan_kinships',
  'plan_departures',
  'plan_leavers',
  'plan_pending',
] as const;

const allTables = [...Object.keys(stagedTables), ...planTables];

/**
 * Empties the waiting room: before a delivery is read, and after, so that no person's data stays there. Tables that are empty
 * already cost nothing: a delta fills few.
 */
export async function emptyStaging(connection: ImportConnection): Promise<void> {
  const filled = await connection.rows<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'directory_import'::regnamespace and c.relname = any (:tables) and pg_relation_size(c.oid) > 0
     order by c.relname`,
    { tables: allTables },
  );
  if (filled.length === 0) return;
  await connection.client.query(`truncate ${filled.map(({ name }) => `directory_import.${name}`).join(', ')}`);
}

/** Stores one piece of COPY text. */
export async function copyRows(connection: ImportConnection, table: StagedTable, rows: Uint8Array): Promise<void> {
  const stream = connection.client.query(
    copyFrom(`copy directory_import.${table} (${stagedTables[table]}) from stdin`),
  );
  stream.end(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
  await finished(stream);
}

/** The planner must know how large a delivery is before it joins it with the directory; a small sample tells. */
export async function analyze(connection: ImportConnection, tables: readonly string[]): Promise<void> {
  const list = tables.map((table) => `directory_import.${table}`).join(', ');
  await connection.client.query(`set default_statistics_target = 20; analyze ${list}; reset default_statistics_target`);
}

/**
 * What the web's own queries compare: after many writes the planner must know it anew, and autovacuum would come to it minutes later.
 * The content of the academy's records and postal addresses are read, never searched.
 */
const compared = {
  persons: 'id, uid, family_name, given_name, birth_date, ine, email, mobile, sort_name, left_on',
  person_sources: 'source, category, source_id, person_id, gone_on',
  profiles: 'id, school_id, person_id, kind, owner, source, starts_on, ends_on',
  enrolments: 'id, school_id, pupil_id, year, level_code, owner, source, ends_on',
  groups: 'id, school_id, year, kind, code, label, owner, ends_on',
  memberships: 'id, school_id, group_id, person_id, role, owner, source, ends_on',
  kinships: 'id, pupil_id, adult_id, relation, authority, owner, source, ends_on',
} as const;

export async function analyzeDirectory(connection: ImportConnection): Promise<void> {
  const tables = Object.entries(compared).map(([table, columns]) => `directory.${table} (${columns})`);
  await connection.client.query(`analyze ${tables.join(', ')}`);
}

export const analyzeStaged = (connection: ImportConnection): Promise<void> =>
  analyze(connection, Object.keys(stagedTables));
