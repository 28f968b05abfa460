import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb, Pagination } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Pick } from '../../../ui/pick.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { showConsole } from '../doors/contract.ts';
import { texts as doors } from '../doors/texts.ts';
import { placeSwitch } from '../place-switch.tsx';
import { writeAsk } from './ask.ts';
import { exportChosen, exportTable, removeView, runAction, saveView, showTable } from './contract.ts';
import { ActiveFilters, FilterForm } from './filters.tsx';
import type { Opened } from './read.ts';
import type { Kit } from './registry.ts';
import { texts } from './texts.ts';

type Shown = Answer<typeof showTable>;
type Row = Shown['rows'][number];

/** What a page of a table needs besides the answer. */
interface Around {
  readonly kit: Kit;
  /** The query of the address, without where one stands in the list. */
  readonly query: string;
}

/** A page of a table: what narrows it, its rows, what can be done to them, the way to take it away. */
export function tablePage(ctx: SessionContext, shown: Shown & { readonly opened: Opened }, refused?: string): View {
  const { locale } = ctx;
  const t = texts[locale];
  const { kit, ask } = shown.opened;
  const { table, place } = shown;
  const around = { kit, query: writeAsk(kit, ask, place?.key) };
  const places = kit.entry.places(ctx);
  return {
    title: [table.label, place?.label, doors[locale].title].filter(Boolean).join(' · '),
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    context: placeSwitch(t.places, places, place, ({ key }) =>
      addressOf(showTable, { tableKey: table.key }, { place: key }),
    ),
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb items={[{ label: doors[locale].title, href: showConsole.path }, { label: table.label }]} />
          }
          title={table.label}
          subtitle={[place?.label, shown.total > 0 && table.count].filter(Boolean).join(' · ')}
        />
        {refused && <FormErrors errors={[{ message: refused }]} />}
        <FilterForm shown={shown} query={around.query} locale={locale} />
        <ActiveFilters shown={shown} query={around.query} locale={locale} />
        {shown.rows.length === 0 ? <Nothing shown={shown} query={around.query} locale={locale} /> : null}
        {shown.rows.length > 0 && <Rows ctx={ctx} shown={shown} around={around} />}
        {shown.rows.length > 0 && <TakeAway shown={shown} query={around.query} locale={locale} />}
        <Views shown={shown} query={around.query} locale={locale} />
      </>
    ),
  };
}

function Nothing({ shown, query, locale }: { shown: Shown; query: string; locale: Locale }): ReactElement {
  const t = texts[locale];
  const isNarrowed = query !== '' && query !== `place=${shown.place?.key}`;
  return isNarrowed ? (
    <EmptyState drawing="magnifier" title={t.none} level={2}>
      <p>{t.noneHint}</p>
    </EmptyState>
  ) : (
    <EmptyState drawing="satchel" title={t.empty} level={2}>
      <p>{shown.table.empty}</p>
    </EmptyState>
  );
}

/** The rows, inside the form that acts on the chosen ones. */
function Rows({ ctx, shown, around }: { ctx: SessionContext; shown: Shown; around: Around }): ReactElement {
  const t = texts[ctx.locale];
  const { actions } = around.kit;
  const table = (
    <>
      <Table
        caption={shown.table.label}
        captionHidden
        rows={shown.rows}
        rowKey={(row) => row.id}
        columns={columnsOf(ctx, shown, around)}
      />
      <Pagination
        label={t.pages}
        {...(shown.previous ? { previous: shown.previous } : {})}
        {...(shown.next ? { next: shown.next } : {})}
      />
    </>
  );
  const [first] = actions;
  if (!first) return table;
  const address = (actionKey: string): string => addressOf(runAction, { tableKey: shown.table.key, actionKey });
  return (
    // What an act answers may be shown once (codes): a full load leaves no copy in the page cache.
    <form action={address(first.key)} method="post" aria-label={t.chosen} data-turbo="false">
      <Hidden name="query" value={around.query} />
      {table}
      <Section title={t.chosen}>
        <Checkbox name="all" label={t.pickAll(shown.table.count)} />
        <Actions>
          {actions.map((action) => (
            <Button
              key={action.key}
              variant="secondary"
              icon={iconOf(action.icon)}
              formAction={address(action.key)}
              confirm={action.confirm?.(ctx.locale)}
            >
              {action.label(ctx.locale)}
            </Button>
          ))}
          {(['csv', 'ods'] as const).map((format) => (
            <Button
              key={format}
              variant="quiet"
              icon="download"
              name="format"
              value={format}
              formAction={addressOf(exportChosen, { tableKey: shown.table.key })}
            >
              {t[format]}
            </Button>
          ))}
        </Actions>
      </Section>
    </form>
  );
}

function columnsOf(ctx: SessionContext, shown: Shown, { kit, query }: Around): Column<Row>[] {
  const t = texts[ctx.locale];
  const columns = shown.columns
    .filter((column) => column.isShown)
    .map(({ key, label, sorted }): Column<Row> => {
      const column = kit.columns.find((one) => one.key === key);
      const turned = sorted === 'up' ? `-${key}` : key;
      return {
        key,
        header: label,
        namesRow: column?.namesRow,
        numeric: column?.numeric,
        ...(column?.sort
          ? {
              sort: {
                href: `${addressOf(showTable, { tableKey: shown.table.key })}?${changed(query, { sort: turned })}`,
                now: sorted === 'up' ? 'ascending' : sorted === 'down' ? 'descending' : undefined,
              },
            }
          : {}),
        cell: (row) => {
          if (column?.namesRow && row.href) return <a href={row.href}>{row.words[key]}</a>;
          const value = row.values[key];
          return (value === null ? undefined : column?.cell?.(value, ctx)) ?? row.words[key];
        },
      };
    });
  const nameKey = kit.columns.find((column) => column.namesRow)?.key ?? '';
  return [
    ...(kit.actions.length > 0
      ? [
          {
            key: 'pick',
            header: t.pick,
            cell: (row: Row) => <Pick name="id" value={row.id} label={t.pickRow(row.words[nameKey] ?? row.id)} />,
          },
        ]
      : []),
    ...columns,
    ...(kit.flags.length > 0
      ? [
          {
            key: 'flags',
            header: t.flag,
            cell: (row: Row) => (
              <>
                {row.flags.map((flag) => (
                  <Badge key={flag.value} tone={flag.tone as Tone}>
                    {flag.label}
                  </Badge>
                ))}
              </>
            ),
          },
        ]
      : []),
  ];
}

/** The query with some values replaced. */
const changed = (query: string, changes: Readonly<Record<string, string>>): string => {
  const values = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) values.set(name, value);
  return values.toString();
};

function TakeAway({ shown, query, locale }: { shown: Shown; query: string; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <Section title={t.export}>
      <p>{t.exportHint}</p>
      <Form action={addressOf(exportTable, { tableKey: shown.table.key })} label={t.export} fullLoad>
        <Hidden name="query" value={query} />
        <Actions>
          <Button variant="secondary" icon="download" name="format" value="csv">
            {t.csv}
          </Button>
          <Button variant="secondary" icon="download" name="format" value="ods">
            {t.ods}
          </Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** One's own saved filters, and the form that saves those in place. */
function Views({ shown, query, locale }: { shown: Shown; query: string; locale: Locale }): ReactElement {
  const t = texts[locale];
  const { table, place, views } = shown;
  const address = addressOf(showTable, { tableKey: table.key });
  const here = (saved: string): string => (place ? changed(saved, { place: place.key }) : saved);
  return (
    <Section title={t.views}>
      {views.length > 0 && (
        <List label={t.views}>
          {views.map((view) => (
            <ListRow
              key={view.id}
              title={view.name}
              href={`${address}?${here(view.query)}`}
              trail={
                <form action={addressOf(removeView, { viewId: view.id })} method="post">
                  <Hidden name="query" value={query} />
                  <Button variant="quiet" size="small" aria-label={t.forgetView(view.name)}>
                    {t.forget}
                  </Button>
                </form>
              }
            />
          ))}
        </List>
      )}
      <Details summary={t.saveView}>
        <Form action={addressOf(saveView, { tableKey: table.key })} label={t.saveView}>
          <Hidden name="query" value={query} />
          <TextField name="name" label={t.viewName} help={t.viewNameHelp} maxLength={60} required idPrefix="view" />
          <Actions>
            <Button variant="secondary">{t.save}</Button>
          </Actions>
        </Form>
      </Details>
    </Section>
  );
}
