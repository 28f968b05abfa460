import type { ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { textFaults } from '../../../platform/rich-text/texts.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Details } from '../../../ui/disclosure.tsx';
import { DateField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import type { FormError } from '../../../ui/form.tsx';
import { RichTextField } from '../../../ui/rich-text-field.tsx';
import { MOST_QUESTIONS, type Question, questionKinds } from './rules.ts';
import { texts } from './texts-staff.ts';

/** What was typed, or what a form starts with, by field. */
export type Typed = Readonly<Record<string, string>>;

/** The fields of the text of a note: of a new one, and of a correction. `children` stand between words and questions. */
export function TextFields({
  locale,
  typed,
  words,
  error,
  today,
  children,
}: {
  locale: Locale;
  typed: Typed;
  words: RichText | string | undefined;
  error: (field: string) => string | undefined;
  today: string;
  children?: ReactNode;
}): ReactElement {
  const t = texts[locale];
  const further = Array.from({ length: MOST_QUESTIONS - 1 }, (_one, rank) => rank + 2);
  const isOpen = (rank: number): boolean =>
    (typed[`kind${rank}`] ?? '') !== '' || ['kind', 'label', 'options'].some((name) => error(`${name}${rank}`));
  return (
    <>
      <TextField
        name="title"
        label={t.fieldTitle}
        help={t.fieldTitleHelp}
        value={typed.title}
        error={error('title')}
        maxLength={120}
        required
      />
      <RichTextField
        name="words"
        label={t.fieldWords}
        help={t.fieldWordsHelp}
        value={words}
        max={6000}
        error={error('words')}
        required
      />
      {children}
      <QuestionFields rank={1} locale={locale} typed={typed} error={error} />
      <Details summary={t.questions} open={further.some(isOpen)}>
        {further.map((rank) => (
          <fieldset key={rank} className="field">
            <legend>{t.question(rank)}</legend>
            <QuestionFields rank={rank} locale={locale} typed={typed} error={error} />
          </fieldset>
        ))}
      </Details>
      <DateField name="dueOn" label={t.dueOn} help={t.dueHelp} value={typed.dueOn} min={today} error={error('dueOn')} />
    </>
  );
}

function QuestionFields({
  rank,
  locale,
  typed,
  error,
}: {
  rank: number;
  locale: Locale;
  typed: Typed;
  error: (field: string) => string | undefined;
}): ReactElement {
  const t = texts[locale];
  const kind = typed[`kind${rank}`] ?? '';
  const faulty = error(`label${rank}`) ?? error(`options${rank}`) ?? error(`kind${rank}`);
  const fields = (
    <>
      <TextField
        name={`label${rank}`}
        label={t.label}
        help={t.labelHelp}
        value={typed[`label${rank}`]}
        error={error(`label${rank}`)}
        maxLength={200}
      />
      <TextArea
        name={`options${rank}`}
        label={t.options}
        help={t.optionsHelp}
        value={typed[`options${rank}`]}
        error={error(`options${rank}`)}
        rows={3}
      />
    </>
  );
  return (
    <>
      <SelectField
        name={`kind${rank}`}
        label={t.answerKind}
        value={kind}
        error={error(`kind${rank}`)}
        options={(['', ...questionKinds] as const).map((value) => ({ value, label: t.kinds[value] }))}
      />
      {rank === 1 ? (
        <Details summary={t.label} open={kind !== '' || faulty !== undefined}>
          {fields}
        </Details>
      ) : (
        fields
      )}
    </>
  );
}

/** The fields of a text that is kept, as a form holds them. */
export const typedOf = (note: {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly dueOn: string | null;
}): Typed => ({
  title: note.title,
  dueOn: note.dueOn ?? '',
  ...Object.fromEntries(
    note.questions.flatMap(({ kind, label, options }, rank) => [
      [`kind${rank + 1}`, kind],
      [`label${rank + 1}`, label],
      [`options${rank + 1}`, options.join('\n')],
    ]),
  ),
});

/** What a refusal says, above the form and beside its fields. */
export function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const t = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = { ...t.refused, ...textFaults[ctx.locale] };
  if (refusal.code.startsWith('files.')) return [{ field: 'files', message: t.filesRefused }];
  if (refusal.fields.length === 0) return [{ message: sentences[refusal.code] ?? t.wrong }];
  return refusal.fields.map(({ field, code }) => ({ field, message: sentences[code] ?? t.wrong }));
}

export const errorAt = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;
