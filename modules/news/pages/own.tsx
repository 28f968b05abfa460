import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Tabs } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showChange, showComposer, showOwn, showPost } from '../contract.ts';
import { chipInWords } from '../places.ts';
import { texts } from '../texts.ts';

type Own = Answer<typeof showOwn> & { readonly whose: 'own' | 'school' };

const tones: Readonly<Record<string, Tone | 'neutral'>> = {
  draft: 'neutral',
  waiting: 'miel',
  shown: 'mousse',
  over: 'neutral',
  withdrawn: 'neutral',
  hidden: 'brique',
};

/** What I wrote, and what the school wrote for who heads it. */
export function ownView(ctx: SessionContext, own: Own): View {
  const t = texts[ctx.locale].own;
  return {
    title: own.whose === 'school' ? `${t.title} · ${t.school}` : t.title,
    shell: 'app',
    destination: 'more',
    body: <Own ctx={ctx} own={own} />,
  };
}

function Own({ ctx, own }: { ctx: SessionContext; own: Own }): ReactElement {
  const t = texts[ctx.locale].own;
  const { more, publish } = texts[ctx.locale];
  return (
    <>
      <PageHeader
        title={t.title}
        subtitle={<p>{t.lead}</p>}
        actions={
          <LinkButton href={showComposer.path} icon="plus">
            {publish}
          </LinkButton>
        }
      />
      {own.isHead && (
        <Tabs
          label={t.title}
          items={[
            { label: t.own, href: showOwn.path, current: own.whose === 'own' },
            { label: t.school, href: addressOf(showOwn, {}, { whose: 'school' }), current: own.whose === 'school' },
          ]}
        />
      )}
      {own.posts.length === 0 ? (
        <EmptyState drawing="letterbox" title={t.none} level={2}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <List label={t.title}>
          {own.posts.map((post) => (
            <ListRow
              key={post.id}
              title={post.heading}
              href={addressOf(post.state === 'draft' ? showChange : showPost, { postId: post.id })}
              subtitle={[
                own.whose === 'school' && post.author,
                instantInWords(post.publishAt ?? post.changedAt, ctx.locale),
                ...post.audiences.map((chip) => chipInWords(chip, ctx.locale)),
              ]
                .filter(Boolean)
                .join(' · ')}
              trail={<Badge tone={tones[post.state]}>{t.states[post.state]}</Badge>}
            />
          ))}
        </List>
      )}
      {own.next && (
        <Actions>
          <LinkButton href={addressOf(showOwn, {}, { whose: own.whose, after: own.next })} variant="secondary">
            {more}
          </LinkButton>
        </Actions>
      )}
    </>
  );
}
