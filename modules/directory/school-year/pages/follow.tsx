import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { dayInWords } from '../../../../platform/texts/days.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pagination, Tabs } from '../../../../ui/navigation.tsx';
import { PageHeader } from '../../../../ui/page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { schoolYearLabel } from '../../rules.ts';
import { followYears, stages } from '../contract.ts';
import { texts } from '../texts.ts';

/** How far every school is with its next year. */
export function followYearsPage({ locale }: SessionContext, answer: Answer<typeof followYears>): View {
  const t = texts[locale];
  const { totals } = answer;
  const all = totals.none + totals.draft + totals.open;
  return {
    title: t.follow,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.follow} subtitle={t.title(schoolYearLabel(answer.year))} />
        <Tabs
          label={t.stage}
          items={[
            { label: t.all, href: addressOf(followYears), current: answer.stage === '', count: all },
            ...stages.map((stage) => ({
              label: t.stages[stage],
              href: addressOf(followYears, {}, { stage }),
              current: answer.stage === stage,
              count: totals[stage],
            })),
          ]}
        />
        <Table
          caption={t.follow}
          captionHidden
          rows={answer.schools}
          rowKey={(row) => row.uai}
          empty={<EmptyState drawing="magnifier" level={2} title={t.followNone} />}
          columns={[
            { key: 'school', header: t.school, namesRow: true, cell: (row) => <a href={row.href}>{row.name}</a> },
            { key: 'commune', header: t.commune, cell: (row) => row.commune ?? '' },
            {
              key: 'stage',
              header: t.stage,
              cell: (row) =>
                [t.stages[row.stage], row.on && t.stageOn[row.stage](dayInWords(row.on, locale))]
                  .filter(Boolean)
                  .join(', '),
            },
          ]}
        />
        <Pagination
          next={answer.next ? addressOf(followYears, {}, { stage: answer.stage, after: answer.next }) : undefined}
        />
      </>
    ),
  };
}
