import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { functionRoles, type listFunctions, setFunction } from './contract.ts';
import { texts } from './texts.ts';

/** The operator's table of functions, and the form that changes a line. */
export function functionsPage({ locale }: SessionContext, { functions }: Answer<typeof listFunctions>): View {
  const t = texts[locale];
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={t.subtitle} />
        <Section title={t.changeOne}>
          <ChangeForm locale={locale} />
        </Section>
        <Table
          caption={t.title}
          captionHidden
          rows={functions}
          rowKey={(row) => row.code}
          columns={[
            { key: 'code', header: t.code, namesRow: true, cell: (row) => row.code },
            { key: 'label', header: t.label, cell: (row) => row.label },
            { key: 'profile', header: t.profile, cell: (row) => t.roles[row.profile] },
            { key: 'people', header: t.people, cell: (row) => row.people },
          ]}
        />
      </>
    ),
  };
}

function ChangeForm({ locale }: { locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <Form action={addressOf(setFunction)}>
      <TextField name="code" label={t.code} help={t.codeHelp} required width="short" />
      <SelectField
        name="profile"
        label={t.profile}
        options={functionRoles.map((role) => ({ value: role, label: t.roles[role] }))}
      />
      <TextField name="label" label={t.labelOptional} />
      <Actions>
        <Button>{t.save}</Button>
      </Actions>
    </Form>
  );
}

/** After a change: back to the table, saying what was kept. */
export function changed(ctx: Context, { code }: Answer<typeof setFunction>): string {
  ctx.flash(texts[ctx.locale].saved(code));
  return addressOf(setFunction);
}
