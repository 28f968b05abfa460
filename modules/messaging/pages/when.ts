import { dayOf } from '../../../platform/clock/clock.ts';
import { firstSaid } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, kind: 'time' | 'day' | 'date'): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  const known = formats.get(key);
  if (known) return known;
  const parts: Intl.DateTimeFormatOptions =
    kind === 'time'
      ? { hour: '2-digit', minute: '2-digit' }
      : kind === 'day'
        ? { day: 'numeric', month: 'short' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  const made = new Intl.DateTimeFormat(tags[locale], { ...parts, timeZone: 'Europe/Paris' });
  formats.set(key, made);
  return made;
}

/** When that was, as a list says it: the time of today, the day of this year, the whole date before. */
export function shortMoment(at: Date, now: Date, locale: Locale): string {
  const [then, today] = [dayOf(at), dayOf(now)];
  if (then === today) return format(locale, 'time').format(at);
  return firstSaid(format(locale, then.slice(0, 4) === today.slice(0, 4) ? 'day' : 'date').format(at), locale);
}
