import { dayOf } from '../../../platform/clock/clock.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { texts } from './texts.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };
const made = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(tags[locale], { timeZone: 'Europe/Paris', ...options });
  made.set(key, known);
  return known;
}

const DAY = 86_400_000;

/** When, as one says it of what was just told: "16:40", "hier", "lundi", "3 nov.", "3 nov. 2025". */
export function shortWhen(at: Date, now: Date, locale: Locale): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  if (day === today) return format(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
  if (day === dayOf(new Date(now.getTime() - DAY))) return texts[locale].yesterday;
  if (now.getTime() - at.getTime() < 6 * DAY) return format(locale, { weekday: 'long' }).format(at);
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}
