import type { ReactElement, ReactNode } from 'react';
import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { JOBS_TOPIC } from '../../platform/jobs/failures.ts';
import { countInFigures, instantInWords } from '../../platform/texts/days.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Stat, Stats } from '../../ui/facts.tsx';
import { Hidden } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { giveUpJob, retryJobs, showJobs } from './contract.ts';
import { texts } from './texts.ts';

type Jobs = Answer<typeof showJobs>;
type Failure = Jobs['failures'][number];

/** The work that requests left to do, and what failed: for the operator, who may try again or give up. `parts`: what modules add. */
export function jobsPage({ locale }: SessionContext, jobs: Jobs, parts: ReactNode): View {
  const t = texts[locale].jobs;
  const figure = (count: number): string => countInFigures(count, locale);
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    live: [JOBS_TOPIC],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.intro}</p>} />
        {jobs.workers === 0 && <Notice tone="urgent">{t.noWorker}</Notice>}
        <Stats>
          <Stat
            label={t.waiting}
            value={figure(jobs.waiting)}
            hint={jobs.waiting > 0 ? t.oldest(Math.round(jobs.oldestSeconds)) : undefined}
          />
          <Stat label={t.retrying} value={figure(jobs.retrying)} />
          <Stat label={t.failed} value={figure(jobs.failed)} />
          <Stat label={t.workers} value={figure(jobs.workers)} />
        </Stats>
        <Section title={t.list} aside={jobs.failures.length > 1 ? retryForm(locale) : undefined}>
          {failureTable(jobs.failures, locale)}
        </Section>
        {parts}
      </>
    ),
  };
}

function failureTable(failures: readonly Failure[], locale: Locale): ReactElement {
  const t = texts[locale].jobs;
  return (
    <Table
      caption={t.list}
      captionHidden
      rows={failures}
      rowKey={(job) => job.id}
      columns={[
        { key: 'job', header: t.job, namesRow: true, cell: (job) => <code>{job.name}</code> },
        { key: 'reason', header: t.reason, cell: (job) => <code>{job.failure}</code> },
        { key: 'attempts', header: t.attempts, numeric: true, cell: (job) => job.attempts },
        { key: 'since', header: t.since, cell: (job) => instantInWords(job.since, locale) },
        {
          key: 'actions',
          header: t.actions,
          cell: (job) => (
            <Actions>
              {retryForm(locale, job)}
              {giveUpForm(locale, job)}
            </Actions>
          ),
        },
      ]}
      empty={
        <EmptyState drawing="letterbox" title={t.nothing}>
          <p>{t.nothingHint}</p>
        </EmptyState>
      }
    />
  );
}

/** Tries one job again, or all of them. */
function retryForm(locale: Locale, job?: Failure): ReactElement {
  const t = texts[locale].jobs;
  return (
    <form action={addressOf(retryJobs)} method="post">
      {job && <Hidden name="jobId" value={job.id} />}
      <Button variant="secondary" size="small" icon="refresh-cw" aria-label={job && t.retryThat(job.name)}>
        {job ? t.retry : t.retryAll}
      </Button>
    </form>
  );
}

function giveUpForm(locale: Locale, job: Failure): ReactElement {
  const t = texts[locale].jobs;
  return (
    <form action={addressOf(giveUpJob, { jobId: job.id })} method="post">
      <Button variant="quiet" size="small" confirm={t.sure} aria-label={t.giveUpThat(job.name)}>
        {t.giveUp}
      </Button>
    </form>
  );
}

/** On the operator's first page: how much waits, what failed. */
export function jobsCard(locale: Locale, { waiting, failed }: Pick<Jobs, 'waiting' | 'failed'>): ReactElement {
  const t = texts[locale].jobs;
  return (
    <Section title={t.title} aside={<a href={addressOf(showJobs)}>{t.see}</a>}>
      <Stats>
        <Stat label={t.waiting} value={countInFigures(waiting, locale)} />
        <Stat label={t.failed} value={countInFigures(failed, locale)} hint={failed > 0 ? t.lookAtIt : undefined} />
      </Stats>
    </Section>
  );
}
