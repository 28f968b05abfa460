import { dayInWords } from '../../../platform/texts/days.ts';
import { defineTexts, type Locale } from '../../../platform/texts/texts.ts';
import { dutiesInWords } from '../rights/texts.ts';

/** What is told to somebody of what others did about them. */
export type Telling =
  | {
      readonly code: 'right-given' | 'right-revoked';
      readonly details: {
        readonly school: string;
        readonly duties: readonly string[];
        /** Label of the class that it is limited to. */
        readonly class: string | null;
        /** Last day of it; null: until further notice. */
        readonly until: string | null;
      };
    }
  | { readonly code: 'records-merged' | 'records-parted'; readonly details: { readonly school: string | null } };

export const texts = defineTexts({
  fr: {
    title: 'À savoir',
    seen: 'J’ai lu',
    mailSubject: 'Du nouveau sur vos droits',
    mailAction: 'Ouvrir Préau',
    rightGiven: (school: string, duties: string, where: string, until: string) =>
      `${school} vous a confié ceci : ${duties}${where}${until}.`,
    rightRevoked: (school: string, duties: string, where: string) =>
      `${school} ne vous confie plus ceci : ${duties}${where}.`,
    forClass: (label: string) => `, pour la classe ${label}`,
    untilDay: (day: string) => `, jusqu’au ${day}`,
    merged: 'Vos deux fiches ont été réunies : vous retrouvez tout en un seul endroit.',
    parted: 'Vos deux fiches, qui avaient été réunies, sont de nouveau séparées.',
  },
  en: {
    title: 'Worth knowing',
    seen: 'I have read it',
    mailSubject: 'News about your rights',
    mailAction: 'Open Préau',
    rightGiven: (school: string, duties: string, where: string, until: string) =>
      `${school} entrusted this to you: ${duties}${where}${until}.`,
    rightRevoked: (school: string, duties: string, where: string) =>
      `${school} no longer entrusts this to you: ${duties}${where}.`,
    forClass: (label: string) => `, for the class ${label}`,
    untilDay: (day: string) => `, until ${day}`,
    merged: 'Your two records have been joined: you find everything in one place.',
    parted: 'Your two records, which had been joined, are apart again.',
  },
});

/** The sentence of a telling, in the reader's language. */
export function tellingSentence(locale: Locale, telling: Telling): string {
  const t = texts[locale];
  if (telling.code !== 'right-given' && telling.code !== 'right-revoked')
    return telling.code === 'records-merged' ? t.merged : t.parted;
  const { school, duties, until } = telling.details;
  const where = telling.details.class ? t.forClass(telling.details.class) : '';
  const said = dutiesInWords(locale, duties);
  return telling.code === 'right-given'
    ? t.rightGiven(school, said, where, until ? t.untilDay(dayInWords(until, locale)) : '')
    : t.rightRevoked(school, said, where);
}
