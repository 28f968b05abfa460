import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { digestOf, fill, phrasesIn } from './bank.ts';
import { recognise, titled } from './recognise.ts';

export interface BankTranslation {
  /** Null for a title that is in no bank. */
  readonly title: string | null;
  readonly words: RichText;
  /** False when a part of the text is in no bank: it stands there in French. */
  readonly isWhole: boolean;
  /** What has to be signed off for the whole to be: digests of its phrases. */
  readonly digests: readonly string[];
}

/**
 * A French text in another language, as far as it is made of phrases of the bank; undefined when none of it is. `near`: the day it was
 * written on, for the days that it names.
 */
export function fromBank(
  text: { readonly title: string; readonly words: RichText },
  language: ReadingLanguage,
  near: string,
): BankTranslation | undefined {
  if (language === 'fr') return undefined;
  const bank = phrasesIn(language);
  const digests: string[] = [];
  const words = text.words.content.map((block) => {
    const found = block.type === 'paragraph' ? recognise(plainOf({ type: 'doc', content: [block] }), near) : undefined;
    const phrase = found && bank.get(found.key);
    if (!found || !phrase) return block;
    digests.push(digestOf(found.key, language));
    return {
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text: fill(phrase, found.filled, language) }],
    };
  });
  if (digests.length === 0) return undefined;
  const key = titled(text.title);
  return {
    title: (key && bank.get(key)?.title) || null,
    words: { type: 'doc', content: words },
    isWhole: digests.length === text.words.content.length,
    digests,
  };
}
