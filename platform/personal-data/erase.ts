import { type Db, rowsOf, sql } from '../db/db.ts';
import type { Erasure, PersonalDataPart } from './part.ts';

/**
 * Erases persons in the caller's transaction: each module does its part, those above first, and what is left of a person is a tombstone.
 * Persons whom a module withholds (a procedure asks for their data) stay as they are.
 * @returns the ids of those who were erased
 */
export async function erasePersons(
  db: Db,
  parts: readonly PersonalDataPart[],
  { persons: asked, reason, at }: Erasure,
): Promise<string[]> {
  const withheld = new Set(await withheldAmong(db, parts, asked));
  const erased = asked.filter((id) => !withheld.has(id));
  if (erased.length === 0) return [];
  const persons = [...new Set([...erased, ...(await personsOf(db, parts, 'alsoRecords', erased))])];
  for (const part of [...parts].reverse()) {
    await part.erase?.(db, { persons, reason, at });
    for (const { table, column, fate } of part.columns)
      if (fate === 'deleted')
        await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${persons}::uuid[])`.execute(db);
  }
  return erased;
}

/** Of these persons, those who must not be erased now. */
export const withheldAmong = (
  db: Db,
  parts: readonly PersonalDataPart[],
  persons: readonly string[],
): Promise<string[]> => personsOf(db, parts, 'withheld', persons);

async function personsOf(
  db: Db,
  parts: readonly PersonalDataPart[],
  question: 'withheld' | 'alsoRecords',
  persons: readonly string[],
): Promise<string[]> {
  const queries = parts.flatMap((part) => part[question]?.(persons) ?? []);
  if (queries.length === 0) return [];
  const rows = await rowsOf(db, sql<{ person_id: string }>`${sql.join(queries, sql` union `)}`);
  return rows.map((row) => row.person_id);
}
