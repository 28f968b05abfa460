import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { textFaults } from '../../../platform/rich-text/texts.ts';
import { texts } from '../texts.ts';

interface FieldError {
  readonly field?: string;
  readonly message: string;
}

/** Where a refusal of the whole is said. */
const fieldOf: Readonly<Record<string, string>> = {
  'news.poll-answered': 'question',
  'platform.factor-needed': 'to',
  'safety.stopped': 'to',
  'directory.year-closed': 'to',
  'news.pictures-many': 'files',
};

/** The sentences of a refused form, each at its field. */
export function errorsOf({ locale }: SessionContext, refusal: Refusal | undefined): FieldError[] {
  if (!refusal) return [];
  const { composer, held, refused } = texts[locale];
  const sentences: Readonly<Record<string, string>> = { ...refused, ...held, ...textFaults[locale] };
  const said = (code: string): string | undefined => {
    const { names, name, support } = refusal.details;
    if (code === 'news.pictured-not-allowed') {
      const words: Readonly<Record<string, string>> = composer.supports;
      return composer.notAllowed(String(names), words[String(support)] ?? '');
    }
    if (code === 'news.pictured-unknown') return composer.unknownChild(String(name));
    if (code === 'platform.factor-needed') return composer.factorNeeded;
    return sentences[code];
  };
  const faults =
    refusal.fields.length > 0
      ? refusal.fields
      : [
          {
            field: fieldOf[refusal.code] ?? (refusal.code.startsWith('files.') ? 'files' : undefined),
            code: refusal.code,
          },
        ];
  const found = faults.flatMap(({ field, code }) => {
    const message = said(code);
    // A list of boxes comes as `to.0`: the fault is the list's.
    return message ? [{ ...(field ? { field: field.split('.')[0] ?? field } : {}), message }] : [];
  });
  // Whatever it is, somebody has to be told that nothing was published.
  return found.length > 0 ? found : [{ message: composer.refused }];
}
