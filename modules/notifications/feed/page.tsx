import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { animalOf } from '../../../ui/avatar.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { List } from '../../../ui/list.tsx';
import { ContextSwitch, Tabs } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { markSeen, showFeed } from './contract.ts';
import { EntryRow } from './entry.tsx';
import { type FeedEntry, FRESH_DAYS } from './queries.ts';
import type { Cursor } from './read.ts';
import { texts } from './texts.ts';

interface Asked {
  readonly child?: string | undefined;
  readonly school?: string | undefined;
  readonly kind?: string | undefined;
  readonly before?: Cursor | undefined;
}

/** All that was told, twenty at a time. */
export function feedPageView(
  ctx: SessionContext,
  { entries, next }: { readonly entries: readonly FeedEntry[]; readonly next: string | null },
  asked: Asked,
): View {
  const t = texts[ctx.locale];
  const pupil = ctx.actor.roles.includes('pupil');
  const { child, school, kind } = asked;
  return {
    title: t.whole,
    shell: 'app',
    destination: 'today',
    followsReader: true,
    context: childSwitch(ctx, asked),
    body: (
      <>
        <PageHeader title={t.whole} subtitle={<p>{pupil ? t.leadForPupil : t.lead}</p>} />
        <Tabs label={t.kinds} items={tabsOf(ctx, asked)} />
        {entries.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.emptyTitle}>
            <p>{kind ? t.emptyOfFilter : pupil ? t.emptyForPupil : t.empty}</p>
          </EmptyState>
        ) : (
          <Entries ctx={ctx} entries={entries} />
        )}
        <Actions>
          {next && (
            <LinkButton variant="secondary" href={addressOf(showFeed, {}, { child, school, kind, before: next })}>
              {t.more}
            </LinkButton>
          )}
          {asked.before && (
            <LinkButton variant="quiet" href={addressOf(showFeed, {}, { child, school, kind })}>
              {t.fromTheTop}
            </LinkButton>
          )}
        </Actions>
        {entries.some(({ isDone, isTodo }) => !isDone && !isTodo) && (
          <form action={markSeen.path} method="post">
            <Button variant="quiet" icon="check">
              {t.seen}
            </Button>
          </form>
        )}
      </>
    ),
  };
}

/** What is older than two weeks stands folded below what is not; a page that holds nothing else shows it. */
function Entries({ ctx, entries }: { ctx: SessionContext; entries: readonly FeedEntry[] }): ReactElement {
  const t = texts[ctx.locale];
  const since = ctx.now.getTime() - FRESH_DAYS * 86_400_000;
  const fresh = entries.filter(({ publishedAt }) => publishedAt.getTime() > since);
  const old = entries.slice(fresh.length);
  const list = (some: readonly FeedEntry[]): ReactElement => (
    <List label={t.feed}>
      {some.map((entry) => (
        <EntryRow key={entry.id} ctx={ctx} entry={entry} />
      ))}
    </List>
  );
  return (
    <>
      {fresh.length > 0 && list(fresh)}
      {old.length > 0 && (
        <Details summary={t.older} open={fresh.length === 0}>
          {list(old)}
        </Details>
      )}
    </>
  );
}

function tabsOf({ extensions, locale, ...rest }: SessionContext, { child, school, kind }: Asked) {
  const ctx = { extensions, locale, ...rest };
  const offered = extensions.notificationKinds.filter((one) => one.offeredTo?.(ctx) ?? true);
  return [
    { label: texts[locale].everything, href: addressOf(showFeed, {}, { child, school }), current: !kind },
    ...offered.map((one) => ({
      label: one.texts[locale].label,
      href: addressOf(showFeed, {}, { child, school, kind: one.key }),
      current: kind === one.key,
    })),
  ];
}

function childSwitch({ actor, locale }: SessionContext, { child, kind }: Asked): ReactElement | undefined {
  if (actor.children.length < 2) return undefined;
  const t = texts[locale];
  return (
    <ContextSwitch
      label={t.children}
      items={[
        { label: t.allChildren, href: addressOf(showFeed, {}, { kind }), current: !child, icon: 'users' },
        ...actor.children.map((one) => ({
          label: one.givenName,
          href: addressOf(showFeed, {}, { child: one.uid, kind }),
          current: one.uid === child,
          avatar: { name: one.displayName, animal: animalOf(one.uid) },
        })),
      ]}
    />
  );
}
