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
      return { ...t[found.code], say: t[found.code].say(isoDayInWords(found.day, locale)) };
    case 'closed':
    case 'reset-sent':
      return { ...t[found.code], say: t[found.code].say(when(found.at)) };
    case 'code-ready':
    case 'code-expired':
    case 'code-used':
      return { ...t[found.code], say: t[found.code].say(dayInWords(locale, found.at)) };
    case 'waiting':
      return { ...t.waiting, say: t.waiting.say(timeInWords(locale, found.at)) };
    case 'no-password': {
      const providers = names(found.providers);
      return { say: t['no-password'].say(providers), next: t['no-password'].next(providers) };
    }
    case 'ways':
    case 'ways-off':
      return { ...t[found.code], say: t[found.code].say(names(found.providers)) };
    case 'password-cancelled':
      return {
        say: t['password-cancelled'].say(when(found.at)),
        next: t['password-cancelled'].next(found.hasAddress),
      };
    case 'wrong-password':
      return {
        say: t['wrong-password'].say(found.times, when(found.at)),
        next: t['wrong-password'].next(found.hasAddress),
      };
    case 'factor':
      return { say: t.factor.say(found.wrong, found.means), next: t.factor.next(found.recoveryLeft) };
    case 'provider-down':
    case 'provider-clock':
      return { ...t[found.code], say: t[found.code].say(found.provider, when(found.at)) };
    case 'service-not-open':
    case 'service-not-for':
    case 'service-off':
    case 'service-open-now':
      return { ...t[found.code], say: t[found.code].say(found.service) };
    case 'last-entry': {
      const { browser = null, system = null } = found.device ?? {};
      return {
        ...t['last-entry'],
        say: t['last-entry'].say(when(found.at), sessionTexts[locale].device(browser, system)),
      };
    }
    default:
      return t[found.code];
  }
}
