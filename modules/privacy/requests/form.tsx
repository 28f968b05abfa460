import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { askOfficer, requestKinds } from './contract.ts';
import { texts } from './texts.ts';

/** What a refused request gives back. */
export interface RefusedRequest {
  readonly refusal: Refusal;
  readonly typed: Readonly<Record<string, string>>;
}

/** On the page of somebody's data: asking for what the page cannot do. */
export function RequestSection(shown: {
  person: string;
  locale: Locale;
  refused?: RefusedRequest | undefined;
}): ReactElement {
  const { person, locale, refused } = shown;
  const t = texts[locale];
  const sentences: Readonly<Record<string, string>> = t.refused;
  const error = refused?.refusal.fields.map(({ code }) => t.faults[code])[0];
  const message = refused && (sentences[refused.refusal.code] ?? error ?? t.faults['privacy.words-missing'] ?? '');
  return (
    <Section title={t.title}>
      <p>{t.hint}</p>
      {message && <FormErrors errors={[{ message, ...(error ? { field: 'words' } : {}) }]} />}
      <Form action={askOfficer.path} label={t.title} draft="privacy.request">
        <Hidden name="person" value={person} />
        <SelectField
          name="kind"
          label={t.kind}
          value={refused?.typed.kind ?? 'rectify'}
          options={requestKinds.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <TextArea name="words" label={t.words} value={refused?.typed.words} error={error} maxLength={2000} required />
        <Actions>
          <Button variant="secondary">{t.send}</Button>
        </Actions>
      </Form>
    </Section>
  );
}
