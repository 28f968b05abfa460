import { dayOf } from '../../platform/clock/clock.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { emptyText } from '../../platform/rich-text/model.ts';
import { readText } from '../directory/index.ts';
import { courtesyName } from '../directory/rules.ts';
import { type FileShown, thumbnailAddress } from '../files/index.ts';
import { filesOf } from './attachments.ts';
import type { Summary } from './contract.ts';
import { chipsOf, type PlaceFacts, placeFacts } from './places.ts';
import { headedSchools, ledSchools, postPolicy } from './policy.ts';
import {
  commentsOf,
  type FullPost,
  findPost,
  markOf,
  type PostRow,
  pinnedPosts,
  readablePosts,
  readMark,
  writtenPosts,
} from './queries.ts';
import { ANONYMOUS_FROM, headingOf, UNDO_SECONDS } from './rules.ts';
import { texts } from './texts.ts';

/* What pages and the JSON API show of posts. */

const PAGE = 20;

/** What became of a post, seen now. */
export function stateOf(row: PostRow, now: Date, today: string) {
  if (row.withdrawnAt) return 'withdrawn' as const;
  if (row.hiddenAt) return 'hidden' as const;
  if (!row.publishAt) return 'draft' as const;
  if (row.publishAt > now) return 'waiting' as const;
  return row.endsOn && row.endsOn <= today ? ('over' as const) : ('shown' as const);
}

type FilesOf = Awaited<ReturnType<typeof filesOf>>;

function summaryOf(ctx: SessionContext, row: PostRow, facts: ReadonlyMap<string, PlaceFacts>, files: FilesOf): Summary {
  const pictures = row.picturesWithdrawnAt ? [] : files(row.id).pictures;
  const [first] = pictures;
  const { kinds } = texts[ctx.locale];
  const heading =
    headingOf(row.title, row.words) || (row.event ? kinds.event : row.hasPoll ? kinds.poll : kinds.pictures);
  return {
    id: row.id,
    heading,
    words: row.title ? shortened(row.words) : shortened(restOf(row.words, heading)),
    author: courtesyName({ title: row.authorTitle, givenName: row.authorGivenName, familyName: row.authorFamilyName }),
    authorRole: row.authorRole,
    publishAt: row.publishAt,
    audiences: chipsOf(row.audiences ?? [], facts, ctx.locale),
    urgent: row.urgent,
    isPinned: row.pinnedIn.length > 0,
    isPublic: row.isPublic,
    hasPoll: row.hasPoll,
    event: row.event,
    awaitsReading: row.asksReading && !row.ownReading && row.authorId !== ctx.actor.personId,
    comments: row.comments,
    picture: first ? shownPicture(first, 320) : null,
    pictures: pictures.length,
  };
}

/** A picture as a page shows it: its longer side has that many pixels at most. */
export function shownPicture({ id, alt, width = 4, height = 3 }: FileShown, side: number) {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    src: thumbnailAddress(id, side),
    alt: alt ?? '',
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
}

/** What follows the words that serve as title. */
const restOf = (words: string, heading: string): string =>
  words.trim().startsWith(heading) ? words.trim().slice(heading.length).trim() : words;

/** First words on one line: items of a list follow one another. */
export const shortened = (words: string): string => {
  const text = words.trim().replace(/\s*\n\s*(?:- |\d+\. |> )?/g, ' ');
  return text.length <= 160 ? text : `${text.slice(0, 159).replace(/\s+\S*$/, '')}…`;
};

const placesIn = (rows: readonly PostRow[]): string[] => [
  ...new Set(rows.flatMap((row) => (row.audiences ?? []).map(({ place }) => place))),
];

/** The places of the actor's own circles, to choose one: classes and schools, those of the children included. */
export function ownPlaces(ctx: SessionContext): string[] {
  const { actor } = ctx;
  const groups = [...actor.groups.map(({ groupId }) => groupId), ...actor.children.flatMap(({ groupIds }) => groupIds)];
  const schools = [
    ...actor.profiles.map(({ schoolId }) => schoolId),
    ...actor.mandates.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])),
    ...actor.children.flatMap(({ schoolIds }) => schoolIds),
  ];
  const communes = actor.mandates.flatMap(({ kind, communeId }) =>
    kind === 'commune' && communeId ? [communeId] : [],
  );
  return [
    ...new Set([
      ...groups.map((id) => `group:${id}`),
      ...schools.map((id) => `school:${id}`),
      ...communes.map((id) => `commune:${id}`),
    ]),
  ];
}

/** A page of the news; on the first page of a place, what is pinned there comes first. Five statements at most. */
export async function readNews(
  ctx: SessionContext,
  { place, after }: { place?: string | undefined; after?: string | undefined },
) {
  const { actor, db, now } = ctx;
  const [rows, pinned] = await Promise.all([
    readablePosts(db, actor, now, { place, after: readMark(after), limit: PAGE }),
    place && !after ? pinnedPosts(db, actor, now, place) : [],
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const shown = [...pinned, ...page.filter(({ id }) => !pinned.some((top) => top.id === id))];
  const places = ownPlaces(ctx).slice(0, 12);
  const [facts, files] = await Promise.all([
    placeFacts(db, [...placesIn(shown), ...places, ...(place ? [place] : [])], actor.today),
    filesOf(
      db,
      shown.map(({ id }) => id),
    ),
  ]);
  const choices = place && !places.includes(place) ? [...places, place] : places;
  return {
    posts: shown.map((row) => summaryOf(ctx, row, facts, files)),
    next: rows.length > PAGE && last?.publishAt ? markOf({ at: last.publishAt, id: last.id }) : null,
    places: choices.flatMap((one) => {
      const known = facts.get(one);
      return known ? [{ place: one, name: known.name }] : [];
    }),
    maySend: maySend(ctx),
  };
}

/** Whether there may be a place where the actor tells something: shows the button; the right itself is asked place by place. */
export const maySend = ({ actor }: Pick<SessionContext, 'actor'>): boolean =>
  actor.roles.some((role) =>
    ['head', 'school_life', 'after_school', 'academy', 'commune', 'platform'].includes(role),
  ) || actor.groups.some(({ role }) => ['teacher', 'main_teacher', 'owner'].includes(role));

/** One post, as its reader finds it. */
export async function readPost(ctx: SessionContext, postId: string) {
  const { actor, db, now } = ctx;
  const row = (await findPost(db, actor, now, postId)) ?? notFound();
  const [facts, files] = await Promise.all([placeFacts(db, placesIn([row]), actor.today), filesOf(db, [row.id])]);
  const abilities = abilitiesOn(ctx, row);
  const state = stateOf(row, now, actor.today);
  const soon = new Date(now.getTime() + UNDO_SECONDS * 1000);
  const reading = await readText(ctx, {
    title: row.title,
    words: row.body ?? emptyText,
    names: [
      `${row.authorGivenName ?? ''} ${row.authorFamilyName}`.trim(),
      ...[...facts.values()].map(({ name }) => name),
    ],
    near: dayOf(row.publishAt ?? now),
  });
  return {
    ...summaryOf(ctx, row, facts, files),
    title: row.title,
    body: row.body,
    reading,
    poll: row.poll && pollShown(ctx, row),
    reactions: {
      own: row.ownReaction,
      counts: Object.fromEntries(row.reactions.map(({ kind, count }) => [kind, count])),
    },
    asksReading: row.asksReading,
    takesReactions: row.takesReactions,
    takesComments: row.takesComments,
    ownReading: row.ownReading,
    readers: abilities.manage ? row.readers : 0,
    state,
    isSoon: state === 'waiting' && row.publishAt !== null && row.publishAt <= soon,
    abilities,
    row,
    files: files(row.id),
  };
}

export type ReadPost = Awaited<ReturnType<typeof readPost>>;

/** The comments under it, for its page. */
export const readComments = (ctx: SessionContext, post: ReadPost) =>
  post.takesComments ? commentsOf(ctx.db, ctx.actor, post.id, post.abilities.manage) : Promise.resolve([]);

const abilitiesOn = ({ actor }: SessionContext, row: PostRow) =>
  postPolicy.abilities(actor, {
    authorId: row.authorId,
    keys: (row.audiences ?? []).map(({ key }) => key),
    schoolIds: (row.audiences ?? []).flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])),
  });

/** Counts are told from five voters on; before, to the author alone, who knows no name either. */
function pollShown({ actor }: SessionContext, { poll, authorId }: FullPost) {
  if (!poll) return null;
  const isClosed = poll.closesOn !== null && poll.closesOn <= actor.today;
  const tells = poll.voters >= ANONYMOUS_FROM || authorId === actor.personId;
  return {
    question: poll.question,
    options: [...poll.options],
    several: poll.several,
    closesOn: poll.closesOn,
    isClosed,
    own: [...(poll.own ?? [])],
    voters: poll.voters,
    counts: tells ? [...poll.counts] : null,
  };
}

/** What the actor wrote; `school`: what was told in the schools that they lead. */
export async function readOwn(ctx: SessionContext, whose: 'own' | 'school', after: string | undefined) {
  const { actor, db, now } = ctx;
  const schools = [...new Set([...ledSchools(actor), ...headedSchools(actor)])];
  const isHead = schools.length > 0;
  if (!maySend(ctx) || (whose === 'school' && !isHead)) notFound();
  const rows = await writtenPosts(db, actor, {
    schoolIds: whose === 'school' ? schools : null,
    after: readMark(after),
    limit: PAGE,
  });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const [facts, files] = await Promise.all([
    placeFacts(db, placesIn(page), actor.today),
    filesOf(
      db,
      page.map(({ id }) => id),
    ),
  ]);
  return {
    posts: page.map((row) => ({
      ...summaryOf(ctx, row, facts, files),
      state: stateOf(row, now, actor.today),
      changedAt: row.changedAt,
    })),
    next: rows.length > PAGE && last ? markOf({ at: last.publishAt ?? last.changedAt, id: last.id }) : null,
    isHead,
  };
}

/** The newest posts of a place, for the page of that place. */
export async function latestOf(ctx: SessionContext, place: string, limit: number): Promise<Summary[]> {
  const { actor, db, now } = ctx;
  const rows = (await readablePosts(db, actor, now, { place, limit })).slice(0, limit);
  const [facts, files] = await Promise.all([
    placeFacts(db, placesIn(rows), actor.today),
    filesOf(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.map((row) => summaryOf(ctx, row, facts, files));
}
