import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { instantInWords } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge, type Tone } from '../../../../ui/badge.tsx';
import { Actions, Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { Form, FormErrors } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { showSchool } from '../../contract.ts';
import { type chooseSchool, type listTables, sendTable } from '../contract.ts';
import { texts } from '../texts.ts';
import { refusalSentence } from './words.ts';

/** The schools for which one may import: straight to the only one. */
export function schoolsForTablesPage(
  { locale }: SessionContext,
  { schools }: Answer<typeof chooseSchool>,
): View | string {
  const t = texts[locale];
  const [only] = schools;
  if (schools.length === 1 && only) return only.href;
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={t.chooseSchool} />
        <List>
          {schools.map((school) => (
            <ListRow key={school.uai} title={school.name} subtitle={school.uai} href={school.href} />
          ))}
        </List>
      </>
    ),
  };
}

const TONES: Readonly<Record<string, Tone | 'neutral'>> = { draft: 'miel', applied: 'mousse', undone: 'neutral' };

/** The form that sends a table, and the tables sent before. */
export function tablesPage({ locale }: SessionContext, answer: Answer<typeof listTables>, refusal?: Refusal): View {
  const t = texts[locale];
  const { school, tables } = answer;
  const error = refusal && refusalSentence(refusal, locale);
  return {
    title: t.titleOf(school.name),
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: school.name, href: addressOf(showSchool, { schoolUai: school.uai }) },
                { label: t.title },
              ]}
            />
          }
          title={t.title}
          subtitle={t.intro}
        />
        <Form action={addressOf(sendTable, { schoolUai: school.uai })} multipart label={t.title}>
          {error && <FormErrors errors={[{ field: 'file', message: error }]} />}
          <FileField
            name="file"
            label={t.file}
            help={t.fileHelp}
            error={error}
            required
            accept=".csv,.txt,.xlsx,.ods,.xml,.zip,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.oasis.opendocument.spreadsheet,text/xml"
          />
          <Actions>
            <Button icon="upload">{t.send}</Button>
          </Actions>
          <p>{t.order}</p>
        </Form>
        <Former tables={tables} locale={locale} />
      </>
    ),
  };
}

function Former({ tables, locale }: { tables: Answer<typeof listTables>['tables']; locale: Locale }): ReactElement {
  const t = texts[locale];
  if (tables.length === 0)
    return (
      <EmptyState drawing="notebook" title={t.none} level={2}>
        <p>{t.noneDetail}</p>
      </EmptyState>
    );
  return (
    <Section title={t.former}>
      <List>
        {tables.map((table) => (
          <ListRow
            key={table.id}
            title={table.fileName || t.formats[table.format]}
            href={table.href}
            subtitle={`${t.formats[table.format]} · ${t.sentBy(table.startedBy, instantInWords(new Date(table.startedAt), locale))}`}
            trail={<Badge tone={TONES[table.status]}>{t.statuses[table.status]}</Badge>}
          />
        ))}
      </List>
    </Section>
  );
}
