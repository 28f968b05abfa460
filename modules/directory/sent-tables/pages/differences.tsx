import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Pagination, Tabs } from '../../../../ui/navigation.tsx';
import { Section } from '../../../../ui/page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { showPerson } from '../../contract.ts';
import { showTable } from '../contract.ts';
import { acts } from '../difference.ts';
import { texts } from '../texts.ts';
import { valueInWords } from './words.ts';

type Shown = Answer<typeof showTable>;
type Difference = Shown['differences'][number];

/** One kind of difference at a time: who, and field by field before and after. */
export function Differences({ table, locale }: { table: Shown; locale: Locale }): ReactElement | null {
  const t = texts[locale];
  const { act } = table;
  if (!act) return null;
  const there = acts.filter((one) => (table.counts[one] ?? 0) > 0 || one === act);
  const at = (query: Readonly<Record<string, string>>): string =>
    addressOf(showTable, { schoolUai: table.school.uai, tableId: table.id }, query);
  return (
    <Section title={table.status === 'draft' ? t.acts[act] : t.written} id="differences">
      <div className="stack">
        {there.length > 1 && table.status === 'draft' && (
          <Tabs
            label={t.actsLabel}
            items={there.map((one) => ({
              label: t.acts[one],
              href: `${at({ act: one })}#differences`,
              count: table.counts[one] ?? 0,
              current: one === act,
            }))}
          />
        )}
        {table.status === 'draft' && <p>{t.actHints[act]}</p>}
        <Table
          caption={t.acts[act]}
          captionHidden
          rows={table.differences}
          rowKey={(row) => `${row.id}${row.line}${row.name}`}
          columns={[
            { key: 'name', header: t.person, namesRow: true, cell: (row) => <Who difference={row} /> },
            { key: 'line', header: t.lineHeader, cell: (row) => row.line ?? '–' },
            { key: 'changes', header: t.differences, cell: (row) => <Changes difference={row} locale={locale} /> },
          ]}
        />
        <Pagination
          position={t.of(table.page, table.pages)}
          previous={table.page > 1 ? at({ act, page: String(table.page - 1) }) : undefined}
          next={table.page < table.pages ? at({ act, page: String(table.page + 1) }) : undefined}
        />
      </div>
    </Section>
  );
}

function Who({ difference: { id, name, className } }: { difference: Difference }): ReactElement {
  return (
    <span className="row-words">
      <span>{id ? <a href={addressOf(showPerson, { personUid: id })}>{name}</a> : name}</span>
      {className && <span className="row-subtitle">{className}</span>}
    </span>
  );
}

function Changes({ difference, locale }: { difference: Difference; locale: Locale }): ReactElement {
  const t = texts[locale];
  const fresh = difference.act === 'create' || difference.act === 'arrive';
  if (fresh)
    return (
      <>
        {difference.changes
          .filter((change) => change.after !== null)
          .map(
            (change) =>
              `${t.fields[change.field] ?? change.field} ${valueInWords(change.field, change.after ?? '', locale)}`,
          )
          .join(' · ')}
      </>
    );
  return (
    <ul>
      {difference.changes.map((change) => (
        <li key={change.field}>
          {t.fields[change.field] ?? change.field}
          {change.after !== null &&
            ` : ${t.fromTo(change.before === null ? t.nothingBefore : valueInWords(change.field, change.before, locale), valueInWords(change.field, change.after, locale))}`}
          {change.kept && (
            <>
              {' '}
              <Badge>{t.keptFrom[change.kept]}</Badge>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
