import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { texts as sessionTexts } from '../sessions/texts.ts';
import { texts as tryTexts } from '../tries/texts.ts';
import { inWords } from '../when.ts';
import type { listConnections } from './contract.ts';
import { texts } from './texts.ts';

/** One's own journal of connections. */
export function connectionsView(
  ctx: SessionContext,
  { entries, refused, visits }: Answer<typeof listConnections>,
): View {
  const t = texts[ctx.locale];
  const tries = tryTexts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {entries.length === 0 ? (
          <EmptyState drawing="key" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {entries.map(({ id, at, means, provider, browser, system, factorMissing, service }) => (
              <ListRow
                key={id}
                lead={<Icon name={service === null ? 'key-round' : 'send'} />}
                title={service === null ? sessionTexts[ctx.locale].device(browser, system) : t.opened(service)}
                subtitle={[provider ?? (means && t.means[means]), inWords(ctx.locale, at, ctx.now)]
                  .filter(Boolean)
                  .join(' · ')}
                below={factorMissing ? <Badge tone="brique">{t.factorMissing}</Badge> : undefined}
              />
            ))}
          </List>
        )}
        {refused.length > 0 && (
          <Section title={t.refused}>
            <p>{t.refusedText}</p>
            <List label={t.refused}>
              {refused.map(({ id, at, way, reason, browser, system }) => (
                <ListRow
                  key={id}
                  lead={<Icon name="octagon-alert" />}
                  title={sessionTexts[ctx.locale].device(browser, system)}
                  subtitle={`${tries.ways[way]} · ${tries.reasons[reason]} · ${inWords(ctx.locale, at, ctx.now)}`}
                />
              ))}
            </List>
          </Section>
        )}
        {visits.length > 0 && (
          <Section title={t.visits}>
            <p>{t.visitsText}</p>
            <List label={t.visits}>
              {visits.map(({ id, at, by, ground, reason }) => (
                <ListRow
                  key={id}
                  lead={<Icon name="eye" />}
                  title={by ?? t.somebody}
                  subtitle={`${ground === 'number' ? t.byNumber : (reason ?? '')} · ${inWords(ctx.locale, at, ctx.now)}`}
                />
              ))}
            </List>
          </Section>
        )}
      </>
    ),
  };
}
