import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { fromPlain, plainOf } from '../../../platform/rich-text/plain.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { translated } from '../../../platform/translation/kept.ts';
import { readingLanguageOf } from '../../directory/index.ts';
import type { Reading } from './contract.ts';
import { areReviewed } from './queries.ts';
import { fromBank } from './translate.ts';

interface Text {
  readonly title: string;
  readonly words: RichText;
  /** Of the people and places that it may name: no machine translates them. */
  readonly names: readonly string[];
}

/** How the actor reads a text: by the bank, else by the machine where there is one. `near`: the day it was published on. */
export async function readingOf(ctx: SessionContext, text: Text, near: string): Promise<Reading> {
  const { db, actor } = ctx;
  const language = await readingLanguageOf(db, actor.personId);
  if (language === 'fr') return { language, translation: null };
  const known = fromBank(text, language, near);
  if (!known) return { language, translation: await byMachine(ctx, text, language) };
  const { digests, ...translation } = known;
  const isReviewed = await areReviewed(db, language, digests);
  return { language, translation: { ...translation, isReviewed, byMachine: false } };
}

/** Line by line, so that lists stay lists; the marks of single words do not come along. */
async function byMachine(
  { db, translator, now, viewing }: SessionContext,
  { title, words, names }: Text,
  language: ReadingLanguage,
): Promise<Reading['translation']> {
  const lines = [title, ...plainOf(words).split('\n')];
  const said = lines.filter((line) => line.trim() !== '');
  const answer = await translated({ db, translator, now, keeps: viewing === null }, said, {
    source: 'fr',
    target: language,
    names: names.flatMap(formsOf),
  });
  if (!answer) return null;
  const next = answer.values();
  const [first = title, ...rest] = lines.map((line) => (line.trim() === '' ? '' : (next.next().value ?? line)));
  return { title: first, words: fromPlain(rest.join('\n')), isReviewed: false, isWhole: true, byMachine: true };
}

/** A name as it may be written: whole, by its parts, with a capital alone. */
const formsOf = (name: string): string[] => {
  const parts = name.split(' ').filter((part) => part.length > 2);
  return [name, ...parts, ...parts.map((part) => part.charAt(0) + part.slice(1).toLowerCase())];
};
