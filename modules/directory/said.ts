import type { Locale } from '../../platform/texts/texts.ts';
import { functionInWords } from './rules.ts';
import { texts, words } from './texts.ts';

/* The directory's words for what it says of a person, for the pages of modules above. */

/** A source of the academy ("10-1D") in words; empty for none. */
export const sourceInWords = (source: string | null, locale: Locale): string =>
  source ? texts[locale].deliveries.sourceInWords(source) : '';

/** What an adult is to a child. */
export const relationInWords = (relation: string, locale: Locale): string =>
  words[locale].relations[relation] ?? relation;

/** What somebody is in a school, with their function where it says more. */
export const roleInWords = (role: string, functionLabel: string | null, locale: Locale): string =>
  functionInWords(words[locale].roles[role] ?? role, functionLabel);
