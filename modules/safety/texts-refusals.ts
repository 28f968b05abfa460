import type { Locale } from '../../platform/texts/texts.ts';
import { texts as reports } from './reports/texts.ts';
import { texts as stop } from './stop/texts.ts';

/** Safety's refusals, by code. */
export const refusalTexts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: { ...reports.fr.refused, ...reports.fr.faults, ...stop.fr.refused },
  en: { ...reports.en.refused, ...reports.en.faults, ...stop.en.refused },
};
