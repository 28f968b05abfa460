import { createHash } from 'node:crypto';
import { type Db, rowsOf, sql } from '../db/db.ts';
import { cleanLetters } from '../rich-text/letters.ts';
import { withNames, withoutNames } from './names.ts';
import type { Translator } from './translator.ts';

/** Letters translated at once, at most: no note is longer. */
export const MOST_TRANSLATED = 10_000;

/**
 * Texts in another language, by the machine, in their order, undefined for one of which it lost a name; undefined when there is no machine or
 * it fails. What it said once is kept, without the names, and not asked for again. `names`: of people and places, left as they are. `keeps`:
 * false where nothing may be written.
 */
export async function translated(
  { db, translator, now, keeps }: { db: Db; translator: Translator; now: Date; keeps: boolean },
  texts: readonly string[],
  { source, target, names }: { source: string; target: string; names: readonly string[] },
): Promise<(string | undefined)[] | undefined> {
  if (!translator.isOn || source === target || texts.join('').length > MOST_TRANSLATED) return undefined;
  const pieces = texts.map((text) => withoutNames(text, names));
  const digests = pieces.map(({ words }) => createHash('sha256').update(words).digest('hex'));
  const known = new Map(
    (
      await rowsOf(
        db,
        sql<{ digest: string; words: string }>`
          select digest, words from platform.translations
          where source = ${source} and target = ${target} and digest = any(${digests}::text[])`,
      )
    ).map(({ digest, words }) => [digest, words]),
  );
  // Once a day is enough to know that somebody still reads it.
  if (keeps && known.size > 0)
    await sql`
      update platform.translations set asked_at = ${now}
      where source = ${source} and target = ${target} and digest = any(${[...known.keys()]}::text[])
        and asked_at < ${now}::timestamptz - interval '1 day'`.execute(db);
  const missing = pieces.filter((_piece, rank) => !known.has(digests[rank] ?? ''));
  if (missing.length > 0) {
    const answer = await translator.translate(missing, source, target);
    if (!answer) return undefined;
    const made = missing.map((piece, rank) => ({
      digest: createHash('sha256').update(piece.words).digest('hex'),
      words: cleanLetters(answer[rank] ?? ''),
    }));
    for (const { digest, words } of made) known.set(digest, words);
    if (keeps) await keep(db, made, { source, target, now });
  }
  return pieces.map((piece, rank) => withNames(known.get(digests[rank] ?? '') ?? '', piece) || undefined);
}

async function keep(
  db: Db,
  made: readonly { readonly digest: string; readonly words: string }[],
  { source, target, now }: { source: string; target: string; now: Date },
): Promise<void> {
  await sql`
    insert into platform.translations (digest, source, target, words, made_at, asked_at)
    select distinct on (m.digest) m.digest, ${source}::text, ${target}::text, m.words, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${made.map(({ digest }) => digest)}::text[], ${made.map(({ words }) => words)}::text[]) as m (digest, words)
    on conflict do nothing`.execute(db);
  // Whoever asks for something new puts out what nobody read for ninety days.
  await sql`delete from platform.translations where asked_at < ${now}::timestamptz - interval '90 days'`.execute(db);
}
