import type { ReactElement } from 'react';
import type { MailPace } from '../../../platform/module.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { RadioGroup } from '../../../ui/choice.tsx';
import { mailPaces } from './contract.ts';
import { texts } from './texts.ts';

/** When e-mails leave: one answer for every kind of thing. */
export function PaceField({
  locale,
  value,
  help,
  error,
}: {
  locale: Locale;
  value?: MailPace | undefined;
  help?: string | undefined;
  error?: string | undefined;
}): ReactElement {
  const t = texts[locale];
  return (
    <RadioGroup
      name="mail"
      label={t.mailQuestion}
      help={help}
      value={value}
      error={error}
      options={mailPaces.map((pace) => ({ value: pace, ...t.paces[pace] }))}
    />
  );
}
