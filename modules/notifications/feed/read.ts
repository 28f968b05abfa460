import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { keepCounts } from '../../../platform/http/badges.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { BadgeCount, HomeScope } from '../../../platform/module.ts';
import { audiencesOf, ownAudiences } from '../../directory/index.ts';
import { settle } from '../entries/settle.ts';
import { readerTopic } from '../entries/topics.ts';
import { type FeedEntry, freshSince, isKeptFrom, readFeed, readHome, unreadCount } from './queries.ts';

/** Entries a page. */
export const PAGE = 20;
/** On the home page, which holds other things too. */
const ON_HOME = 4;

interface Asked extends HomeScope {
  readonly kind?: string | undefined;
  /** Comes after this one. */
  readonly before?: Cursor | undefined;
}

/** The last entry of a page. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** The reader's question, by the switch of child or school: another family's child asks for nothing. */
function questionOf({ actor, now }: SessionContext, { child, school, kind, before }: Asked, limit: number) {
  const one = child === undefined ? undefined : actor.children.find(({ uid }) => uid === child);
  const place =
    school === undefined ? undefined : actor.places.find(({ schoolId }) => schoolId === schoolOf(actor, school));
  const groups = new Set(
    actor.groups.filter((group) => group.schoolId === place?.schoolId).map(({ groupId }) => groupId),
  );
  const keys = ownAudiences(actor)
    .filter(({ children }) => !one || children.includes(one.personId))
    .map(({ key }) => key)
    .filter((key) => {
      if (!place) return true;
      const [kindOfPlace, id = ''] = key.split(':');
      return kindOfPlace === 'school' ? id === place.schoolId : kindOfPlace === 'group' && groups.has(id);
    });
  return {
    personId: actor.personId,
    now,
    today: actor.today,
    keys,
    childId: one?.personId,
    schoolId: place?.schoolId,
    kind,
    beforeAt: before?.at,
    beforeId: before?.id,
    limit,
  };
}

const schoolOf = (actor: SessionContext['actor'], uai: string): string | undefined =>
  actor.profiles.find(({ schoolUai }) => schoolUai === uai)?.schoolId;

/** One entry more than shown tells whether there are others. */
export async function feedPage(
  ctx: SessionContext,
  asked: Asked,
): Promise<{ readonly entries: readonly FeedEntry[]; readonly next: string | null }> {
  const found = await readFeed(ctx.db, questionOf(ctx, asked, PAGE + 1));
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  const entries = await inSight(ctx, page);
  return { entries, next: found.length > PAGE && last ? `${last.publishedAt.toISOString()}_${last.id}` : null };
}

/** Those entries without the kinds that are kept out of the reader's sight for now. */
async function inSight(ctx: SessionContext, entries: readonly FeedEntry[]): Promise<readonly FeedEntry[]> {
  const asked = ctx.extensions.notificationKinds.filter(
    ({ key, isOutOfSight }) => isOutOfSight && entries.some(({ kind }) => kind === key),
  );
  const hidden = new Set<string>();
  for (const kind of asked) if (await kind.isOutOfSight?.(ctx)) hidden.add(kind.key);
  return hidden.size === 0 ? entries : entries.filter(({ kind }) => !hidden.has(kind));
}

export interface HomeFeed {
  readonly todo: readonly FeedEntry[];
  readonly feed: readonly FeedEntry[];
  /** There is more than the home page shows. */
  readonly more: boolean;
}

const homes = new WeakMap<SessionContext, Promise<HomeFeed>>();

/** What the two cards of the home page show, in one statement a request, the counts of all badges with it. */
export function homeFeed(ctx: SessionContext, scope: HomeScope): Promise<HomeFeed> {
  const known = homes.get(ctx);
  if (known) return known;
  const read = async (): Promise<HomeFeed> => {
    const { todo, feed, counts } = await readHome(ctx, questionOf(ctx, scope, ON_HOME + 1));
    keepCounts(ctx, counts);
    const [toDo, shown] = await Promise.all([inSight(ctx, todo), inSight(ctx, feed.slice(0, ON_HOME))]);
    return { todo: toDo, feed: shown, more: feed.length > ON_HOME };
  };
  const reading = read();
  homes.set(ctx, reading);
  return reading;
}

/** The feed's own badge, on "Aujourd'hui". */
export const feedBadge: BadgeCount = {
  destination: 'today',
  values: ({ actor, now }) => ({
    personId: actor.personId,
    now,
    today: actor.today,
    since: freshSince(now),
    keys: audiencesOf(actor),
  }),
  query: unreadCount,
};

/** Where an entry of the reader's leads. It counts as seen, unless it waits to be done or a browser only fetched ahead. */
export async function open(ctx: SessionContext, entryId: string): Promise<{ readonly href: string }> {
  const { db, actor, now, background } = ctx;
  const entry =
    (await firstOf(
      db,
      sql<{ subject: string; href: string; is_todo: boolean }>`
        select e.subject, e.href, e.is_todo from notifications.entries e
        where e.id = ${entryId} and e.published_at <= ${now} and (e.expires_at is null or e.expires_at > ${now})
          and (exists (select 1 from notifications.recipients r
                       where r.entry_id = e.id and r.person_id = ${actor.personId}::uuid and r.is_told and not ${isKeptFrom(actor)})
            or exists (select 1 from notifications.audiences a
                       where a.entry_id = e.id and a.key = any(${[...audiencesOf(actor)]}::text[])))`,
    )) ?? notFound();
  if (!entry.is_todo && !background) await ctx.transaction((tx) => settle(tx, entry.subject, [actor.personId]));
  return { href: entry.href };
}

/** Everything told until now is seen. */
export function seeAll(ctx: SessionContext): Promise<void> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    await sql`
      insert into notifications.readers (person_id, read_until) values (${actor.personId}, ${now})
      on conflict (person_id) do update set read_until = greatest(readers.read_until, excluded.read_until)`.execute(
      tx.db,
    );
    tx.changed(readerTopic(actor.personId));
  });
}
