import { dayOf } from '../../platform/clock/clock.ts';
import { firstSaid } from '../../platform/texts/days.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { texts } from './texts.ts';

const zone = { timeZone: 'Europe/Paris' } as const;
const hour = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...zone, hour: 'numeric', minute: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, hour: 'numeric', minute: '2-digit' }),
};
const day = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...zone, weekday: 'long', day: 'numeric', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'long', day: 'numeric', month: 'long' }),
};
const longDay = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...zone, day: 'numeric', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'long', year: 'numeric' }),
};

/** An instant in words: "à l'instant", "aujourd'hui à 8 h 30", "le lundi 23 novembre". */
export function inWords(locale: Locale, instant: Date, now: Date): string {
  const t = texts[locale].when;
  if (now.getTime() - instant.getTime() < 120_000) return t.now;
  const time = hour[locale].format(instant).replace(':', t.hourSign);
  return dayOf(instant) === dayOf(now) ? t.today(time) : t.day(firstSaid(day[locale].format(instant), locale));
}

/** A day with its year: "8 janvier 2027". */
export const dayInWords = (locale: Locale, instant: Date): string => firstSaid(longDay[locale].format(instant), locale);

/** The hour of an instant: "10 h 30". */
export const timeInWords = (locale: Locale, instant: Date): string =>
  hour[locale].format(instant).replace(':', texts[locale].when.hourSign);
