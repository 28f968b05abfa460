import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { foldName } from './rules.ts';

/**
 * Whom lines of a list name, whichever of their names comes first, with or without capitals and accents; or by public id. For who may see
 * everybody: it asks no actor's rights. One statement.
 * @returns ids by line; several for a name that several bear, none for a line that names nobody
 */
export async function personsNamed(db: Db, lines: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = lines.map((line) => ({
    line,
    uid: line.trim().toUpperCase(),
    // The longest word first: the most telling.
    words: foldName(line)
      .split(' ')
      .filter(Boolean)
      .sort((a, b) => b.length - a.length),
  }));
  const rows = await rowsOf(
    db,
    sql<{ line: string; id: string }>`
      with asked as (
        select a.line, a.uid, array(select json_array_elements_text(a.words)) as words
        from json_to_recordset(${JSON.stringify(asked)}::json) as a (line text, uid text, words json))
      select a.line, p.id from asked a join directory.persons p on p.uid = a.uid where p.erased_on is null
      union
      select a.line, p.id
      from asked a
      join directory.name_words w on w.word = a.words[1]
      join directory.persons p on p.id = w.person_id and p.sort_name = w.sort_name
      where cardinality(a.words) > 1 and string_to_array(p.sort_name, ' ') @> a.words
        and a.words @> string_to_array(p.sort_name, ' ') and p.erased_on is null and p.merged_into is null
      order by line, id`,
  );
  const byLine = Map.groupBy(rows, ({ line }) => line);
  return new Map(lines.map((line) => [line, (byLine.get(line) ?? []).map(({ id }) => id)]));
}
