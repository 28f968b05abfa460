import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ContextSwitch } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { listNews, showComposer, showOwn } from '../contract.ts';
import { texts } from '../texts.ts';
import { Posts } from './parts.tsx';

type News = Answer<typeof listNews> & { readonly place: string | undefined };

/** What was told to me, the newest first, by place if I want. */
export function newsView(ctx: SessionContext, news: News): View {
  const t = texts[ctx.locale];
  const here = news.places.find(({ place }) => place === news.place);
  return {
    title: here ? t.ofPlace(here.name) : t.title,
    shell: 'app',
    destination: 'more',
    body: <News ctx={ctx} news={news} title={here ? t.ofPlace(here.name) : t.title} />,
  };
}

function News({ ctx, news, title }: { ctx: SessionContext; news: News; title: string }): ReactElement {
  const t = texts[ctx.locale];
  const next = news.next ? addressOf(listNews, {}, { place: news.place, after: news.next }) : undefined;
  return (
    <>
      <PageHeader
        title={title}
        actions={
          news.maySend && (
            <>
              <LinkButton href={addressOf(showComposer, {}, { place: news.place })} icon="plus">
                {t.publish}
              </LinkButton>
              <LinkButton href={showOwn.path} variant="secondary">
                {t.mine}
              </LinkButton>
            </>
          )
        }
      />
      {news.places.length > 1 && (
        <ContextSwitch
          label={t.placesLabel}
          items={[
            { label: t.everything, href: listNews.path, current: !news.place },
            ...news.places.map(({ place, name }) => ({
              label: name,
              href: addressOf(listNews, {}, { place }),
              current: place === news.place,
            })),
          ]}
        />
      )}
      {news.posts.length === 0 ? (
        <EmptyState drawing="letterbox" title={t.none} level={2}>
          <p>{ctx.actor.roles.includes('pupil') ? t.nonePupil : t.noneText}</p>
        </EmptyState>
      ) : (
        <Posts posts={news.posts} locale={ctx.locale} />
      )}
      {next && (
        <Actions>
          <LinkButton href={next} variant="secondary">
            {t.more}
          </LinkButton>
        </Actions>
      )}
    </>
  );
}
