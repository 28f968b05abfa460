import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { countInFigures } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Actions, Button } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { SelectField } from '../../../../ui/field.tsx';
import { Form, Hidden } from '../../../../ui/form.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { fieldsOf, formats, isOwn, subjectOf } from '../columns.ts';
import { chooseColumns, dropTable, listTables, showColumns } from '../contract.ts';
import { texts } from '../texts.ts';
import { noteSentence } from './words.ts';

type Draft = Answer<typeof showColumns>;
type Column = Draft['columns'][number];

/** Selects offered at once: unknown headings first; a page must stay light. */
const SELECTS = 8;

/** How the file was read: each column with its first values and what it was taken for. */
export function columnsPage({ locale }: SessionContext, draft: Draft): View {
  const t = texts[locale];
  const { school, id } = draft;
  const place = { schoolUai: school.uai, tableId: id };
  return {
    title: `${t.columnsTitle} · ${draft.fileName}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: t.title, href: addressOf(listTables, { schoolUai: school.uai }) },
                { label: draft.fileName },
              ]}
            />
          }
          title={t.columnsTitle}
          subtitle={t.columnsIntro}
        />
        {draft.missing.length > 0 && (
          <Notice tone="attention">
            <p>{t.missing(draft.missing.map((field) => t.fields[field]).join(', '))}</p>
          </Notice>
        )}
        <Section title={t.reading}>
          <Reading draft={draft} locale={locale} />
        </Section>
        <Form action={addressOf(chooseColumns, place)} label={t.columnsTitle}>
          <Kind draft={draft} locale={locale} />
          <Choices draft={draft} locale={locale} />
          <Actions>
            <Button icon="arrow-right">{t.compare}</Button>
          </Actions>
        </Form>
        <Section title={t.columns} aside={draft.columns.length}>
          <Columns draft={draft} locale={locale} />
        </Section>
        <Form action={addressOf(dropTable, place)} label={t.drop}>
          <Actions>
            <Button variant="quiet" icon="trash-2">
              {t.drop}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

function Reading({ draft: { reading, notes }, locale }: { draft: Draft; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <div className="stack">
      <DefinitionList
        columns
        items={[
          { term: t.kind, value: t.kinds[reading.kind] },
          ...(reading.separator
            ? [{ term: t.separator, value: t.separators[reading.separator] ?? reading.separator }]
            : []),
          ...(reading.encoding ? [{ term: t.encoding, value: t.encodings[reading.encoding] ?? reading.encoding }] : []),
          ...(reading.sheet ? [{ term: t.sheet, value: reading.sheet }] : []),
          { term: t.lines, value: countInFigures(reading.rows, locale) },
        ]}
      />
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={`${note.code}${note.line}${note.what}`}>{noteSentence(note, locale)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Kind({ draft, locale }: { draft: Draft; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <>
      {isOwn(draft.format) ? (
        <Hidden name="format" value={draft.format} />
      ) : (
        <SelectField
          name="format"
          label={t.format}
          value={draft.format}
          options={formats
            .filter((format) => !isOwn(format))
            .map((format) => ({ value: format, label: t.formats[format] }))}
        />
      )}
      {subjectOf(draft.format) === 'pupil' && (
        <RadioGroup
          name="whole"
          label={t.whole}
          value={draft.whole ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t.wholeYes, hint: t.wholeYesHint },
            { value: 'no', label: t.wholeNo, hint: t.wholeNoHint },
          ]}
        />
      )}
    </>
  );
}

/** One list of choices for each heading that nobody knows, and for the column one asked to change. */
function Choices({ draft, locale }: { draft: Draft; locale: Locale }): ReactElement {
  const t = texts[locale];
  const asked = draft.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => index === draft.open || (column.field === null && column.heading !== ''))
    .slice(0, SELECTS);
  return (
    <>
      {asked.map(({ column, index }) => (
        <SelectField
          key={index}
          name="column"
          idPrefix={`column-${index}`}
          label={t.meaningOf(column.heading || '…')}
          help={column.examples.join(' · ') || undefined}
          value={`${index}:${column.field ?? ''}`}
          options={[
            ...(column.field === null ? [{ value: `${index}:`, label: t.unknown }] : []),
            ...fieldsOf(subjectOf(draft.format)).map((field) => ({
              value: `${index}:${field}`,
              label: t.fields[field] ?? field,
            })),
          ]}
        />
      ))}
    </>
  );
}

function Columns({ draft, locale }: { draft: Draft; locale: Locale }): ReactElement {
  const t = texts[locale];
  const rows = draft.columns.map((column, index) => ({ ...column, index }));
  const heading = (column: Column): string =>
    isOwn(draft.format) ? (t.fields[column.heading] ?? column.heading) : column.heading;
  const change = (index: number): string =>
    addressOf(showColumns, { schoolUai: draft.school.uai, tableId: draft.id }, { column: String(index) });
  return (
    <Table
      caption={t.columns}
      captionHidden
      rows={rows}
      rowKey={(row) => String(row.index)}
      columns={[
        { key: 'heading', header: t.heading, namesRow: true, cell: (row) => heading(row) || '…' },
        { key: 'examples', header: t.examples, cell: (row) => row.examples.join(' · ') || t.empty },
        {
          key: 'meaning',
          header: t.meaning,
          cell: (row) => (
            <>
              {row.field ? t.fields[row.field] : <Badge tone="miel">{t.unknown}</Badge>}
              {row.from === 'kept' && <small> ({t.keptChoice})</small>}
            </>
          ),
        },
        ...(isOwn(draft.format)
          ? []
          : [
              {
                key: 'change',
                header: t.change,
                cell: (row: (typeof rows)[number]) => (
                  <a className="alone" href={change(row.index)} aria-label={t.changeColumn(row.heading)}>
                    {t.change}
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}
