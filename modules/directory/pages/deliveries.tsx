import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Pagination } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { listDeliveries } from '../contract.ts';
import { deliveryTone } from '../rules.ts';
import { texts, words } from '../texts.ts';
import { lateNotice } from './late.tsx';

/** The deliveries of the academic directory, the newest first. */
export function deliveriesPage(
  { locale }: SessionContext,
  { deliveries, late, next }: Answer<typeof listDeliveries>,
): View {
  const t = texts[locale].deliveries;
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    live: ['deliveries'],
    destination: 'deliveries',
    body: (
      <>
        <PageHeader title={t.title} />
        {lateNotice(late, locale)}
        <Table
          caption={t.title}
          captionHidden
          rows={deliveries}
          rowKey={(delivery) => delivery.id}
          columns={[
            {
              key: 'day',
              header: t.day,
              namesRow: true,
              cell: (delivery) => <a href={delivery.href}>{dayInWords(delivery.deliveredOn, locale)}</a>,
            },
            { key: 'source', header: t.source, cell: (delivery) => t.sourceInWords(delivery.source) },
            { key: 'kind', header: t.kind, cell: (delivery) => t.kinds[delivery.kind] },
            {
              key: 'status',
              header: t.status,
              cell: (delivery) => <Badge tone={deliveryTone(delivery.status)}>{t.statuses[delivery.status]}</Badge>,
            },
          ]}
          empty={
            <EmptyState drawing="letterbox" title={t.none} level={2}>
              <p>{t.noneHint}</p>
            </EmptyState>
          }
        />
        <Pagination
          label={words[locale].more}
          next={next ? addressOf(listDeliveries, {}, { after: next }) : undefined}
        />
      </>
    ),
  };
}
