import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { DateField, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { endAbsence, keepAbsence } from './contract.ts';
import type { Absence } from './own.ts';
import { texts } from './texts.ts';

/** When I am away, among the settings of messages. `typed`: what a refused form held; `errorOf`: what is wrong with a field. */
export function AbsenceSection({
  ctx,
  absence,
  typed,
  errorOf,
}: {
  readonly ctx: SessionContext;
  readonly absence: Absence | undefined;
  readonly typed: Readonly<Record<string, string>>;
  readonly errorOf: (field: string) => string | undefined;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.title}>
      <p>{t.lead}</p>
      <Form action={keepAbsence.path} label={t.title}>
        <DateField
          name="from"
          label={t.from}
          value={typed.from ?? absence?.from ?? ctx.actor.today}
          error={errorOf('from')}
          required
        />
        <DateField
          name="until"
          label={t.until}
          value={typed.until ?? absence?.until}
          min={ctx.actor.today}
          error={errorOf('until')}
          required
        />
        <TextArea
          name="words"
          label={t.words}
          help={t.wordsHelp}
          value={typed.words ?? absence?.words}
          error={errorOf('words')}
          maxLength={1000}
          required
        />
        <Actions>
          <Button>{absence ? t.change : t.keep}</Button>
        </Actions>
      </Form>
      {absence && (
        <form action={endAbsence.path} method="post">
          <Button variant="secondary">{t.end}</Button>
        </form>
      )}
    </Section>
  );
}
