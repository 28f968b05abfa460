import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { readingLanguageOf } from '../../directory/index.ts';
import type { Reading } from './contract.ts';
import { areReviewed } from './queries.ts';
import { fromBank } from './translate.ts';

/** `near`: the day it was published on, for the days that it names. */
export async function readingOf(
  { db, actor }: SessionContext,
  text: { readonly title: string; readonly words: RichText },
  near: string,
): Promise<Reading> {
  const language = await readingLanguageOf(db, actor.personId);
  const translated = fromBank(text, language, near);
  if (!translated) return { language, translation: null };
  const { digests, ...translation } = translated;
  return { language, translation: { ...translation, isReviewed: await areReviewed(db, language, digests) } };
}
