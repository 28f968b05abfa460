import { createHash } from 'node:crypto';
import { type Db, sql } from '../../../platform/db/db.ts';

/** Keeps the exact words that were shown, once whoever reads them, and gives their SHA-256: what an answer refers to. */
export async function keepWords(db: Db, words: string, now: Date): Promise<Buffer> {
  const digest = createHash('sha256').update(words).digest();
  await sql`insert into identity.shown_words (digest, words, first_shown_at) values (${digest}, ${words}, ${now})
            on conflict (digest) do nothing`.execute(db);
  return digest;
}
