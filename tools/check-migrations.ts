/**
 * Migrations are one ordered list, forward only: numbered without a gap, each opens by saying why it exists, and each
 * table says what it is for and how long its rows are kept.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { report } from './report.ts';

export interface MigrationText {
  readonly name: string;
  readonly sql: string;
}

// Nomenclatures and settings live as long as the installation.
const kept = /retention|reference data|operator's setting/i;

/** Every fault of the list, one sentence each. */
export function faultsOf(migrations: readonly MigrationText[]): string[] {
  const sorted = [...migrations].sort((a, b) => a.name.localeCompare(b.name));
  const comments = new Map<string, string>();
  for (const { sql } of sorted) {
    for (const [, table = '', text = ''] of sql.matchAll(/comment on table\s+([\w.]+)\s+is\s+'((?:[^']|'')*)'/gi))
      comments.set(table.toLowerCase(), text.replaceAll("''", "'"));
  }
  return sorted.flatMap(({ name, sql }, position) => {
    const where = `db/migrations/${name}`;
    const number = String(position + 1).padStart(4, '0');
    const tables = [...sql.matchAll(/create table\s+(?:if not exists\s+)?([\w.]+)/gi)].map(([, table = '']) => table);
    return [
      ...(new RegExp(`^${number}_[a-z0-9_]+\\.sql$`).test(name) ? [] : [`${where} should be number ${number}`]),
      ...(/^--\s+\S/.test(sql) ? [] : [`${where} does not open with a comment that says why`]),
      ...tables
        .filter((table) => !comments.has(table.toLowerCase()))
        .map((table) => `${where}: ${table} has no "comment on table"`),
      ...tables
        .filter((table) => comments.has(table.toLowerCase()) && !kept.test(comments.get(table.toLowerCase()) ?? ''))
        .map((table) => `${where}: the comment of ${table} does not say how long rows are kept (Retention: …)`),
      ...(/\bdown\b.*migration/i.test(sql) ? [`${where} speaks of going back: migrations go forward only`] : []),
    ];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = readdirSync('db/migrations').filter((name) => name.endsWith('.sql'));
  const migrations = names.map((name) => ({ name, sql: readFileSync(`db/migrations/${name}`, 'utf8') }));
  report(faultsOf(migrations), `${names.length} migrations`);
}
