import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Byline, Chips, Excerpt } from '../../../ui/byline.tsx';
import { Card, type HeadingLevel } from '../../../ui/card.tsx';
import { CardPicture } from '../../../ui/gallery.tsx';
import { type Chip, type Summary, showPost } from '../contract.ts';
import { chipInWords } from '../places.ts';
import { texts } from '../texts.ts';

/** Houses of their own beside the school: their colour says it, and so does the word. */
const tones: Readonly<Record<string, Tone>> = {
  after_school: 'miel',
  commune: 'ciel',
  academy: 'myrtille',
  platform: 'lagune',
};

export const roleInWords = (role: string, locale: Locale): string => {
  const words: Readonly<Record<string, string>> = texts[locale].roles;
  return words[role] ?? '';
};

/** Who wrote it, as what, and when. */
export function Author({
  post,
  locale,
}: {
  post: Pick<Summary, 'author' | 'authorRole' | 'publishAt'>;
  locale: Locale;
}): ReactElement {
  const { author, authorRole, publishAt } = post;
  const tone = tones[authorRole];
  const role = roleInWords(authorRole, locale);
  return (
    <Byline>
      <span>{author}</span>
      {role && <span>{tone ? <Badge tone={tone}>{role}</Badge> : role}</span>}
      {publishAt && <time dateTime={publishAt.toISOString()}>{instantInWords(publishAt, locale)}</time>}
    </Byline>
  );
}

/** For whom it is: always in sight. */
export function AudienceChips({ chips, locale }: { chips: readonly Chip[]; locale: Locale }): ReactElement {
  return (
    <Chips label={texts[locale].chip.for}>
      {chips.map((chip) => (
        <Badge key={chip.place} icon="users">
          {chipInWords(chip, locale)}
        </Badge>
      ))}
    </Chips>
  );
}

/** What is special about it: urgent, pinned, public, what it asks. */
export function PostBadges({ post, locale }: { post: Summary; locale: Locale }): ReactElement | null {
  const t = texts[locale];
  const badges = [
    post.urgent && (
      <Badge key="urgent" tone="brique" icon="octagon-alert">
        {t.urgent} · {t.urgentKinds[post.urgent]}
      </Badge>
    ),
    post.isPinned && (
      <Badge key="pinned" icon="star">
        {t.pinned}
      </Badge>
    ),
    post.isPublic && (
      <Badge key="public" tone="ciel" icon="eye">
        {t.isPublic}
      </Badge>
    ),
    post.hasPoll && (
      <Badge key="poll" icon="list-checks">
        {t.kinds.poll}
      </Badge>
    ),
    post.event && (
      <Badge key="event" icon="calendar-days">
        {t.kinds.event}
      </Badge>
    ),
    post.awaitsReading && (
      <Badge key="read" tone="miel" icon="eye">
        {t.toRead}
      </Badge>
    ),
  ].filter((badge) => badge !== false && badge !== null);
  return badges.length === 0 ? null : <Chips label={t.about}>{badges}</Chips>;
}

/** A post in a list. */
export function PostCard({
  post,
  locale,
  level = 2,
}: {
  post: Summary;
  locale: Locale;
  level?: HeadingLevel;
}): ReactElement {
  const t = texts[locale];
  return (
    <Card title={post.heading} level={level} href={addressOf(showPost, { postId: post.id })}>
      <PostBadges post={post} locale={locale} />
      {post.picture && <CardPicture {...post.picture} />}
      {post.words && <Excerpt>{post.words}</Excerpt>}
      <Author post={post} locale={locale} />
      <AudienceChips chips={post.audiences} locale={locale} />
      {post.comments > 0 && <Byline>{t.commentCount(post.comments)}</Byline>}
    </Card>
  );
}

/** Posts one under another. */
export function Posts({
  posts,
  locale,
  level,
}: {
  posts: readonly Summary[];
  locale: Locale;
  level?: HeadingLevel;
}): ReactElement {
  return (
    <div className="stack">
      {posts.map((post) => (
        <PostCard key={post.id} post={post} locale={locale} {...(level ? { level } : {})} />
      ))}
    </div>
  );
}
