import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { countInFigures, instantInWords } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Stat, Stats } from '../../../../ui/facts.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { applyTable, dropTable, listTables, showColumns, type showTable, undoTable } from '../contract.ts';
import { acts } from '../difference.ts';
import { texts } from '../texts.ts';
import { Differences } from './differences.tsx';
import { noteSentence, refusalSentence } from './words.ts';

type Shown = Answer<typeof showTable>;

/** A table: as a draft what it would change and the button that writes it; afterwards what it changed and the button that undoes it. */
export function tablePage({ locale }: SessionContext, table: Shown, refusal?: Refusal): View {
  const t = texts[locale];
  const error = refusal && refusalSentence(refusal, locale);
  const name = table.fileName || t.formats[table.format];
  return {
    title: `${table.status === 'draft' ? t.differences : t.report} · ${name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: t.title, href: addressOf(listTables, { schoolUai: table.school.uai }) },
                { label: name },
              ]}
            />
          }
          title={table.status === 'draft' ? t.differences : t.report}
          subtitle={<Subtitle table={table} locale={locale} />}
        />
        {error && <FormErrors errors={[{ message: error }]} />}
        {table.status === 'draft' ? <Draft table={table} locale={locale} /> : <Written table={table} locale={locale} />}
      </>
    ),
  };
}

function Subtitle({ table, locale }: { table: Shown; locale: Locale }): ReactElement {
  const t = texts[locale];
  const when = (iso: string): string => instantInWords(new Date(iso), locale);
  const said =
    table.status === 'draft' || !table.appliedAt
      ? t.sentBy(table.startedBy, when(table.startedAt))
      : t.appliedBy(table.appliedBy ?? '', when(table.appliedAt));
  return (
    <>
      <Badge tone={table.status === 'draft' ? 'miel' : table.status === 'applied' ? 'mousse' : 'neutral'}>
        {t.statuses[table.status]}
      </Badge>{' '}
      {t.formats[table.format]} · {t.rows(table.reading.rows)} · {said}
    </>
  );
}

function Numbers({ table, locale }: { table: Shown; locale: Locale }): ReactElement {
  const t = texts[locale];
  const number = (key: string): string => countInFigures(table.counts[key] ?? 0, locale);
  return (
    <Stats>
      {acts
        .filter((act) => act !== 'keep' || (table.counts.keep ?? 0) > 0)
        .map((act) => (
          <Stat key={act} label={t.acts[act]} value={number(act)} />
        ))}
      <Stat label={t.same} value={number('same')} />
      {(table.counts.aside ?? 0) > 0 && <Stat label={t.aside} value={number('aside')} />}
    </Stats>
  );
}

function Draft({ table, locale }: { table: Shown; locale: Locale }): ReactElement {
  const t = texts[locale];
  const place = { schoolUai: table.school.uai, tableId: table.id };
  const count = acts.filter((act) => act !== 'keep').reduce((sum, act) => sum + (table.counts[act] ?? 0), 0);
  const columns = addressOf(showColumns, place);
  if (table.missing.length > 0)
    return (
      <Notice tone="attention" action={<LinkButton href={columns}>{t.columns}</LinkButton>}>
        <p>{t.missing(table.missing.map((field) => t.fields[field]).join(', '))}</p>
      </Notice>
    );
  return (
    <>
      <Numbers table={table} locale={locale} />
      {table.groups.length > 0 && <p>{t.newGroups(table.groups.join(', '))}</p>}
      {count > 0 ? (
        <Form action={addressOf(applyTable, place)} label={t.apply(count)}>
          <Hidden name="digest" value={table.digest ?? ''} />
          {table.manyLeave && (
            <Notice tone="attention" title={t.manyLeave(table.counts.leave ?? 0)}>
              <p>{t.manyLeaveDetail}</p>
              <Checkbox name="leavers" label={t.confirmLeave(table.counts.leave ?? 0)} />
            </Notice>
          )}
          <Actions>
            <Button icon="check">{t.apply(count)}</Button>
            <LinkButton variant="secondary" href={columns} icon="table">
              {t.columns}
            </LinkButton>
          </Actions>
        </Form>
      ) : (
        <EmptyState
          drawing="notebook"
          title={t.noDifference}
          level={2}
          action={
            <LinkButton variant="secondary" href={columns} icon="table">
              {t.columns}
            </LinkButton>
          }
        >
          <p>{(table.counts.aside ?? 0) > 0 ? t.onlyAside : t.noDifferenceDetail}</p>
        </EmptyState>
      )}
      <Notes table={table} locale={locale} />
      <Differences table={table} locale={locale} />
      <Form action={addressOf(dropTable, place)} label={t.drop}>
        <Actions>
          <Button variant="quiet" icon="trash-2">
            {t.drop}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function Written({ table, locale }: { table: Shown; locale: Locale }): ReactElement {
  const t = texts[locale];
  const when = (iso: string): string => instantInWords(new Date(iso), locale);
  return (
    <>
      {table.status === 'undone' && table.undoneAt && (
        <Notice tone="info" title={t.undone(table.counts.undoneRows ?? 0, table.counts.keptRows ?? 0)} />
      )}
      <Numbers table={table} locale={locale} />
      {table.groups.length > 0 && <p>{t.newGroups(table.groups.join(', '))}</p>}
      {table.undoUntil ? (
        <Form action={addressOf(undoTable, { schoolUai: table.school.uai, tableId: table.id })} label={t.undo}>
          <p>{t.undoUntil(when(table.undoUntil))}</p>
          <Actions>
            <Button
              variant="secondary"
              icon="history"
              confirm={{ title: t.undoTitle, text: t.undoText, yes: t.undoYes, no: t.undoNo }}
            >
              {t.undo}
            </Button>
          </Actions>
        </Form>
      ) : (
        table.status === 'applied' && <p>{t.tooLate}</p>
      )}
      {table.kept.length > 0 && (
        <Section title={t.kept} aside={table.kept.length}>
          <List>
            {table.kept.map((person) => (
              <ListRow key={person.id} title={person.name} href={person.href} />
            ))}
          </List>
        </Section>
      )}
      <Notes table={table} locale={locale} />
      <Differences table={table} locale={locale} />
    </>
  );
}

function Notes({ table, locale }: { table: Shown; locale: Locale }): ReactElement | null {
  const t = texts[locale];
  if (table.notes.length === 0) return null;
  return (
    <Section title={t.notes} aside={table.noteCount}>
      <ul>
        {table.notes.map((note) => (
          <li key={`${note.code}${note.line}${note.what}`}>{noteSentence(note, locale)}</li>
        ))}
      </ul>
      {table.noteCount > table.notes.length && <p>{t.moreNotes(table.noteCount - table.notes.length)}</p>}
    </Section>
  );
}
