import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { listDeliveries, type showDelivery } from '../contract.ts';
import { deliveryTone } from '../rules.ts';
import { texts } from '../texts.ts';

type Delivery = Answer<typeof showDelivery>;

/** The report of a delivery: what became of it, what it said, school by school. */
export function deliveryPage({ locale }: SessionContext, delivery: Delivery): View {
  const t = texts[locale].deliveries;
  return {
    title: delivery.title,
    shell: 'app',
    density: 'gestion',
    destination: 'deliveries',
    live: [`delivery:${delivery.id}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listDeliveries.path }, { label: delivery.title }]} />}
          title={delivery.title}
          subtitle={<Badge tone={deliveryTone(delivery.status)}>{t.statuses[delivery.status]}</Badge>}
        />
        <Section title={t.summary}>
          <div className="stack">
            <p>{delivery.outcome}</p>
            <Lines lines={delivery.lines} />
          </div>
        </Section>
        {delivery.findings.map((kind) => (
          <Findings key={kind.severity} kind={kind} locale={locale} />
        ))}
        <Schools delivery={delivery} locale={locale} />
      </>
    ),
  };
}

function Lines({ lines }: { lines: readonly string[] }): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Findings({ kind, locale }: { kind: Delivery['findings'][number]; locale: Locale }): ReactElement {
  return (
    <Section title={kind.heading} aside={kind.total}>
      <ul>
        {kind.items.map(({ place, sentence }) => (
          <li key={`${place}${sentence}`}>
            {sentence} {place && <small>{place}</small>}
          </li>
        ))}
      </ul>
      {kind.total > kind.items.length && <p>{texts[locale].deliveries.more(kind.total - kind.items.length)}</p>}
    </Section>
  );
}

function Schools({ delivery, locale }: { delivery: Delivery; locale: Locale }): ReactElement | null {
  const t = texts[locale].deliveries;
  if (delivery.changedSchools + delivery.unchangedSchools === 0) return null;
  return (
    <Section title={t.schools} aside={delivery.changedSchools}>
      {delivery.schools.map((school) => (
        <Details
          key={school.uai}
          summary={
            <>
              {school.name} {school.isPending && <Badge tone="miel">{t.pending}</Badge>}
            </>
          }
        >
          <Lines lines={school.lines} />
        </Details>
      ))}
      {delivery.changedSchools > delivery.schools.length && (
        <p>{t.more(delivery.changedSchools - delivery.schools.length)}</p>
      )}
      {delivery.unchangedSchools > 0 && <p>{t.unchanged(delivery.unchangedSchools)}</p>}
    </Section>
  );
}
