import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import type { RichText } from '../../platform/rich-text/model.ts';
import { postPolicy, readingKeys } from './policy.ts';
import type { PostEvent, ReactionKind } from './rules.ts';

/** A row of a list of posts. */
export interface PostRow {
  readonly id: string;
  readonly title: string;
  /** The first letters of its text. */
  readonly words: string;
  readonly authorId: string;
  readonly authorTitle: string | null;
  readonly authorGivenName: string | null;
  readonly authorFamilyName: string;
  readonly authorRole: string;
  readonly publishAt: Date | null;
  readonly changedAt: Date;
  readonly endsOn: string | null;
  readonly withdrawnAt: Date | null;
  readonly hiddenAt: Date | null;
  readonly picturesWithdrawnAt: Date | null;
  readonly picturesAlt: string | null;
  readonly urgent: 'closing' | 'transport' | 'safety' | 'health' | null;
  readonly isPublic: boolean;
  readonly asksReading: boolean;
  readonly ownReading: Date | null;
  readonly audiences: readonly { readonly key: string; readonly place: string; readonly schoolId: string | null }[];
  readonly pinnedIn: readonly string[];
  readonly event: PostEvent | null;
  readonly hasPoll: boolean;
  readonly comments: number;
}

/** SQL condition: it is shown now to whoever may read it. Alias `n`. */
export const shownNow = (now: Date, today: string): RawBuilder<unknown> => sql`
  (n.publish_at <= ${now} and n.withdrawn_at is null and n.hidden_at is null and (n.ends_on is null or n.ends_on > ${today}::date))`;

const eventOfPost = sql`
  (select json_build_object('startsOn', e.starts_on, 'startsAt', to_char(e.starts_at, 'HH24:MI'), 'lastDay', e.last_day,
                            'endsAt', to_char(e.ends_at, 'HH24:MI'), 'place', e.place_name)
   from news.events e where e.post_id = n.id)`;

const columns = (actor: Actor): RawBuilder<unknown> => sql`
  n.id, n.title, left(n.words, 400) as words, n.author_id as "authorId", w.title as "authorTitle", w.given_name as "authorGivenName",
  w.family_name as "authorFamilyName", n.author_role as "authorRole", n.publish_at as "publishAt", n.changed_at as "changedAt",
  n.ends_on as "endsOn", n.withdrawn_at as "withdrawnAt", n.hidden_at as "hiddenAt", n.pictures_withdrawn_at as "picturesWithdrawnAt",
  n.pictures_alt as "picturesAlt", n.urgent, n.is_public as "isPublic", n.asks_reading as "asksReading",
  (select k.read_at from news.acknowledgements k where k.post_id = n.id and k.person_id = ${actor.personId}::uuid) as "ownReading",
  (select json_agg(json_build_object('key', a.key, 'place', a.place, 'schoolId', a.school_id) order by a.place, a.key)
   from news.post_audiences a where a.post_id = n.id) as audiences,
  array(select i.place from news.pins i where i.post_id = n.id order by i.place) as "pinnedIn",
  ${eventOfPost} as event, exists (select 1 from news.polls q where q.post_id = n.id) as "hasPoll",
  case when n.takes_comments then
    (select count(*) from news.comments c
     where c.post_id = n.id and c.approved_at is not null and c.removed_at is null and c.hidden_at is null) else 0 end as comments`;

/** A place in a list: after the post of that instant and id. */
export interface PostMark {
  readonly at: Date;
  readonly id: string;
}

export const markOf = ({ at, id }: PostMark): string => `${at.getTime()}.${id}`;

/** Where the next page starts; undefined for the first one, and for what is no mark. */
export function readMark(mark: string | undefined): PostMark | undefined {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(mark ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id } : undefined;
}

const FIRST: PostMark = { at: new Date('9999-01-01T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/**
 * What is shown to the actor now, newest first: the first ones of each circle by its index, merged. `place`: of that place alone. One more
 * than `limit` comes where there is a next page.
 */
export function readablePosts(
  db: Db,
  actor: Actor,
  now: Date,
  {
    place,
    after = FIRST,
    limit,
  }: { readonly place?: string | undefined; readonly after?: PostMark | undefined; readonly limit: number },
): Promise<PostRow[]> {
  const asked = limit + 1;
  const lane = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select pa.publish_at, pa.post_id from news.post_audiences pa join news.posts n on n.id = pa.post_id
    where ${which} and pa.publish_at is not null and (pa.publish_at, pa.post_id) < (${after.at}, ${after.id}::uuid) and ${shownNow(now, actor.today)}
      and ${place ? postPolicy.where(actor, 'read') : sql`true`}
    order by pa.publish_at desc, pa.post_id desc limit ${asked}`;
  const found = place
    ? lane(sql`pa.place = ${place}`)
    : sql`select near.publish_at, near.post_id from unnest(${readingKeys(actor)}::text[]) as k (key)
          cross join lateral (${lane(sql`pa.key = k.key`)}) as near`;
  return rowsOf(
    db,
    sql<PostRow>`
      select ${columns(actor)}
      from (select distinct publish_at, post_id from (${found}) as f order by publish_at desc, post_id desc limit ${asked}) as near
      join news.posts n on n.id = near.post_id
      join directory.persons w on w.id = n.author_id
      order by near.publish_at desc, near.post_id desc`,
  );
}

/** The posts kept on top of a place, the last pinned first. */
export const pinnedPosts = (db: Db, actor: Actor, now: Date, place: string): Promise<PostRow[]> =>
  rowsOf(
    db,
    sql<PostRow>`
      select ${columns(actor)} from news.pins i join news.posts n on n.id = i.post_id
      join directory.persons w on w.id = n.author_id
      where i.place = ${place} and ${shownNow(now, actor.today)} and ${postPolicy.where(actor, 'read')}
      order by i.pinned_at desc, i.post_id limit 2`,
  );

export interface FullPost extends PostRow {
  readonly fullWords: string;
  readonly body: RichText | null;
  readonly pictured: 'unsaid' | 'nobody' | 'some';
  readonly takesReactions: boolean;
  readonly takesComments: boolean;
  readonly isShown: boolean;
  readonly readers: number;
  readonly reactions: readonly { readonly kind: ReactionKind; readonly count: number }[];
  readonly ownReaction: ReactionKind | null;
  readonly poll: {
    readonly question: string;
    readonly options: readonly string[];
    readonly several: boolean;
    readonly closesOn: string | null;
    readonly own: readonly number[] | null;
    readonly voters: number;
    readonly counts: readonly number[];
  } | null;
}

/** One post: for its readers once it is shown, for those who run it at any time; undefined for all others. */
export const findPost = (db: Db, actor: Actor, now: Date, id: string): Promise<FullPost | undefined> =>
  firstOf(
    db,
    sql<FullPost>`
      select ${columns(actor)}, n.words as "fullWords", n.body, n.pictured, n.takes_reactions as "takesReactions",
             n.takes_comments as "takesComments", ${shownNow(now, actor.today)} as "isShown",
             (select count(*) from news.acknowledgements k where k.post_id = n.id) as readers,
             coalesce((select json_agg(json_build_object('kind', r.kind, 'count', r.count) order by r.kind)
                       from (select kind, count(*) as count from news.reactions where post_id = n.id group by kind) as r), '[]'::json) as reactions,
             (select r.kind from news.reactions r where r.post_id = n.id and r.person_id = ${actor.personId}::uuid) as "ownReaction",
             (select json_build_object('question', q.question, 'options', q.options, 'several', q.several, 'closesOn', q.closes_on,
                                       'own', (select v.choices from news.votes v where v.post_id = n.id and v.person_id = ${actor.personId}::uuid),
                                       'voters', (select count(*) from news.votes v where v.post_id = n.id),
                                       'counts', (select coalesce(json_agg((select count(*) from news.votes v where v.post_id = n.id and o.rank - 1 = any(v.choices)) order by o.rank), '[]'::json)
                                                  from unnest(q.options) with ordinality as o (words, rank)))
              from news.polls q where q.post_id = n.id) as poll
      from news.posts n join directory.persons w on w.id = n.author_id
      where n.id = ${id}::uuid
        and ((${shownNow(now, actor.today)} and ${postPolicy.where(actor, 'read')})
             or (n.publish_at is not null and ${postPolicy.where(actor, 'manage')}) or n.author_id = ${actor.personId}::uuid)`,
  );

/** What the actor wrote, whatever its state; or, of the schools given, what others wrote there and published. By its hour, newest first. */
export const writtenPosts = (
  db: Db,
  actor: Actor,
  {
    schoolIds,
    after = FIRST,
    limit,
  }: { readonly schoolIds: readonly string[] | null; readonly after?: PostMark | undefined; readonly limit: number },
): Promise<PostRow[]> =>
  rowsOf(
    db,
    sql<PostRow>`
      select ${columns(actor)} from news.posts n join directory.persons w on w.id = n.author_id
      where ${
        schoolIds
          ? sql`n.publish_at is not null and exists (select 1 from news.post_audiences pa where pa.post_id = n.id and pa.school_id = any(${[...schoolIds]}::uuid[]) offset 0)`
          : sql`n.author_id = ${actor.personId}::uuid`
      } and (coalesce(n.publish_at, n.changed_at), n.id) < (${after.at}, ${after.id}::uuid)
      order by coalesce(n.publish_at, n.changed_at) desc, n.id desc limit ${limit + 1}`,
  );

export interface CommentRow {
  readonly id: string;
  readonly authorId: string;
  readonly title: string | null;
  readonly givenName: string | null;
  readonly familyName: string;
  readonly words: string;
  readonly writtenAt: Date;
  readonly isWaiting: boolean;
}

/** Comments of a post, oldest first: those let through, one's own, and those that wait for who runs the post. */
export const commentsOf = (db: Db, actor: Actor, postId: string, runs: boolean): Promise<CommentRow[]> =>
  rowsOf(
    db,
    sql<CommentRow>`
      select c.id, c.author_id as "authorId", w.title, w.given_name as "givenName", w.family_name as "familyName", c.words,
             c.written_at as "writtenAt", c.approved_at is null as "isWaiting"
      from news.comments c join directory.persons w on w.id = c.author_id
      where c.post_id = ${postId}::uuid and c.removed_at is null and c.hidden_at is null
        and (c.approved_at is not null or c.author_id = ${actor.personId}::uuid or ${runs})
      order by c.written_at, c.id limit 200`,
  );

export interface RevisionRow {
  readonly number: number;
  readonly title: string;
  readonly words: string;
  readonly by: string;
  readonly at: Date;
}

/** What a post said before each change, the last change first. */
export const revisionsOf = (db: Db, postId: string): Promise<RevisionRow[]> =>
  rowsOf(
    db,
    sql<RevisionRow>`
      select r.number, r.title, r.words, concat_ws(' ', w.given_name, w.family_name) as by, r.changed_at as at
      from news.revisions r join directory.persons w on w.id = r.changed_by
      where r.post_id = ${postId}::uuid order by r.number desc limit 200`,
  );
