import { weekdayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { dayPlus, localTime } from './local-time.ts';
import { texts } from './texts-send.ts';

const twoFigures = (count: number): string => String(count).padStart(2, '0');

/** A time of day, `HH:MM`, as one says it: "7 h", "18 h 30". */
export const timeInWords = (time: string, locale: Locale): string => texts[locale].time(time);

/** When that will be, said from `now`: "demain à 7 h", "lundi à 7 h", "lundi 2 novembre à 7 h". */
export function momentInWords(at: Date, now: Date, timeZone: string, locale: Locale): string {
  const t = texts[locale];
  const [then, today] = [localTime(at, timeZone), localTime(now, timeZone).day];
  const time = t.time(`${twoFigures(Math.floor(then.minutes / 60))}:${twoFigures(then.minutes % 60)}`);
  const day = weekdayInWords(then.day, locale);
  if (then.day === today) return t.on(t.today, time);
  if (then.day === dayPlus(today, 1)) return t.on(t.tomorrow, time);
  return t.on(then.day < dayPlus(today, 7) ? (day.split(/,? /)[0] ?? day) : day, time);
}
