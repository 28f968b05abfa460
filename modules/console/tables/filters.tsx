import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { CheckboxGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Hidden } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchInput } from '../../../ui/navigation.tsx';
import { showTable } from './contract.ts';
import { texts } from './texts.ts';

type Shown = Answer<typeof showTable>;

/** The words to look for, always in sight; filters and columns behind a fold. */
export function FilterForm({ shown, query, locale }: { shown: Shown; query: string; locale: Locale }): ReactElement {
  const t = texts[locale];
  const asked = new URLSearchParams(query);
  const address = addressOf(showTable, { tableKey: shown.table.key });
  return (
    <search>
      <form className="form form-wide" action={address} method="get" aria-label={t.search}>
        {shown.place && <Hidden name="place" value={shown.place.key} />}
        {asked.get('sort') && <Hidden name="sort" value={asked.get('sort') ?? ''} />}
        <SearchInput label={t.search} placeholder={t.search} value={asked.get('q') ?? ''} idPrefix="table" />
        <Details summary={t.filters}>
          <div className="form-columns">
            {shown.filters.map((filter) => (
              <SelectField
                key={filter.key}
                name={filter.key}
                label={filter.label}
                value={filter.value}
                options={[{ value: '', label: t.any }, ...filter.options]}
                idPrefix="filter"
              />
            ))}
          </div>
          <CheckboxGroup
            name="columns"
            label={t.columns}
            inline
            idPrefix="filter"
            options={shown.columns.map(({ key, label }) => ({ value: key, label }))}
            values={shown.columns.filter((column) => column.isShown).map((column) => column.key)}
          />
          <Actions>
            <Button variant="secondary">{t.apply}</Button>
          </Actions>
        </Details>
      </form>
    </search>
  );
}

/** The filters in place, each with the link that removes it. */
export function ActiveFilters({
  shown,
  query,
  locale,
}: {
  shown: Shown;
  query: string;
  locale: Locale;
}): ReactElement | null {
  const t = texts[locale];
  const address = addressOf(showTable, { tableKey: shown.table.key });
  const active = shown.filters.flatMap((filter) => {
    const option = filter.options.find((one) => one.value === filter.value && one.value !== '');
    return option ? [{ key: filter.key, label: `${filter.label} : ${option.label}` }] : [];
  });
  if (active.length === 0) return null;
  const without = (keys: readonly string[]): string => {
    const values = new URLSearchParams(query);
    for (const key of keys) values.delete(key);
    return `${address}?${values}`;
  };
  return (
    <nav className="actions" aria-label={t.active}>
      {active.map(({ key, label }) => (
        <a key={key} className="button button-quiet button-small" href={without([key])}>
          <Icon name="x" />
          <span className="visually-hidden">{t.remove(label)}</span>
          <span aria-hidden="true">{label}</span>
        </a>
      ))}
      {active.length > 1 && (
        <LinkButton variant="quiet" size="small" href={without(active.map(({ key }) => key))}>
          {t.clear}
        </LinkButton>
      )}
    </nav>
  );
}
