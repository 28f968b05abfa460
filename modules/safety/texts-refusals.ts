import type { Locale } from '../../platform/texts/texts.ts';
import { texts as campaigns } from './campaigns/texts.ts';
import { texts as queue } from './queue/texts.ts';
import { texts as reports } from './reports/texts.ts';
import { texts as stop } from './stop/texts.ts';

/** Safety's refusals, by code. */
export const refusalTexts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: { ...reports.fr.refused, ...reports.fr.faults, ...queue.fr.refused, ...stop.fr.refused, ...campaigns.fr.refused },
  en: { ...reports.en.refused, ...reports.en.faults, ...queue.en.refused, ...stop.en.refused, ...campaigns.en.refused },
};
