import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { wholeName } from '../notes/shown.ts';

export interface Review {
  readonly key: string;
  readonly digest: string;
  readonly by: string;
  readonly at: Date;
}

/** Reviews in force of a language; one counts when its digest is that of the text of today. */
export const reviewsIn = (db: Db, language: string): Promise<Review[]> =>
  rowsOf(
    db,
    sql<Review>`
      select r.phrase as key, r.digest, ${wholeName(sql`r.reviewed_by`)} as by, r.reviewed_at as at
      from liaison.phrase_reviews r where r.language = ${language} and r.undone_at is null order by r.phrase, r.digest`,
  );

/** Every digest signed off, by language. */
export const reviewedDigests = (db: Db): Promise<{ language: string; digest: string }[]> =>
  rowsOf(
    db,
    sql<{ language: string; digest: string }>`
      select language, digest from liaison.phrase_reviews where undone_at is null order by language, digest`,
  );

/** Of these translations, those that were signed off. */
export async function reviewedAmong(
  db: Db,
  language: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(
    db,
    sql<{ digest: string }>`
      select r.digest from liaison.phrase_reviews r
      where r.language = ${language} and r.digest = any(${[...new Set(digests)]}::text[]) and r.undone_at is null order by r.digest`,
  );
  return new Set(rows.map(({ digest }) => digest));
}

export interface OwnPhrase {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly replaces: string | null;
  readonly school: string;
}

/** What these schools wrote themselves, by title. */
export const ownPhrases = (db: Db, schoolIds: readonly string[]): Promise<OwnPhrase[]> =>
  rowsOf(
    db,
    sql<OwnPhrase>`
      select sp.id, sp.title, sp.words, sp.replaces, s.name as school
      from liaison.school_phrases sp join directory.schools s on s.id = sp.school_id
      where sp.school_id = any(${[...schoolIds]}::uuid[]) and sp.removed_at is null order by sp.title, sp.id limit 200`,
  );

/** A phrase of one of these schools. */
export const ownPhrase = (db: Db, schoolIds: readonly string[], id: string): Promise<OwnPhrase | undefined> =>
  firstOf(
    db,
    sql<OwnPhrase>`
      select sp.id, sp.title, sp.words, sp.replaces, s.name as school
      from liaison.school_phrases sp join directory.schools s on s.id = sp.school_id
      where sp.school_id = any(${[...schoolIds]}::uuid[]) and sp.id = ${id}::uuid and sp.removed_at is null`,
  );
