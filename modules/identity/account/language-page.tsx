import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { chooseLanguage } from '../sign-in/contract.ts';
import { showAccount } from './contract.ts';
import { accountTexts } from './texts.ts';

/** The language of the pages, kept with the account. A full load: every word of the page changes, its `lang` too. */
export function languageView(ctx: SessionContext): View {
  const t = accountTexts[ctx.locale];
  return {
    title: t.languageTitle,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.languageTitle} subtitle={<p>{t.languageLead}</p>} />
        <Form action={chooseLanguage.path} fullLoad>
          <Hidden name="next" value={showAccount.path} />
          <RadioGroup
            name="locale"
            label={t.language}
            value={ctx.locale}
            options={locales.map((value) => ({ value, label: t.languages[value] }))}
          />
          <Actions>
            <Button>{t.chooseLanguage}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}
