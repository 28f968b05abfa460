import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { fromPlain, plainOf } from '../../../platform/rich-text/plain.ts';
import type { Reading, Translation } from '../../../platform/rich-text/reading.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { MOST_TRANSLATED, translated } from '../../../platform/translation/kept.ts';
import type { ReadText } from '../../../platform/translation/phrase-bank.ts';
import { readingLanguageOf } from './language.ts';

/** How the actor reads a page: in which language, and what each of its texts says there. */
interface PageReading {
  readonly language: ReadingLanguage;
  /** In the order of the texts. */
  readonly translations: readonly (Translation | null)[];
}

/**
 * French texts in the language that the actor reads: by the phrase bank, else by the machine where there is one. One statement for who reads
 * French, four at most for others, however many texts. The machine takes texts from the first one on, as far as its patience goes: give what
 * is read first before the others.
 */
export async function readTexts(ctx: SessionContext, texts: readonly ReadText[]): Promise<PageReading> {
  const { db, actor, extensions } = ctx;
  const language = await readingLanguageOf(db, actor.personId);
  if (language === 'fr' || texts.length === 0) return { language, translations: texts.map(() => null) };
  const known = await extensions.phraseBank.translate(db, language, texts);
  const made = await byMachine(
    ctx,
    texts.filter((_text, rank) => !known[rank]),
    language,
  );
  const next = made.values();
  return { language, translations: known.map((each) => each ?? next.next().value ?? null) };
}

/** One text of a page. */
export async function readText(ctx: SessionContext, text: ReadText): Promise<Reading> {
  const { language, translations } = await readTexts(ctx, [text]);
  return { language, translation: translations[0] ?? null };
}

/** Line by line, so that lists stay lists; the marks of single words do not come along. All of them are asked for at once. */
async function byMachine(
  { db, actor, translator, now, viewing }: SessionContext,
  texts: readonly ReadText[],
  language: ReadingLanguage,
): Promise<(Translation | null)[]> {
  if (!translator.isOn || texts.length === 0) return texts.map(() => null);
  let letters = 0;
  const lines = texts.map(({ title, words }) => {
    const own = [title, ...plainOf(words).split('\n')];
    letters += own.join('').length;
    return letters > MOST_TRANSLATED ? [] : own;
  });
  const said = lines.flat().filter((line) => line.trim() !== '');
  const answer = await translated({ db, translator, now, keeps: viewing === null }, said, {
    source: 'fr',
    target: language,
    names: [...texts.flatMap(({ names }) => names), ...(await ownPeople(db, actor))].flatMap(formsOf),
  });
  if (!answer) return texts.map(() => null);
  const next = answer.values();
  return lines.map((own) => {
    const read = own.map((line) => (line.trim() === '' ? '' : next.next().value));
    // A line whose name was lost is a text that nobody vouches for.
    if (read.length === 0 || read.includes(undefined)) return null;
    const [title = '', ...words] = read;
    const isSame = title === own[0];
    return {
      title: title === '' || isSame ? null : title,
      words: fromPlain(words.join('\n')),
      isReviewed: false,
      isWhole: true,
      byMachine: true,
    };
  });
}

/** The reader and their children, whom what the school writes to them is likely to name. */
const ownPeople = async (db: Db, { personId, children }: Actor): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{ name: string }>`
        select concat_ws(' ', given_name, family_name) as name from directory.persons
        where id = any(${[personId, ...children.map((child) => child.personId)]}::uuid[]) order by id`,
    )
  ).map(({ name }) => name);

/** A name as it may be written: whole, by its parts, with a capital alone. */
const formsOf = (name: string): string[] => {
  const parts = name.split(' ').filter((part) => part.length > 2);
  return [name, ...parts, ...parts.map((part) => part.charAt(0) + part.slice(1).toLowerCase())];
};
