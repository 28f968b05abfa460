import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Pagination, SearchField } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { findPeople } from '../contract.ts';
import { texts, words } from '../texts.ts';
import { PeopleList } from './people-list.tsx';

/** The search for a person, and whom it found. */
export function peoplePage(
  { locale }: SessionContext,
  { people, next }: Answer<typeof findPeople>,
  { query }: { readonly query: Input<typeof findPeople>['query'] },
): View {
  const t = texts[locale].people;
  return {
    title: query.q ? `${query.q} · ${t.title}` : t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={t.hint} />
        <SearchField action={findPeople.path} label={t.label} value={query.q} idPrefix="people" />
        <PeopleList label={t.results} people={people} />
        {people.length === 0 && query.q.trim() !== '' && (
          <EmptyState drawing="magnifier" title={t.none} level={2}>
            <p>{t.noneHint}</p>
          </EmptyState>
        )}
        <Pagination
          label={words[locale].more}
          next={next ? addressOf(findPeople, {}, { q: query.q, after: next }) : undefined}
        />
      </>
    ),
  };
}
