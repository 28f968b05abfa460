import type { ReactElement } from 'react';
import { asset } from '../assets.ts';
import type { SearchFieldProps } from '../navigation.tsx';
import { SearchField } from '../navigation.tsx';
import { useLocale, useTexts } from '../texts.ts';
import { Island } from './island.tsx';

/** What `GET source?q=…` answers: the few people found, best first. */
export interface PeopleFound {
  people: { id: string; displayName: string; subtitle: string; href: string }[];
}

/** What the island receives from the page. */
export interface PeopleSearchData {
  label: string;
  placeholder: string;
  action: string;
  name: string;
  source: string;
  locale: string;
  icon: string;
  texts: { search: string; none: string; failed: string };
}

export interface PeopleSearchProps extends SearchFieldProps {
  /** Where the suggestions come from; `/api/people` unless said otherwise. */
  source?: string | undefined;
}

/** A search field that names people as one types; without scripts, the plain field. */
export function PeopleSearch({ source = '/api/people', ...field }: PeopleSearchProps): ReactElement {
  const texts = useTexts();
  const data: PeopleSearchData = {
    label: field.label,
    placeholder: field.placeholder ?? '',
    action: field.action,
    name: field.name ?? 'q',
    source,
    locale: useLocale() === 'fr' ? 'fr-FR' : 'en-US',
    icon: `${asset('icons.svg')}#search`,
    texts: { search: texts.search, none: texts.peopleNone, failed: texts.peopleFailed },
  };
  return (
    <Island name="people-search" props={data} when="typing">
      <SearchField {...field} />
    </Island>
  );
}
