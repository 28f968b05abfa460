import { createHash } from 'node:crypto';
import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import { filesOf } from '../attachments.ts';
import { atomOf, type Feed, rssOf } from '../feeds.ts';
import { markOf, readMark } from '../queries.ts';
import { headingOf } from '../rules.ts';
import { texts } from '../texts.ts';
import { listPublic, showAtom, showPublicPost, showRss } from './contract.ts';
import { type PublicRow, publicPost, publicPosts, schoolOf } from './queries.ts';

const PAGE = 20;

/** A public post with its heading. */
export const shown = (ctx: Context, { title, words, ...row }: PublicRow) => {
  const heading = headingOf(title, words) || texts[ctx.locale].kinds.pictures;
  return { ...row, heading, words };
};

/** A page of the public news of a school. */
export async function readPublic(ctx: Context, uai: string, after: string | undefined) {
  const { db, now } = ctx;
  const school = (await schoolOf(db, uai)) ?? notFound();
  const rows = await publicPosts(db, school.id, { now, today: dayOf(now), after: readMark(after), limit: PAGE + 1 });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    name: school.name,
    posts: page.map((row) => shown(ctx, row)),
    next: rows.length > PAGE && last ? markOf({ at: last.publishAt, id: last.id }) : null,
  };
}

/** One public post. */
export async function readPublicPost(ctx: Context, uai: string, postId: string) {
  const row = (await publicPost(ctx.db, uai, postId, ctx.now, dayOf(ctx.now))) ?? notFound();
  const { pictures, films, documents } = (await filesOf(ctx.db, [row.id]))(row.id);
  return {
    ...shown(ctx, row),
    name: row.schoolName,
    body: row.body,
    event: row.event,
    pictures: row.picturesWithdrawnAt ? [] : pictures,
    documents: [...(row.picturesWithdrawnAt ? [] : films), ...documents],
  };
}

/** The public news of a school as a feed; a reader that has it already is told so by its tag. */
export async function feedOf(ctx: Context, uai: string, kind: 'rss' | 'atom'): Promise<Verbatim> {
  const { name, posts } = await readPublic(ctx, uai, undefined);
  const absolute = (path: string): string => new URL(path, ctx.publicUrl).href;
  const t = texts[ctx.locale].public;
  const changed = posts.map(({ publishAt, changedAt }) => (changedAt > publishAt ? changedAt : publishAt));
  const feed: Feed = {
    title: name,
    description: t.feed(name),
    language: ctx.locale,
    page: absolute(addressOf(listPublic, { schoolUai: uai })),
    self: absolute(addressOf(kind === 'rss' ? showRss : showAtom, { schoolUai: uai })),
    // Nothing there yet: the day alone, so that asking twice gives the same.
    changedAt: changed.reduce((latest, at) => (at > latest ? at : latest), new Date(`${dayOf(ctx.now)}T00:00:00Z`)),
    items: posts.map(({ id, heading, words, publishAt, changedAt }) => ({
      id,
      title: heading,
      words,
      address: absolute(addressOf(showPublicPost, { schoolUai: uai, postId: id })),
      publishedAt: publishAt,
      changedAt,
    })),
  };
  const text = kind === 'rss' ? rssOf(feed) : atomOf(feed);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { etag: tag, 'cache-control': 'public, max-age=300' };
  const type = kind === 'rss' ? 'application/rss+xml; charset=utf-8' : 'application/atom+xml; charset=utf-8';
  const known = (ctx.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(tag) ? { status: 304, type, text: '', headers } : { type, text, headers };
}
