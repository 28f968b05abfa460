import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords, instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showSafety } from '../panel/contract.ts';
import { addToReport, newReport, showOwnReport, showOwnReports } from './contract.ts';
import { toneOf } from './form.tsx';
import { texts } from './texts.ts';

/** What the person reported. */
export function ownReportsView(ctx: SessionContext, { reports, next }: Answer<typeof showOwnReports>): View {
  const t = texts[ctx.locale];
  const tone = toneOf(ctx);
  return {
    title: t.own[tone],
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.backToPanel, href: showSafety.path }, { label: t.own[tone] }]} />}
          title={t.own[tone]}
          subtitle={<p>{t.ownLead[tone]}</p>}
          actions={
            <LinkButton href={newReport.path} icon="flag">
              {t.title}
            </LinkButton>
          }
        />
        {reports.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.empty[tone]} />
        ) : (
          <List label={t.own[tone]}>
            {reports.map((report) => (
              <ListRow
                key={report.id}
                href={addressOf(showOwnReport, { reportId: report.id })}
                title={short(report.words)}
                subtitle={instantInWords(report.at, ctx.locale)}
                trail={
                  <Badge tone={report.closed ? 'neutral' : 'lagune'}>
                    {report.closed ? t.closedBadge : (t.steps[report.lastStep] ?? report.lastStep)}
                  </Badge>
                }
              />
            ))}
          </List>
        )}
        {next && (
          <Actions>
            <LinkButton variant="secondary" href={addressOf(showOwnReports, {}, { after: next })}>
              {t.more}
            </LinkButton>
          </Actions>
        )}
      </>
    ),
  };
}

/** The first words, for a list. */
export const short = (words: string): string => {
  const line = words.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
};

/** One report of the person: the receipt, what happens next, the answers. */
export function ownReportView(
  ctx: SessionContext,
  report: Answer<typeof showOwnReport>,
  refusal?: Refusal,
  typed?: string,
): View {
  const t = texts[ctx.locale];
  const tone = toneOf(ctx);
  const title = t.one(dayInWords(dayOf(report.at), ctx.locale));
  const faults = (refusal?.fields ?? []).map(({ field, code }) => ({ field, message: t.faults[code] ?? t.faulty }));
  return {
    title,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    ...(refusal ? { status: 422 } : {}),
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.own[tone], href: showOwnReports.path }, { label: title }]} />}
          title={title}
          subtitle={
            <p>
              {report.closed ? <Badge tone="neutral">{t.closedBadge}</Badge> : null}{' '}
              {report.urgent ? <Badge tone="brique">{t.urgentBadge}</Badge> : null}{' '}
              {report.atSchool ? report.school : t.readOutside[tone]}
            </p>
          }
        />
        <Section title={t.answers}>
          {report.told.length === 0 ? <p>{t.noAnswer}</p> : <Told ctx={ctx} told={report.told} />}
        </Section>
        {!report.closed && (
          <Section title={t.next}>
            <ol>
              {t.nextSteps[tone].map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Section>
        )}
        <Section title={t.written[tone]}>
          <p className="as-written">{report.words}</p>
          {report.concerned && <p>{report.concerned}</p>}
        </Section>
        <Section title={t.addTitle}>
          <FormErrors errors={faults} />
          <Form action={addressOf(addToReport, { reportId: report.id })}>
            <TextArea
              name="words"
              label={t.addField[tone]}
              required
              value={typed}
              error={faults.find(({ field }) => field === 'words')?.message}
            />
            <Actions>
              <Button variant="secondary">{t.add}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}

function Told({ ctx, told }: { ctx: SessionContext; told: Answer<typeof showOwnReport>['told'] }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <List label={t.answers}>
      {told.map((one) => (
        <ListRow
          key={`${one.kind}${one.at.toISOString()}`}
          title={t.steps[one.kind] ?? one.kind}
          subtitle={one.by ? t.stepBy(one.by, instantInWords(one.at, ctx.locale)) : instantInWords(one.at, ctx.locale)}
          below={one.words ? <p className="as-written">{one.words}</p> : undefined}
        />
      ))}
    </List>
  );
}
