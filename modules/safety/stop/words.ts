import { dayOf } from '../../../platform/clock/clock.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** When a stop ends, at the school's clock: "16:30" on the same day, else with its day. */
export const timeOfDay = (instant: Date, now: Date, locale: Locale): string =>
  dayOf(instant) === dayOf(now)
    ? new Intl.DateTimeFormat(tags[locale], { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(instant)
    : instantInWords(instant, locale);
