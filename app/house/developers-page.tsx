import type { ReactElement } from 'react';
import type { AnyEndpoint } from '../../platform/contract/endpoint.ts';
import { addressOf } from '../../platform/contract/endpoint.ts';
import { type FieldNote, fieldsOf, jsonSchemaOf } from '../../platform/contract/json-schema.ts';
import { apiPath, refusalsOf } from '../../platform/contract/openapi.ts';
import type { Context } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Heading } from '../../ui/card.tsx';
import { Details } from '../../ui/disclosure.tsx';
import { PageHeader, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { readContract } from './contract.ts';
import { texts } from './texts.ts';

/** One part of the product, with its endpoints. */
export interface ApiPart {
  readonly name: string;
  readonly label: string;
  readonly endpoints: readonly AnyEndpoint[];
}

export interface ApiPage {
  readonly parts: readonly ApiPart[];
  /** Where a person makes a token. */
  readonly tokenPage: string | undefined;
}

/** The API for a reader: how to enter, then every endpoint with its fields and refusals. */
export function developersPage({ locale }: Context, { parts, tokenPage }: ApiPage): View {
  const t = texts[locale].developers;
  return {
    title: t.title,
    shell: 'reading',
    body: (
      <>
        <PageHeader
          title={t.title}
          subtitle={<p>{t.intro}</p>}
          actions={
            <LinkButton href={`/api${addressOf(readContract)}`} variant="secondary" icon="file-text">
              {t.document}
            </LinkButton>
          }
        />
        <Section title={t.tokenTitle} id="token">
          <div className="prose">
            {t.token.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <pre>
              <code>{t.example}</code>
            </pre>
            {tokenPage && (
              <p>
                <a className="alone" href={tokenPage}>
                  {t.tokenPage}
                </a>
              </p>
            )}
          </div>
        </Section>
        <Section title={t.rulesTitle}>
          <div className="prose">
            <ul>
              {t.rules.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </Section>
        {parts.map((part) => (
          <Section key={part.name} title={part.label} id={part.name}>
            {part.endpoints.map((endpoint) => (
              <EndpointNote key={endpoint.name} endpoint={endpoint} locale={locale} />
            ))}
          </Section>
        ))}
      </>
    ),
  };
}

type Place = 'path' | 'query' | 'body';
type Sent = FieldNote & { readonly place: Place };

function EndpointNote({ endpoint, locale }: { endpoint: AnyEndpoint; locale: Locale }): ReactElement {
  const t = texts[locale].developers;
  const fields = (place: Place, schema: AnyEndpoint['params']): Sent[] =>
    fieldsOf(jsonSchemaOf(schema, 'input')).map((field) => ({ ...field, place }));
  const sent = [
    ...fields('path', endpoint.params),
    ...fields('query', endpoint.query),
    ...fields('body', endpoint.body),
  ];
  const answered = fieldsOf(jsonSchemaOf(endpoint.answer, 'output'));
  return (
    <Details
      summary={
        <>
          <code>
            {endpoint.method} {apiPath(endpoint)}
          </code>{' '}
          <span lang="en">{endpoint.summary}</span>
        </>
      }
    >
      <p>{endpoint.access === 'public' ? t.publicAccess : t.sessionAccess}</p>
      <Heading level={3}>{t.sent}</Heading>
      {sent.length > 0 ? <SentTable name={endpoint.name} fields={sent} locale={locale} /> : <p>{t.nothingSent}</p>}
      <Heading level={3}>{t.answered}</Heading>
      {answered.length > 0 ? (
        <AnswerTable name={endpoint.name} fields={answered} locale={locale} />
      ) : (
        <p>{t.nothingAnswered}</p>
      )}
      <Heading level={3}>{t.refused}</Heading>
      <RefusalTable endpoint={endpoint} locale={locale} />
    </Details>
  );
}

interface FieldTable<Field> {
  name: string;
  fields: readonly Field[];
  locale: Locale;
}

function SentTable({ name, fields, locale }: FieldTable<Sent>): ReactElement {
  const t = texts[locale].developers;
  return (
    <Table
      caption={`${t.sent} : ${name}`}
      captionHidden
      rows={fields}
      rowKey={(field) => `${field.place}.${field.name}`}
      columns={[
        { key: 'field', header: t.field, namesRow: true, cell: (field) => <code>{field.name}</code> },
        { key: 'place', header: t.place, cell: (field) => t.places[field.place] },
        { key: 'type', header: t.type, cell: (field) => <TypeNote field={field} locale={locale} /> },
        { key: 'needed', header: t.needed, cell: (field) => (field.required ? t.yes : t.no) },
        { key: 'meaning', header: t.meaning, cell: (field) => <Meaning field={field} /> },
      ]}
    />
  );
}

function AnswerTable({ name, fields, locale }: FieldTable<FieldNote>): ReactElement {
  const t = texts[locale].developers;
  return (
    <Table
      caption={`${t.answered} : ${name}`}
      captionHidden
      rows={fields}
      rowKey={(field) => field.name}
      columns={[
        { key: 'field', header: t.field, namesRow: true, cell: (field) => <code>{field.name}</code> },
        { key: 'type', header: t.type, cell: (field) => <TypeNote field={field} locale={locale} /> },
        { key: 'meaning', header: t.meaning, cell: (field) => <Meaning field={field} /> },
      ]}
    />
  );
}

function RefusalTable({ endpoint, locale }: { endpoint: AnyEndpoint; locale: Locale }): ReactElement {
  const t = texts[locale].developers;
  return (
    <Table
      caption={`${t.refused} : ${endpoint.name}`}
      captionHidden
      rows={[...refusalsOf(endpoint)]}
      rowKey={([status]) => String(status)}
      columns={[
        { key: 'status', header: t.status, namesRow: true, cell: ([status]) => status },
        { key: 'codes', header: t.codes, cell: ([, codes]) => <code>{codes.join(' ')}</code> },
      ]}
    />
  );
}

/** The contract is written in English, whatever the page's language. */
const Meaning = ({ field }: { field: FieldNote }): ReactElement => <span lang="en">{field.description ?? '–'}</span>;

const TypeNote = ({ field, locale }: { field: FieldNote; locale: Locale }): ReactElement => (
  <>
    <code>{field.type}</code>
    {field.nullable && ` ${texts[locale].developers.orNull}`}
  </>
);
