import type { Locale } from '../../../platform/texts/texts.ts';
import { type Attribute, attributeTexts } from '../../identity/index.ts';

/** What leaves, in words, one after another. */
export const receivesInWords = (receives: readonly Attribute[], locale: Locale): string =>
  receives.map((attribute) => attributeTexts[locale].attributes[attribute]).join(', ');
