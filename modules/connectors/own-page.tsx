import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { instantInWords } from '../../platform/texts/days.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DefinitionList } from '../../ui/facts.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { listConsents } from '../identity/index.ts';
import { receivesInWords } from './catalogue/words.ts';
import { type listOwnServices, previewRelease } from './contract.ts';
import { texts } from './texts.ts';

/** Who receives what about oneself. */
export function ownServicesView(ctx: SessionContext, { services }: Answer<typeof listOwnServices>): View {
  const t = texts[ctx.locale];
  const { own } = t;
  return {
    title: own.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={own.title} subtitle={<p>{own.lead}</p>} />
        {services.length === 0 ? (
          <EmptyState drawing="all-done" title={own.none} level={2}>
            <p>{own.noneText}</p>
          </EmptyState>
        ) : (
          services.map((service) => (
            <Card key={service.id} title={service.name} level={2}>
              <p>
                {service.openedAt ? own.last(instantInWords(service.openedAt, ctx.locale), service.times) : own.never}
                {!service.mayEnter && ` · ${own.closed}`}
              </p>
              <DefinitionList
                items={[
                  { term: own.for, value: service.purpose },
                  ...(service.publisher ? [{ term: own.by, value: service.publisher }] : []),
                  { term: own.basis, value: t.legalBases[service.legalBasis] },
                  { term: own.gets, value: receivesInWords(service.receives, ctx.locale) },
                ]}
              />
              {service.legalBasis === 'consent' && (
                <LinkButton href={listConsents.path} variant="secondary" size="small" icon="clipboard-check">
                  {own.consents}
                </LinkButton>
              )}
              <LinkButton
                href={addressOf(previewRelease, { serviceId: service.id })}
                variant="secondary"
                size="small"
                icon="eye"
              >
                {own.values}
              </LinkButton>
            </Card>
          ))
        )}
      </>
    ),
  };
}
