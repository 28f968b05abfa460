import type { Locale } from '../../../platform/texts/texts.ts';
import type { Question } from '../consents/terms.ts';
import type { Request } from './contract.ts';
import { texts } from './texts.ts';

/** The exact words to which a person answers. */
export function questionOf(locale: Locale, request: Request): Question {
  const t = texts[locale].question;
  return {
    title: t.title(request.commune, request.title),
    paragraphs: [
      t.purpose(request.purpose),
      t.recipients(request.recipients),
      t.facts(['name' as const, ...request.facts].map((fact) => texts[locale].facts[fact] ?? fact)),
      t.months(request.months),
      t.rights,
    ],
  };
}
