import type { Locale } from '../../../platform/texts/texts.ts';
import type { Hours } from './rules.ts';
import { texts } from './texts.ts';

/** Such hours in one sentence. */
export function hoursInWords({ from, until, days }: Hours, locale: Locale): string {
  const t = texts[locale];
  const named = days.map((day) => t.weekdays[day as 1]);
  const said = named.length > 1 ? `${named.slice(0, -1).join(', ')}${t.and}${named.at(-1)}` : (named[0] ?? '');
  return t.inWords(t.hour(from), t.hour(until), said);
}
