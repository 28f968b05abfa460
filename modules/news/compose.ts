import { notFound, type Refusal } from '../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { Raw } from '../../platform/http/route.ts';
import type { RichText } from '../../platform/rich-text/model.ts';
import type { ChosenPhrase } from '../../platform/rich-text/phrase.ts';
import { addressable } from '../directory/index.ts';
import { heldFiles } from '../files/index.ts';
import { hoursPolicyOf, mayBeUrgent } from '../notifications/index.ts';
import { publicationIn } from '../notifications/rules.ts';
import { filesOf } from './attachments.ts';
import type { Composer, Filled } from './pages/composer.tsx';
import { childrenOf, LISTED_CHILDREN } from './pictures.ts';
import { headedSchools, postPolicy } from './policy.ts';
import { maySend } from './read.ts';
import { dayBefore } from './rules.ts';

/* What the form of a post opens with. */

const BOXES = ['asksReading', 'reactions', 'comments', 'isPublic', 'pollSeveral'] as const;

const empty: Omit<Filled, 'key'> = {
  title: '',
  text: '',
  to: [],
  picturesAlt: '',
  pictured: '',
  children: [],
  names: '',
  filesIds: [],
  publishOn: '',
  publishTime: '',
  until: '',
  urgent: '',
  boxes: new Set(),
  question: '',
  answers: [],
  pollUntil: '',
  eventFrom: '',
  eventStart: '',
  eventUntil: '',
  eventEnd: '',
  eventPlace: '',
};

/** A form as it was typed. */
export function filledFrom({ body, several }: Raw): Filled {
  const plain = Object.fromEntries(
    Object.keys(empty).map((name) => [name, typeof body[name] === 'string' ? body[name] : '']),
  );
  return {
    ...empty,
    ...plain,
    key: /^[0-9a-f-]{36}$/.test(body.key ?? '') ? (body.key as string) : newId(),
    to: several.to ?? [],
    children: several.children ?? [],
    filesIds: several.filesIds ?? [],
    answers: several.answers ?? [],
    boxes: new Set(BOXES.filter((name) => body[name] === 'yes')),
  };
}

/** The form of a new post: the circle named, else the last one told something, else the nearest; with a ready-made phrase when one was chosen. */
export async function newComposer(
  ctx: SessionContext,
  wanted: { readonly to?: readonly string[] | undefined; readonly place?: string | undefined } & ChosenPhrase,
): Promise<Composer> {
  if (!maySend(ctx)) notFound();
  const audiences = await addressable(ctx.db, ctx.actor, 'publish', ctx.locale);
  const offered = (keys: readonly string[]): string[] => keys.filter((key) => audiences.some((one) => one.key === key));
  const named = offered(wanted.to ?? []);
  const ofPlace = audiences.filter(
    ({ key, role }) => wanted.place && key.startsWith(`${wanted.place}:`) && role === 'families',
  );
  const proposed = named.length > 0 ? named : ofPlace.map(({ key }) => key);
  const last = proposed.length > 0 ? proposed : offered(await lastAudience(ctx));
  const nearest = audiences.find(({ role }) => role === 'families') ?? audiences[0];
  const to = last.length > 0 ? last : nearest ? [nearest.key] : [];
  const phrase = await ctx.extensions.phraseBank.begin(ctx, wanted);
  const begun = phrase ? { title: phrase.title, text: phrase.words } : {};
  return finish(ctx, audiences, { ...empty, ...begun, key: newId(), to }, null, undefined);
}

/** The form of a post that its author changes, filled with what is kept. */
export async function changeComposer(ctx: SessionContext, postId: string): Promise<Composer> {
  const { actor, db, now, locale } = ctx;
  const row = await firstOf(db, sql<Kept>`${keptQuery(postId)} and ${postPolicy.where(actor, 'change')}`);
  if (!row) notFound();
  const audiences = await addressable(db, actor, 'publish', locale);
  const isShown = row.publishAt !== null && row.publishAt <= now;
  const { pictures, films, documents } = (await filesOf(db, [postId]))(postId);
  const filled = filledOf(
    row,
    [...pictures, ...films, ...documents].map(({ id }) => id),
  );
  const isWaiting = row.publishAt !== null && !isShown;
  return finish(ctx, audiences, filled, { id: postId, isShown, isWaiting }, undefined);
}

/** The same form again after a refusal, with what was typed. */
export async function refusedComposer(
  ctx: SessionContext,
  refusal: Refusal,
  raw: Raw,
  postId: string | undefined,
): Promise<Composer> {
  const { filesIds } = refusal.details;
  const typed = filledFrom(raw);
  const filled = Array.isArray(filesIds) ? { ...typed, filesIds: filesIds.map(String) } : typed;
  if (postId) {
    const known = await changeComposer(ctx, postId);
    return finish(ctx, known.audiences, filled, known.post, refusal);
  }
  if (!maySend(ctx)) throw refusal;
  const audiences = await addressable(ctx.db, ctx.actor, 'publish', ctx.locale);
  return finish(ctx, audiences, filled, null, refusal);
}

async function finish(
  ctx: SessionContext,
  audiences: Composer['audiences'],
  filled: Filled,
  post: Composer['post'],
  refusal: Refusal | undefined,
): Promise<Composer> {
  const { db, actor, now } = ctx;
  const chosen = audiences.filter(({ key }) => filled.to.includes(key));
  const schoolIds = [...new Set(chosen.map(({ schoolId }) => schoolId))];
  const policies = await Promise.all((schoolIds.length > 0 ? schoolIds : [null]).map((id) => hoursPolicyOf(db, id)));
  const publication = publicationIn(policies, {
    at: now,
    authorRole: actor.roles.includes('platform') ? 'platform' : 'staff',
    to: chosen.length > 0 && chosen.every(({ role }) => role === 'staff') ? 'staff-only' : 'anybody',
  });
  const children = await childrenOf(db, filled.to, actor.today);
  const headed = headedSchools(actor);
  const [policy] = policies;
  if (!policy) throw new Error('no policy of quiet hours');
  return {
    ctx,
    audiences,
    filled,
    publication,
    policy,
    post,
    held: await heldFiles(db, actor.personId, filled.filesIds),
    children: children.length > LISTED_CHILDREN ? null : children,
    mayBeUrgent: publication.queued && mayBeUrgent(actor, headed),
    mayBePublic: headed.length > 0,
    refusal,
  };
}

/** For whom the actor's last post was. */
async function lastAudience({ db, actor }: SessionContext): Promise<string[]> {
  const row = await firstOf(
    db,
    sql<{ keys: string[] }>`
      select array(select a.key from news.post_audiences a where a.post_id = n.id order by a.key) as keys
      from news.posts n where n.author_id = ${actor.personId}::uuid and n.publish_at is not null
      order by coalesce(n.publish_at, n.changed_at) desc, n.id desc limit 1`,
  );
  return row?.keys ?? [];
}

interface Kept {
  readonly key: string;
  readonly title: string;
  readonly body: RichText | null;
  readonly publishAt: Date | null;
  readonly endsOn: string | null;
  readonly urgent: string | null;
  readonly picturesAlt: string | null;
  readonly pictured: string;
  readonly asksReading: boolean;
  readonly reactions: boolean;
  readonly comments: boolean;
  readonly isPublic: boolean;
  readonly to: readonly string[];
  readonly children: readonly string[];
  readonly poll: {
    readonly question: string;
    readonly options: readonly string[];
    readonly several: boolean;
    readonly closesOn: string | null;
  } | null;
  readonly event: {
    readonly startsOn: string;
    readonly startsAt: string | null;
    readonly lastDay: string;
    readonly endsAt: string | null;
    readonly place: string | null;
  } | null;
}

const keptQuery = (postId: string) => sql`
  select n.request_key as key, n.title, n.body, n.publish_at as "publishAt", n.ends_on as "endsOn", n.urgent, n.pictures_alt as "picturesAlt",
         n.pictured, n.asks_reading as "asksReading", n.takes_reactions as reactions, n.takes_comments as comments, n.is_public as "isPublic",
         array(select a.key from news.post_audiences a where a.post_id = n.id order by a.key) as to,
         array(select p.uid from news.pictured c join directory.persons p on p.id = c.person_id where c.post_id = n.id order by p.uid) as children,
         (select json_build_object('question', q.question, 'options', q.options, 'several', q.several, 'closesOn', q.closes_on)
          from news.polls q where q.post_id = n.id) as poll,
         (select json_build_object('startsOn', e.starts_on, 'startsAt', to_char(e.starts_at, 'HH24:MI'), 'lastDay', e.last_day,
                                   'endsAt', to_char(e.ends_at, 'HH24:MI'), 'place', e.place_name)
          from news.events e where e.post_id = n.id) as event
  from news.posts n where n.id = ${postId}::uuid and n.withdrawn_at is null and n.hidden_at is null`;

function filledOf(row: Kept, filesIds: readonly string[]): Filled {
  const boxes = {
    asksReading: row.asksReading,
    reactions: row.reactions,
    comments: row.comments,
    isPublic: row.isPublic,
    pollSeveral: row.poll?.several,
  };
  return {
    ...empty,
    key: row.key,
    title: row.title,
    text: row.body ?? '',
    to: row.to,
    picturesAlt: row.picturesAlt ?? '',
    pictured: row.pictured === 'unsaid' ? '' : row.pictured,
    children: row.children,
    filesIds,
    until: row.endsOn ? dayBefore(row.endsOn) : '',
    urgent: row.urgent ?? '',
    boxes: new Set(BOXES.filter((name) => boxes[name])),
    question: row.poll?.question ?? '',
    answers: row.poll?.options ?? [],
    pollUntil: row.poll?.closesOn ? dayBefore(row.poll.closesOn) : '',
    eventFrom: row.event?.startsOn ?? '',
    eventStart: row.event?.startsAt ?? '',
    eventUntil: row.event?.lastDay ?? '',
    eventEnd: row.event?.endsAt ?? '',
    eventPlace: row.event?.place ?? '',
  };
}
