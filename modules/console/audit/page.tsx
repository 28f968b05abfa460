import type { ReactElement } from 'react';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Place } from '../../../platform/tables/table.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb, ContextSwitch, Pagination } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { showConsole } from '../doors/contract.ts';
import { texts as doors } from '../doors/texts.ts';
import { placeSwitch } from '../place-switch.tsx';
import { showJournal, showOwnJournal } from './contract.ts';
import { texts } from './texts.ts';

type Entry = Answer<typeof showJournal>['entries'][number];

/** What was done with one's own data, as sentences one under another. */
export function ownJournalPage({ locale }: SessionContext, journal: Answer<typeof showOwnJournal>): View {
  const t = texts[locale];
  const [me, ...children] = journal.people;
  return {
    title: t.own,
    shell: 'app',
    destination: 'more',
    context:
      children.length > 0 ? (
        <ContextSwitch
          label={t.whose}
          items={journal.people.map((person) => ({
            label: person === me ? t.me : person.name,
            href: addressOf(showOwnJournal, {}, person === me ? {} : { person: person.id }),
            current: person.isShown,
            avatar: { name: person.name },
          }))}
        />
      ) : undefined,
    body: (
      <>
        <PageHeader title={t.own} subtitle={t.ownHint} />
        {journal.entries.length === 0 ? (
          <EmptyState drawing="all-done" title={t.ownNone} level={2}>
            <p>{t.ownNoneHint}</p>
          </EmptyState>
        ) : (
          <List label={t.own}>
            {journal.entries.map((entry) => (
              <ListRow
                key={entry.id}
                title={entry.sentence}
                subtitle={[
                  instantInWords(new Date(entry.at), locale),
                  `${t.who} ${actorOf(entry, locale)}`,
                  entry.school,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
          </List>
        )}
        <Pagination label={t.pages} {...(journal.next ? { next: journal.next } : {})} />
      </>
    ),
  };
}

const actorOf = (entry: Entry, locale: Locale): string =>
  entry.actor === null ? texts[locale].product : entry.actor || texts[locale].gone;

/** The journal of a school, or of the platform. */
export function journalPage(
  { locale }: SessionContext,
  journal: Answer<typeof showJournal>,
  query: Input<typeof showJournal>['query'],
  places: readonly Place[],
): View {
  const t = texts[locale];
  const title = journal.place ? t.school : journal.isProtectionAlone ? t.protectionAlone : t.all;
  return {
    title: [title, journal.place?.label].filter(Boolean).join(' · '),
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    context: placeSwitch(t.places, places, journal.place, ({ key }) => addressOf(showJournal, {}, { place: key })),
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: doors[locale].title, href: showConsole.path }, { label: title }]} />}
          title={title}
          subtitle={[journal.place?.label, t.schoolHint].filter(Boolean).join(' · ')}
        />
        <Choice
          journal={journal}
          query={query}
          locale={locale}
          choosesPlace={places.length === 0 && !journal.isProtectionAlone}
        />
        <Table
          caption={title}
          captionHidden
          rows={journal.entries}
          rowKey={(entry) => entry.id}
          empty={
            <EmptyState drawing="all-done" title={t.none} level={2}>
              <p>{t.noneHint}</p>
            </EmptyState>
          }
          columns={[
            {
              key: 'what',
              header: t.what,
              namesRow: true,
              cell: (entry) => (
                <>
                  {entry.sentence} {entry.isProtection && <Badge tone="brique">{t.protection}</Badge>}
                </>
              ),
            },
            { key: 'when', header: t.when, cell: (entry) => instantInWords(new Date(entry.at), locale) },
            { key: 'who', header: t.who, cell: (entry) => actorOf(entry, locale) },
            { key: 'whom', header: t.whom, cell: (entry) => whom(entry, locale) },
            ...(journal.place ? [] : [{ key: 'where', header: t.where, cell: (entry: Entry) => entry.school }]),
          ]}
        />
        <Pagination label={t.pages} {...(journal.next ? { next: journal.next } : {})} />
      </>
    ),
  };
}

/** Those it concerns: some by name, a crowd by its number. */
function whom(entry: Entry, locale: Locale): string {
  const t = texts[locale];
  const all = entry.subjects.length + entry.otherSubjects;
  if (entry.otherSubjects > 20) return t.everyone(all);
  return [entry.subjects.join(', '), entry.otherSubjects > 0 && t.others(entry.otherSubjects)]
    .filter(Boolean)
    .join(' ');
}

function Choice(props: {
  journal: Answer<typeof showJournal>;
  query: Input<typeof showJournal>['query'];
  locale: Locale;
  choosesPlace: boolean;
}): ReactElement {
  const { journal, query, locale, choosesPlace } = props;
  const t = texts[locale];
  return (
    <Details summary={t.filter} open={Boolean(query.act || query.from || query.to)}>
      <Form action={showJournal.path} method="get" label={t.filter}>
        {choosesPlace ? (
          <TextField name="place" label={t.place} value={query.place} width="short" maxLength={8} />
        ) : (
          <Hidden name="place" value={journal.place?.key ?? ''} />
        )}
        <SelectField
          name="act"
          label={t.act}
          value={query.act}
          options={[{ value: '', label: t.anyAct }, ...journal.acts]}
        />
        <DateField name="from" label={t.from} value={query.from} />
        <DateField name="to" label={t.to} value={query.to} />
        <Actions>
          <Button variant="secondary">{t.show}</Button>
        </Actions>
      </Form>
    </Details>
  );
}
