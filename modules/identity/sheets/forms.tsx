import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { sheetsPerPage } from './batch.ts';
import { printSchoolSheets } from './contract.ts';
import { secondLanguages, sheetWords } from './texts/languages.ts';
import { texts } from './texts.ts';

/** How the sheets come out: how many a page, and the second language. */
export function PaperFields({ locale }: { locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <>
      <RadioGroup
        name="perPage"
        label={t.perPage}
        value="1"
        inline
        options={sheetsPerPage.map((count) => ({ value: String(count), label: t.perPageOptions[count] }))}
      />
      <SelectField
        name="second"
        label={t.second}
        help={t.secondHelp}
        options={[
          { value: '', label: t.secondNone },
          ...secondLanguages.map((code) => ({ value: code, label: sheetWords[code].name })),
        ]}
      />
    </>
  );
}

/** Printing for a whole school: for whom, which of them, which classes, how. */
export function SchoolForm(props: {
  locale: Locale;
  schoolUai: string;
  classes: readonly { readonly id: string; readonly label: string }[];
}): ReactElement {
  const { locale, schoolUai, classes } = props;
  const t = texts[locale];
  return (
    <Form action={addressOf(printSchoolSheets, { schoolUai })} fullLoad>
      <RadioGroup
        name="audience"
        label={t.who}
        value="guardians"
        inline
        options={(['guardians', 'pupils', 'staff'] as const).map((key) => ({ value: key, label: t[key] }))}
      />
      <RadioGroup
        name="which"
        label={t.which}
        value="missing"
        options={(['missing', 'waiting'] as const).map((key) => ({
          value: key,
          label: t.whichOptions[key],
          hint: t.whichHints[key],
        }))}
      />
      {classes.length > 1 && (
        <Details summary={`${t.classes} · ${t.classesHelp}`}>
          <CheckboxGroup
            name="classes"
            label={t.classes}
            help={t.classesHelp}
            options={classes.map(({ id, label }) => ({ value: id, label }))}
          />
        </Details>
      )}
      <PaperFields locale={locale} />
      <Actions>
        <Button icon="printer">{t.submit}</Button>
      </Actions>
    </Form>
  );
}
