import type { Db } from '../db/db.ts';
import type { SessionContext } from '../http/context.ts';
import type { RichText } from '../rich-text/model.ts';
import type { ChosenPhrase } from '../rich-text/phrase.ts';
import type { Translation } from '../rich-text/reading.ts';
import type { ReadingLanguage } from '../texts/languages.ts';

/** A French text that somebody reads. */
export interface ReadText {
  /** Empty for a text that has none. */
  readonly title: string;
  readonly words: RichText;
  /** Of the people and places that it may name: no machine translates them. */
  readonly names: readonly string[];
  /** The day it was told on (`YYYY-MM-DD`): it names days without their year. */
  readonly near: string;
}

/** Phrases written beforehand in several languages, given by the one module that keeps them. */
export interface PhraseBank {
  /**
   * What these texts say in that language as far as they are made of known phrases, in their order; undefined for one in which there is
   * none. One statement at most.
   */
  translate(db: Db, language: ReadingLanguage, texts: readonly ReadText[]): Promise<(Translation | undefined)[]>;
  /**
   * The page on which a phrase is chosen, and that leads back to the form; undefined for who does not write to families. No statement.
   * `form`: an address of the product (`/messages/new?draft=…`) whose query takes `phraseFields`.
   */
  pageFor(
    ctx: SessionContext,
    form: string,
  ): { readonly href: string; readonly label: string; readonly detail: string } | undefined;
  /** What the phrase chosen says, blanks filled; undefined for none. */
  begin(
    ctx: SessionContext,
    chosen: ChosenPhrase,
  ): Promise<{ readonly title: string; readonly words: RichText } | undefined>;
}

/** Where no module keeps phrases. */
export const noPhraseBank: PhraseBank = {
  translate: async (_db, _language, texts) => texts.map(() => undefined),
  pageFor: () => undefined,
  begin: async () => undefined,
};
