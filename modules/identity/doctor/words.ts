import type { Context } from '../../../platform/http/context.ts';
import { dayInWords as isoDayInWords } from '../../../platform/texts/days.ts';
import { texts as sessionTexts } from '../sessions/texts.ts';
import { dayInWords, inWords, timeInWords } from '../when.ts';
import type { Finding } from './findings.ts';
import { texts } from './texts-findings.ts';

/** What was found, as a sentence for the person and one for who helps them. */
export function inSentences(
  { locale, now }: Pick<Context, 'locale' | 'now'>,
  found: Finding,
): { readonly say: string; readonly next: string } {
  const t = texts[locale];
  const when = (instant: Date): string => inWords(locale, instant, now);
  const names = (list: readonly string[]): string => list.join(', ');
  switch (found.code) {
    case 'left':
    case 'disabled':
      return t[found.code](isoDayInWords(found.day, locale));
    case 'closed':
    case 'reset-sent':
      return t[found.code](when(found.at));
    case 'code-ready':
    case 'code-expired':
    case 'code-used':
      return t[found.code](dayInWords(locale, found.at));
    case 'waiting':
      return t.waiting(timeInWords(locale, found.at));
    case 'no-password':
    case 'ways':
    case 'ways-off':
      return t[found.code](names(found.providers));
    case 'wrong-password':
      return t['wrong-password'](found.times, when(found.at), found.hasAddress);
    case 'factor':
      return t.factor(found.recoveryLeft, found.wrong);
    case 'provider-down':
    case 'provider-clock':
      return t[found.code](found.provider, when(found.at));
    case 'service-not-open':
    case 'service-not-for':
    case 'service-off':
    case 'service-open-now':
      return t[found.code](found.service);
    case 'last-entry':
      return t['last-entry'](
        when(found.at),
        sessionTexts[locale].device(found.device?.browser ?? null, found.device?.system ?? null),
      );
    default:
      return t[found.code];
  }
}
