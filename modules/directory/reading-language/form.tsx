import type { ReactElement } from 'react';
import { ownNames, type ReadingLanguage, readingLanguages } from '../../../platform/texts/languages.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { chooseReadingLanguage } from './contract.ts';
import { texts } from './texts.ts';

/** Another language to read in. `back`: the page it stands on; `isMissing`: nothing on it has a translation. */
export function ReadingLanguageForm({
  locale,
  current,
  back,
  isMissing,
}: {
  locale: Locale;
  current: ReadingLanguage;
  back: string;
  isMissing: boolean;
}): ReactElement {
  const t = texts[locale];
  return (
    <>
      {isMissing && current !== 'fr' && <p>{t.missing}</p>}
      <Details summary={t.other}>
        <Form action={chooseReadingLanguage.path} label={t.label}>
          <Hidden name="back" value={back} />
          <SelectField
            name="language"
            idPrefix="reading"
            label={t.label}
            help={t.help}
            value={current}
            options={readingLanguages.map((language) => ({ value: language, label: ownNames[language] }))}
          />
          <Actions>
            <Button variant="secondary" icon="languages">
              {t.read}
            </Button>
          </Actions>
        </Form>
      </Details>
    </>
  );
}
