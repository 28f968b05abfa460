import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Byline, Excerpt } from '../../../ui/byline.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Gallery } from '../../../ui/gallery.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { RichTextView } from '../../../ui/rich-text.tsx';
import { AttachmentList } from '../../files/index.ts';
import { eventInWords } from '../pages/post.tsx';
import { shortened, shownPicture } from '../read.ts';
import { texts } from '../texts.ts';
import { listPublic, showPublicPost, showRss } from './contract.ts';
import type { readPublic, readPublicPost } from './read.ts';

type List = Awaited<ReturnType<typeof readPublic>>;
type Post = Awaited<ReturnType<typeof readPublicPost>>;

/** What a school tells everybody. */
export function publicNewsView(ctx: Context, uai: string, list: List): View {
  const t = texts[ctx.locale];
  return {
    title: t.public.title(list.name),
    shell: 'reading',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: list.name, href: `/s/${uai}` }, { label: t.public.onPage }]} />}
          title={t.public.title(list.name)}
          actions={
            <LinkButton href={addressOf(showRss, { schoolUai: uai })} variant="quiet">
              {t.public.rss}
            </LinkButton>
          }
        />
        {list.posts.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.public.none} level={2}>
            <p>{t.public.noneText}</p>
          </EmptyState>
        ) : (
          <PublicPosts posts={list.posts} uai={uai} locale={ctx.locale} />
        )}
        {list.next && (
          <Actions>
            <LinkButton href={addressOf(listPublic, { schoolUai: uai }, { after: list.next })} variant="secondary">
              {t.more}
            </LinkButton>
          </Actions>
        )}
      </>
    ),
  };
}

export function PublicPosts({
  posts,
  uai,
  locale,
  level = 2,
}: {
  posts: List['posts'];
  uai: string;
  locale: Locale;
  level?: 2 | 3;
}): ReactElement {
  return (
    <div className="stack">
      {posts.map(({ id, heading, words, publishAt }) => (
        <Card key={id} title={heading} level={level} href={addressOf(showPublicPost, { schoolUai: uai, postId: id })}>
          {words && <Excerpt>{shortened(words)}</Excerpt>}
          <Byline>
            <time dateTime={publishAt.toISOString()}>{instantInWords(publishAt, locale)}</time>
          </Byline>
        </Card>
      ))}
    </div>
  );
}

/** One public post. */
export function publicPostView(ctx: Context, uai: string, post: Post): View {
  const t = texts[ctx.locale];
  return {
    title: `${post.heading} · ${post.name}`,
    shell: 'reading',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: post.name, href: `/s/${uai}` },
                { label: t.public.onPage, href: addressOf(listPublic, { schoolUai: uai }) },
                { label: post.heading },
              ]}
            />
          }
          title={post.heading}
          subtitle={<time dateTime={post.publishAt.toISOString()}>{instantInWords(post.publishAt, ctx.locale)}</time>}
        />
        <div className="stack">
          {post.body && <RichTextView text={post.body} under={1} />}
          {post.pictures.length > 0 && (
            <Gallery
              label={t.post.pictures}
              says={t.post.picture}
              pictures={post.pictures.map((file) => shownPicture(file, 1280))}
            />
          )}
          {post.documents.length > 0 && <AttachmentList files={post.documents} locale={ctx.locale} />}
          {post.event && (
            <DefinitionList
              items={[
                { term: t.post.when, value: eventInWords(post.event, ctx.locale) },
                ...(post.event.place ? [{ term: t.post.where, value: post.event.place }] : []),
              ]}
            />
          )}
        </div>
      </>
    ),
  };
}
