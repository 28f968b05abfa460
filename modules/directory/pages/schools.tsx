import type { ReactElement } from 'react';
import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Destination } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Pagination } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { listSchools } from '../contract.ts';
import { texts, words } from '../texts.ts';

type Schools = Answer<typeof listSchools>;
type School = Schools['schools'][number];
type Query = Input<typeof listSchools>['query'];

/** The schools of the actor, with filters when there is something to filter; who has one goes straight there. */
export function schoolsPage(
  { locale }: SessionContext,
  { schools, communes, next }: Schools,
  { query }: { readonly query: Query },
): View | Destination {
  const t = texts[locale].school;
  const filtered = query.q !== '' || query.degree !== '' || query.commune !== '' || query.after !== undefined;
  const [only] = schools;
  if (only && schools.length === 1 && !filtered) return only.href;
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader title={t.title} />
        {(filtered || next || schools.length > 8) && <Filters query={query} communes={communes} locale={locale} />}
        <Table
          caption={t.title}
          captionHidden
          rows={schools}
          rowKey={(school) => school.uai}
          columns={columnsOf(locale, schools)}
          empty={
            <EmptyState drawing="magnifier" title={t.none} level={2}>
              <p>{t.noneHint}</p>
            </EmptyState>
          }
        />
        <Pagination
          label={words[locale].more}
          next={next ? addressOf(listSchools, {}, { ...query, after: next }) : undefined}
        />
      </>
    ),
  };
}

function Filters({
  query,
  communes,
  locale,
}: {
  query: Query;
  communes: Schools['communes'];
  locale: Locale;
}): ReactElement {
  const t = texts[locale].school;
  return (
    <Form action={listSchools.path} method="get" label={t.find}>
      <TextField name="q" label={t.find} type="search" value={query.q} idPrefix="schools" />
      <SelectField
        name="degree"
        label={t.degree}
        value={query.degree}
        idPrefix="schools"
        options={[
          { value: '', label: t.anyDegree },
          { value: '1', label: t.firstDegree },
          { value: '2', label: t.secondDegree },
        ]}
      />
      {communes.length > 1 && (
        <SelectField
          name="commune"
          label={t.commune}
          value={query.commune}
          idPrefix="schools"
          options={[
            { value: '', label: t.anyCommune },
            ...communes.map((commune) => ({ value: commune.id, label: commune.name })),
          ]}
        />
      )}
      <Actions>
        <Button variant="secondary">{t.filter}</Button>
      </Actions>
    </Form>
  );
}

function columnsOf(locale: Locale, schools: readonly School[]): Column<School>[] {
  const t = texts[locale].school;
  const figures = schools.some((school) => school.counts)
    ? (['pupils', 'guardians', 'staff', 'classes'] as const).map((key) => ({
        key,
        header: t[key],
        numeric: true,
        cell: (school: School) => (school.counts ? countInFigures(school.counts[key], locale) : ''),
      }))
    : [];
  return [
    { key: 'name', header: t.name, namesRow: true, cell: (school) => <a href={school.href}>{school.name}</a> },
    { key: 'kind', header: t.kind, cell: (school) => words[locale].schoolKinds[school.kind] },
    { key: 'commune', header: t.commune, cell: (school) => school.commune },
    ...figures,
  ];
}
