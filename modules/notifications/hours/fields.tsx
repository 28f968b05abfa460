import type { ReactElement } from 'react';
import type { Locale } from '../../../platform/texts/texts.ts';
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { hourChoices, quietDayChoices, quietFromChoices, quietUntilChoices } from './contract.ts';
import { choiceOf, type Hours } from './rules.ts';
import { texts } from './texts.ts';

/** The simple choice, and under it the fine one. */
export function HoursFields({
  locale,
  hours,
  error,
}: {
  locale: Locale;
  hours: Hours;
  error?: string | undefined;
}): ReactElement {
  const t = texts[locale];
  const choice = choiceOf(hours);
  return (
    <>
      <RadioGroup
        name="hours"
        label={t.question}
        value={choice}
        error={error}
        options={hourChoices.map((value) => ({ value, ...t.choices[value] }))}
      />
      <Details summary={t.fine} open={choice === 'fine'}>
        <SelectField
          name="from"
          label={t.from}
          value={hours.from}
          options={quietFromChoices.map((value) => ({ value, label: t.hour(value) }))}
        />
        <SelectField
          name="until"
          label={t.until}
          value={hours.until}
          options={quietUntilChoices.map((value) => ({ value, label: t.hour(value) }))}
        />
        <CheckboxGroup
          name="days"
          label={t.days}
          values={hours.days.map(String)}
          options={quietDayChoices.map((value) => ({ value, label: t.weekdays[Number(value) as 1] }))}
          inline
        />
      </Details>
    </>
  );
}
