import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { ButtonRow } from '../../../ui/byline.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Gallery } from '../../../ui/gallery.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Translated } from '../../../ui/translated.tsx';
import { ReadingLanguageForm } from '../../directory/index.ts';
import { AttachmentList, fileAddress } from '../../files/index.ts';
import { timeInWords } from '../../notifications/index.ts';
import { ReportLink } from '../../safety/index.ts';
import * as contract from '../contract.ts';
import type { CommentRow } from '../queries.ts';
import { type ReadPost, shownPicture } from '../read.ts';
import type { PostEvent } from '../rules.ts';
import { texts } from '../texts.ts';
import { Comments } from './comments.tsx';
import { AudienceChips, Author, PostBadges } from './parts.tsx';
import { Poll } from './poll.tsx';

export type Post = ReadPost;

export interface ShownPost {
  readonly ctx: SessionContext;
  readonly post: Post;
  readonly comments: readonly CommentRow[];
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>> | undefined;
}

/** A post, with what it asks of its reader. */
export const postView = (shown: ShownPost): View => ({
  title: `${shown.post.heading} · ${texts[shown.ctx.locale].title}`,
  shell: 'app',
  destination: 'more',
  body: <PostPage {...shown} />,
});

function PostPage(shown: ShownPost): ReactElement {
  const { ctx, post } = shown;
  const { locale } = ctx;
  const t = texts[locale];
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: t.title, href: contract.listNews.path }, { label: post.heading }]} />}
        title={post.heading}
        subtitle={<Author post={post} locale={locale} />}
      />
      <div className="stack">
        <State post={post} locale={locale} />
        <AudienceChips chips={post.audiences} locale={locale} />
        <PostBadges post={post} locale={locale} />
        {post.body && (
          <>
            <Translated words={post.body} {...post.reading} under={1} />
            <OtherLanguage ctx={ctx} post={post} />
          </>
        )}
        <Hanging post={post} locale={locale} />
        {post.event && <EventFacts post={post} event={post.event} locale={locale} />}
        {post.poll && <Poll post={post} poll={post.poll} ctx={ctx} refusal={shown.refusal} />}
        <Answers ctx={ctx} post={post} />
        {post.takesComments && post.state !== 'draft' && <Comments {...shown} />}
        <Running ctx={ctx} post={post} />
        {post.state === 'shown' && post.row.authorId !== ctx.actor.personId && (
          <Actions>
            <ReportLink locale={locale} place="news.post" subject={post.id} title={post.heading} />
          </Actions>
        )}
      </div>
    </>
  );
}

/** For families and pupils, and for whoever chose a language already. */
function OtherLanguage({ ctx: { actor, locale }, post }: { ctx: SessionContext; post: Post }): ReactElement | null {
  const { language, translation } = post.reading;
  const isReader = actor.roles.includes('guardian') || actor.roles.includes('pupil');
  if (post.state !== 'shown' || (!isReader && language === 'fr')) return null;
  return (
    <ReadingLanguageForm
      locale={locale}
      current={language}
      back={addressOf(contract.showPost, { postId: post.id })}
      isMissing={!translation}
    />
  );
}

/** Why nobody, or not everybody, sees it now: for those who run it. */
function State({ post, locale }: { post: Post; locale: Locale }): ReactElement | null {
  const t = texts[locale].post;
  if (post.state === 'shown') return null;
  const soon = post.state === 'waiting' && post.publishAt && post.isSoon;
  const words =
    post.state === 'waiting'
      ? soon
        ? t.states.soon
        : t.states.waiting(instantInWords(post.publishAt ?? new Date(0), locale))
      : t.states[post.state];
  return (
    <Notice
      tone={post.state === 'hidden' ? 'attention' : 'info'}
      title={words}
      action={
        post.state === 'waiting' && post.abilities.change ? (
          <Form action={addressOf(contract.undoPost, { postId: post.id })}>
            <Button variant="secondary">{t.undo}</Button>
          </Form>
        ) : undefined
      }
    />
  );
}

/** Its pictures, its recordings, its documents. */
function Hanging({ post, locale }: { post: Post; locale: Locale }): ReactElement {
  const t = texts[locale].post;
  const { files } = post;
  const recordings = files.documents.filter(({ type }) => type.startsWith('audio/'));
  const others = [
    ...(post.row.picturesWithdrawnAt ? [] : files.films),
    ...files.documents.filter((file) => !recordings.includes(file)),
  ];
  return (
    <>
      {post.row.picturesWithdrawnAt && files.pictures.length + files.films.length > 0 && (
        <Notice tone="attention">
          <p>{post.abilities.change ? t.picturesGoneAuthor : t.picturesGone}</p>
        </Notice>
      )}
      {!post.row.picturesWithdrawnAt && files.pictures.length > 0 && (
        <Gallery
          label={t.pictures}
          says={t.picture}
          pictures={files.pictures.map((file) => ({ ...shownPicture(file, 1280), href: fileAddress(file.id) }))}
        />
      )}
      {recordings.map((file) => (
        <p key={file.id}>
          {/* biome-ignore lint/a11y/useMediaCaption: what a teacher recorded has no captions; the text of the post stands beside it */}
          <audio controls preload="none" src={fileAddress(file.id)} aria-label={file.name} />
        </p>
      ))}
      {others.length > 0 && <AttachmentList files={others} locale={locale} />}
    </>
  );
}

/** When and where, and the way into any calendar. */
function EventFacts({ post, event, locale }: { post: Post; event: PostEvent; locale: Locale }): ReactElement {
  const t = texts[locale].post;
  return (
    <>
      <DefinitionList
        items={[
          { term: t.when, value: eventInWords(event, locale) },
          ...(event.place ? [{ term: t.where, value: event.place }] : []),
        ]}
      />
      <Actions>
        <LinkButton
          href={addressOf(contract.showEventFile, { postId: post.id })}
          variant="secondary"
          icon="calendar-days"
          download
        >
          {t.calendar}
        </LinkButton>
      </Actions>
    </>
  );
}

export function eventInWords({ startsOn, startsAt, lastDay, endsAt }: PostEvent, locale: Locale): string {
  const t = texts[locale].post;
  const [from, until] = [weekdayInWords(startsOn, locale), weekdayInWords(lastDay, locale)];
  if (!startsAt || !endsAt) return startsOn === lastDay ? t.allDay(from) : t.days(from, until);
  const [fromHour, untilHour] = [timeInWords(startsAt, locale), timeInWords(endsAt, locale)];
  return startsOn === lastDay ? t.hours(from, fromHour, untilHour) : t.longHours(from, fromHour, until, untilHour);
}

/** What a reader says in one tap. */
function Answers({ ctx, post }: { ctx: SessionContext; post: Post }): ReactElement | null {
  const { locale, actor } = ctx;
  const t = texts[locale].post;
  const isPupil = actor.roles.includes('pupil');
  if (post.state !== 'shown') return null;
  return (
    <>
      {post.asksReading &&
        post.row.authorId !== actor.personId &&
        (post.ownReading ? (
          <p>{(isPupil ? t.readDonePupil : t.readDone)(instantInWords(post.ownReading, locale))}</p>
        ) : (
          <Form action={addressOf(contract.acknowledge, { postId: post.id })}>
            <Actions>
              <Button icon="check">{t.read}</Button>
            </Actions>
          </Form>
        ))}
      {post.takesReactions && (
        <ButtonRow label={t.reactionsLabel}>
          {(['thanks', 'seen', 'bravo'] as const).map((kind) => (
            <form key={kind} action={addressOf(contract.react, { postId: post.id })} method="post">
              <Button
                variant={post.reactions.own === kind ? 'primary' : 'secondary'}
                size="small"
                name="kind"
                value={kind}
                aria-pressed={post.reactions.own === kind}
              >
                {t.reactions[kind]}
                {post.reactions.counts[kind] ? ` · ${post.reactions.counts[kind]}` : ''}
              </Button>
            </form>
          ))}
        </ButtonRow>
      )}
    </>
  );
}

/** For who answers for the post: who has read it, and what may be done with it. */
function Running({ ctx, post }: { ctx: SessionContext; post: Post }): ReactElement | null {
  const t = texts[ctx.locale].post;
  const { change, manage } = post.abilities;
  const params = { postId: post.id };
  if (!change && !manage) return null;
  const isOut = post.state === 'withdrawn' || post.state === 'hidden';
  return (
    <>
      {post.asksReading && manage && post.state === 'shown' && (
        <p>
          {t.readers(post.readers)} · <a href={addressOf(contract.showReaders, params)}>{t.seeReaders}</a>
        </p>
      )}
      <Actions>
        {change && !isOut && (
          <LinkButton href={addressOf(contract.showChange, params)} variant="secondary" icon="pencil">
            {post.state === 'draft' ? t.goOn : t.change}
          </LinkButton>
        )}
        {manage && (post.state === 'shown' || post.state === 'waiting') && (
          <form action={addressOf(post.isPinned ? contract.unpinPost : contract.pinPost, params)} method="post">
            <Button variant="secondary" icon="star">
              {post.isPinned ? t.unpin : t.pin}
            </Button>
          </form>
        )}
        {manage && !isOut && (
          <form action={addressOf(contract.withdrawPost, params)} method="post">
            <Button
              variant="danger"
              confirm={{ title: t.withdrawAsk, text: t.withdrawText, yes: t.yes, no: t.no }}
              icon="trash-2"
            >
              {post.state === 'draft' ? t.throwAway : t.withdraw}
            </Button>
          </form>
        )}
        {post.state !== 'draft' && (
          <LinkButton href={addressOf(contract.showHistory, params)} variant="quiet" icon="history">
            {t.history}
          </LinkButton>
        )}
      </Actions>
    </>
  );
}
