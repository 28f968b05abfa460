import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures, dayInWords, instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Stat, Stats } from '../../../ui/facts.tsx';
import { FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Pagination } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { liftHold, showDesk } from './contract.ts';
import { ArchiveForm, HoldForm, RequestForm } from './forms.tsx';
import { texts } from './texts.ts';

type Desk = Answer<typeof showDesk>;
type Named = NonNullable<Desk['named']>;

/** What a refused form gives back: the fault and what was typed. */
export interface Refused {
  readonly refusal: Refusal;
  readonly typed: Readonly<Record<string, string>>;
}

/** The desk: counts for everyone who may open it, names for the data-protection officer. */
export function deskPage({ locale }: Pick<SessionContext, 'locale'>, desk: Desk, refused?: Refused): View {
  const t = texts[locale];
  const { counts, named } = desk;
  const message = refused && sentenceOf(locale, refused.refusal);
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={named ? t.lead : t.leadCounts} />
        {message && <FormErrors errors={[{ message }]} />}
        <Stats>
          {(Object.keys(t.counts) as (keyof typeof counts)[]).map((key) => (
            <Stat key={key} label={t.counts[key]} value={countInFigures(counts[key], locale)} />
          ))}
        </Stats>
        {named && <NamedSections named={named} locale={locale} refused={refused} />}
      </>
    ),
  };
}

/** The sentence of a refusal of this desk. */
function sentenceOf(locale: Locale, { code, fields }: Refusal): string {
  const t = texts[locale];
  const refusedWords: Readonly<Record<string, string>> = t.refused;
  return refusedWords[code] ?? fields.map((field) => t.faults[field.code] ?? t.faulty)[0] ?? t.faulty;
}

function NamedSections(shown: { named: Named; locale: Locale; refused: Refused | undefined }): ReactElement {
  const { named, locale, refused } = shown;
  const t = texts[locale];
  const typed = refused?.typed ?? {};
  return (
    <>
      <Section title={t.requests}>
        {named.requests.length === 0 && <p>{t.noRequests}</p>}
        {named.requests.map((request) => (
          <RequestForm key={request.id} request={request} locale={locale} />
        ))}
      </Section>
      <Leavers named={named} locale={locale} />
      <Section title={t.holds}>
        <p>{t.holdsHint}</p>
        {named.holds.length > 0 && (
          <List label={t.holds}>
            {named.holds.map((hold) => (
              <ListRow
                key={hold.id}
                title={hold.person.name}
                subtitle={t.since(dayInWords(hold.since.toISOString().slice(0, 10), locale), hold.reason)}
                trail={
                  <form action={addressOf(liftHold, { holdId: hold.id })} method="post" data-turbo="false">
                    <Button variant="secondary" size="small" aria-label={t.liftLabel(hold.person.name)}>
                      {t.lift}
                    </Button>
                  </form>
                }
              />
            ))}
          </List>
        )}
        <HoldForm typed={typed} locale={locale} />
      </Section>
      <Section title={t.archive}>
        <p>{t.archiveHint}</p>
        <ArchiveForm typed={typed} locale={locale} />
      </Section>
    </>
  );
}

function Leavers({ named, locale }: { named: Named; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <Section title={t.leavers}>
      <Table
        caption={t.leavers}
        captionHidden
        rows={named.leavers}
        rowKey={(row) => row.person.id}
        empty={
          <EmptyState drawing="all-done" title={t.noLeavers} level={3}>
            <p>{t.noLeaversHint}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: t.name,
            namesRow: true,
            cell: (row) => (
              <>
                {row.person.name} {row.isHeld && <Badge tone="miel">{t.isHeld}</Badge>}
              </>
            ),
          },
          { key: 'number', header: t.number, cell: (row) => row.person.id },
          { key: 'left', header: t.leftOn, cell: (row) => dayInWords(row.leftOn, locale) },
          { key: 'erase', header: t.eraseOn, cell: (row) => dayInWords(row.eraseOn, locale) },
          { key: 'choice', header: t.choice, cell: (row) => (row.choice ? t.choices[row.choice] : '') },
        ]}
      />
      <Pagination label={t.pages} {...(named.next ? { next: addressOf(showDesk, {}, { after: named.next }) } : {})} />
    </Section>
  );
}

/** What was found, once: nothing of it is kept by the browser. */
export function archivePage(
  { locale }: Pick<SessionContext, 'locale'>,
  found: {
    readonly sought: string;
    readonly records: readonly {
      readonly kind: string;
      readonly uid: string;
      readonly holder: string;
      readonly happenedAt: Date;
      readonly content: Readonly<Record<string, unknown>>;
      readonly keptUntil: string;
    }[];
  },
): View {
  const t = texts[locale];
  return {
    title: t.found(found.sought),
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.found(found.sought)} />
        <Table
          caption={t.found(found.sought)}
          captionHidden
          rows={found.records.map((record, rank) => ({ ...record, rank: String(rank) }))}
          rowKey={(record) => record.rank}
          empty={
            <EmptyState drawing="satchel" title={t.nothing} level={2}>
              <p>{t.nothingHint}</p>
            </EmptyState>
          }
          columns={[
            { key: 'who', header: t.name, namesRow: true, cell: (record) => `${record.holder} (${record.uid})` },
            { key: 'kind', header: t.kind, cell: (record) => t.recordKinds[record.kind] ?? record.kind },
            { key: 'when', header: t.when, cell: (record) => instantInWords(record.happenedAt, locale) },
            {
              key: 'content',
              header: t.content,
              cell: (record) =>
                Object.entries(record.content)
                  .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
                  .join(' · '),
            },
            { key: 'until', header: t.until, cell: (record) => dayInWords(record.keptUntil, locale) },
          ]}
        />
        <p>
          <a href={showDesk.path}>{t.back}</a>
        </p>
      </>
    ),
  };
}
