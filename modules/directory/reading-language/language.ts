import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { isReadingLanguage, type ReadingLanguage } from '../../../platform/texts/languages.ts';

/** The language that a person reads in; French for who never chose. */
export async function readingLanguageOf(db: Db, personId: string): Promise<ReadingLanguage> {
  const row = await firstOf(
    db,
    sql<{ language: string }>`select language from directory.reading_languages where person_id = ${personId}::uuid`,
  );
  return row && isReadingLanguage(row.language) ? row.language : 'fr';
}

/** Keeps the person's choice; French, as everybody's, is no row. */
export async function chooseReadingLanguage(
  { actor, now, transaction }: SessionContext,
  language: ReadingLanguage,
): Promise<{ language: ReadingLanguage }> {
  await transaction(async ({ db }) => {
    const { personId } = actor;
    await (language === 'fr'
      ? sql`delete from directory.reading_languages where person_id = ${personId}::uuid`
      : sql`
          insert into directory.reading_languages (person_id, language, chosen_at) values (${personId}, ${language}, ${now})
          on conflict (person_id) do update set language = excluded.language, chosen_at = excluded.chosen_at`
    ).execute(db);
  });
  return { language };
}
