import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures, dayInWords, instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb, Tabs } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { short } from '../reports/pages.tsx';
import { listReports, showReport, type showWarning } from './contract.ts';
import { StepForms } from './steps.tsx';
import { texts } from './texts.ts';

/** The queue of those who read reports. */
export function queueView(ctx: SessionContext, { reports, closed, next }: Answer<typeof listReports>): View {
  const { locale, actor } = ctx;
  const t = texts[locale];
  return {
    title: closed ? `${t.title} · ${t.closed}` : t.title,
    shell: 'app',
    live: [`person:${actor.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <Tabs
          label={t.title}
          items={[
            { label: t.open, href: listReports.path, current: !closed },
            { label: t.closed, href: addressOf(listReports, {}, { closed: 'yes' }), current: closed },
          ]}
        />
        {reports.length === 0 ? (
          <EmptyState drawing={closed ? 'letterbox' : 'all-done'} title={closed ? t.emptyClosed : t.emptyOpen} />
        ) : (
          <List label={closed ? t.closed : t.open}>
            {reports.map((report) => (
              <ListRow
                key={report.id}
                href={addressOf(showReport, { reportId: report.id })}
                title={short(report.words)}
                subtitle={`${t.from(report.reporter ?? t.unknownPerson, instantInWords(report.at, locale))}${report.school ? ` · ${report.school}` : ''}`}
                trail={
                  <>
                    {report.urgent && <Badge tone="brique">{t.urgent}</Badge>}
                    {report.outside && <Badge tone="myrtille">{t.outside}</Badge>}
                    <Badge tone={report.last === 'reported' || report.last === 'evidence' ? 'miel' : 'lagune'}>
                      {t.steps[report.last] ?? report.last}
                    </Badge>
                  </>
                }
              />
            ))}
          </List>
        )}
        {next && (
          <Actions>
            <LinkButton
              variant="secondary"
              href={addressOf(listReports, {}, { closed: closed ? 'yes' : undefined, after: next })}
            >
              {t.more}
            </LinkButton>
          </Actions>
        )}
      </>
    ),
  };
}

type Shown = Answer<typeof showReport>;

/** One report: what is said, the evidence, what was done, what may be done. */
export function reportView(
  ctx: SessionContext,
  report: Shown,
  refusal?: Refusal,
  typed?: { readonly step: string; readonly words: string },
): View {
  const { locale } = ctx;
  const t = texts[locale];
  const title = t.one(report.reporter ?? t.unknownPerson, dayInWords(dayOf(report.at), locale));
  return {
    title,
    shell: 'app',
    density: 'pro',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listReports.path }, { label: title }]} />}
          title={title}
          subtitle={
            <p>
              {report.urgent && <Badge tone="brique">{t.urgent}</Badge>}{' '}
              {report.outside && <Badge tone="myrtille">{t.outside}</Badge>}{' '}
              <Badge tone={report.closed ? 'neutral' : 'lagune'}>{t.steps[report.last] ?? report.last}</Badge>
            </p>
          }
        />
        <Section title={t.words}>
          <p className="as-written">{report.words}</p>
          <Facts report={report} locale={locale} />
          {report.others > 0 && <p>{t.others(report.others)}</p>}
        </Section>
        {report.entries.map(
          (entry) => entry.evidence && <EvidenceShown key={entry.rank} evidence={entry.evidence} locale={locale} />,
        )}
        <Section title={t.todo}>
          <StepForms locale={locale} report={report} refusal={refusal} typed={typed} />
        </Section>
        <Section title={t.history}>
          <History report={report} locale={locale} />
          <Notice tone={report.intact ? 'info' : 'urgent'}>
            <p>{report.intact ? t.intact : t.broken}</p>
            <p>
              <small>{t.seal(inGroups(report.lastSeal))}</small>
            </p>
          </Notice>
        </Section>
      </>
    ),
  };
}

/** A digest in groups of eight, so that it can be read and breaks on a phone. */
const inGroups = (hex: string): string => hex.match(/.{1,8}/g)?.join(' ') ?? '';

interface Part {
  readonly report: Shown;
  readonly locale: Locale;
}

function Facts({ report, locale }: Part): ReactElement {
  const t = texts[locale];
  const items = [
    {
      term: t.facts.by,
      value: (
        <a className="alone" href={`/people/${report.reporterId}`}>
          {report.reporter ?? t.unknownPerson}
        </a>
      ),
    },
    { term: t.facts.school, value: report.school },
    { term: t.facts.cause, value: t.causes[report.cause] },
    { term: t.facts.person, value: report.person },
    { term: t.facts.concerned, value: report.concerned },
    { term: t.facts.when, value: instantInWords(report.at, locale) },
  ];
  return <DefinitionList columns items={items.filter(({ value }) => value)} />;
}

function EvidenceShown(props: {
  evidence: NonNullable<Shown['entries'][number]['evidence']>;
  locale: Locale;
}): ReactElement {
  const { evidence, locale } = props;
  const t = texts[locale];
  const when = instantInWords(new Date(evidence.at), locale);
  return (
    <Section title={t.evidence}>
      <h3>{evidence.title}</h3>
      <p>
        {evidence.author ? t.evidenceBy(evidence.author, when) : when}{' '}
        {evidence.recipients !== null && t.recipients(evidence.recipients)}
      </p>
      <p className="as-written">{evidence.text}</p>
      {evidence.attachments.length > 0 && (
        <ul>
          {evidence.attachments.map((file) => (
            <li key={`${file.name}${file.sha256}`}>
              {t.attachment(
                file.name,
                `${countInFigures(Math.ceil(file.bytes / 1000), locale)} ko`,
                inGroups(file.sha256),
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function History({ report, locale }: Part): ReactElement {
  const t = texts[locale];
  return (
    <List label={t.history}>
      {report.entries.map((entry) => (
        <ListRow
          key={entry.rank}
          title={t.steps[entry.kind] ?? entry.kind}
          subtitle={t.from(entry.by ?? t.unknownPerson, instantInWords(entry.at, locale))}
          below={entry.words && entry.kind !== 'reported' ? <p className="as-written">{entry.words}</p> : undefined}
        />
      ))}
    </List>
  );
}

/** What was said to the author of what somebody reported. */
export function warningView({ locale }: SessionContext, { warnings }: Answer<typeof showWarning>): View {
  const t = texts[locale].warning;
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {warnings.map((one) => (
          <Section key={one.at.toISOString()} title={t.about(one.title)}>
            <p className="as-written">{one.words}</p>
            <p>{instantInWords(one.at, locale)}</p>
          </Section>
        ))}
      </>
    ),
  };
}
