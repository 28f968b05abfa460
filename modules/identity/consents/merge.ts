import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Merge, MergePart } from '../../../platform/module.ts';

/** A table of answers: those who are named in it, and what else makes two answers answer the same question. */
interface AnswerTable {
  readonly table: string;
  readonly persons: readonly string[];
  readonly question: string;
}

const tables: readonly AnswerTable[] = [
  { table: 'identity.consents', persons: ['person_id', 'author_id'], question: 'relying_party_id' },
  { table: 'identity.reuse_answers', persons: ['person_id'], question: 'request_id' },
];

/** What was done with one table: rows that no longer hold, and rows moved, by column. */
interface Moved {
  readonly table: string;
  readonly replaced: readonly string[];
  readonly columns: readonly { readonly column: string; readonly ids: readonly string[] }[];
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

/** SQL: a column as it will be once the records are one. */
const merged = (column: string, { from, into }: Merge): RawBuilder<unknown> =>
  sql`case when ${sql.ref(column)} = ${from} then ${into}::uuid else ${sql.ref(column)} end`;

async function moveAnswers(db: Db, one: AnswerTable, merge: Merge): Promise<Moved> {
  const { table, persons, question } = one;
  const { from, into, at } = merge;
  // Both records answered the same question: the later word holds, the other one stays as proof.
  const replaced = await rowsOf(
    db,
    sql<{ id: string }>`
      update ${sql.table(table)} r set replaced_at = ${at}
      from (select x.id, row_number() over (
                     partition by ${sql.join([...persons.map((column) => merged(`x.${column}`, merge)), sql.ref(`x.${question}`)])}
                     order by x.answered_at desc, x.id desc) as rank
            from ${sql.table(table)} x
            where x.replaced_at is null
              and (${sql.join(
                persons.map((column) => sql`${sql.ref(`x.${column}`)} in (${from}, ${into})`),
                sql` or `,
              )})) as o
      where o.id = r.id and o.rank > 1 returning r.id`,
  );
  const columns: { column: string; ids: readonly string[] }[] = [];
  for (const column of persons) {
    const rows = await rowsOf(
      db,
      sql<{
        id: string;
      }>`update ${sql.table(table)} set ${sql.ref(column)} = ${into} where ${sql.ref(column)} = ${from} returning id`,
    );
    columns.push({ column, ids: ids(rows) });
  }
  return { table, replaced: ids(replaced), columns };
}

async function giveBackAnswers(db: Db, one: AnswerTable, { from, into }: Merge, moved: Moved): Promise<void> {
  const { table, persons, question } = one;
  for (const { column, ids: back } of moved.columns)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${from}
              where id = any(${[...back]}::uuid[]) and ${sql.ref(column)} = ${into}`.execute(db);
  // Answered anew meanwhile: the new answer holds.
  await sql`
    update ${sql.table(table)} r set replaced_at = null
    where r.id = any(${[...moved.replaced]}::uuid[])
      and not exists (select 1 from ${sql.table(table)} o
                      where o.replaced_at is null and ${sql.join(
                        [...persons, question].map(
                          (column) => sql`${sql.ref(`o.${column}`)} = ${sql.ref(`r.${column}`)}`,
                        ),
                        sql` and `,
                      )})`.execute(db);
}

/** Consents, and answers to municipal services, follow the person when two records are merged; no proof is lost. */
export const answersMergePart: MergePart = {
  key: 'identity-answers',
  columns: tables.flatMap(({ table, persons }) => persons.map((column) => `${table}.${column}`)),
  async move({ db }, merge): Promise<readonly Moved[]> {
    const moved: Moved[] = [];
    for (const one of tables) moved.push(await moveAnswers(db, one, merge));
    return moved;
  },
  async undo(db, merge, given) {
    for (const moved of given as readonly Moved[]) {
      const one = tables.find(({ table }) => table === moved.table);
      if (one) await giveBackAnswers(db, one, merge, moved);
    }
  },
};
