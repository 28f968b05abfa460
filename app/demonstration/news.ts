import { Readable } from 'node:stream';
import sharp from 'sharp';
import { type AudienceChoice, addressable, loadActor } from '../../modules/directory/index.ts';
import { receive } from '../../modules/files/index.ts';
import { pinPost, type Typed, writePost } from '../../modules/news/index.ts';
import type { Storage } from '../../platform/blobs/storage.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import { type Db, firstOf, newId, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { fromPlain } from '../../platform/rich-text/plain.ts';
import { type drawings, pixelsOf } from './drawings.ts';
import { type DemoPost, demoPosts } from './news-posts.ts';

export interface NewsOptions {
  readonly db: Db;
  readonly storage: Storage;
  readonly now: Date;
  /** Ids of the people whom one may become, by their names. */
  readonly people: ReadonlyMap<string, string>;
}

/**
 * What the schools of the demonstration told these last days, through the same commands as anybody's: rights, quiet hours and all. Done
 * once; what a start that was cut had left out is told by the next.
 */
export async function tellDemoNews(options: NewsOptions): Promise<void> {
  for (const [rank, post] of demoPosts.entries()) await tell(options, post, keyOf(rank));
}

/** The form of each post has a key of its own: told twice, it is one. */
const keyOf = (rank: number): string => `01900000-0000-7000-8000-0000000a${String(rank).padStart(4, '0')}`;

async function tell({ db, storage, now, people }: NewsOptions, post: DemoPost, key: string): Promise<void> {
  const authorId = people.get(post.by);
  const known = await firstOf(db, sql`select 1 from news.posts where request_key = ${key}::uuid`);
  if (!authorId || known) return;
  const at = workdayBefore(now, post.daysAgo, post.hour ?? 10);
  const actor = await loadActor(db, authorId, dayOf(now));
  if (!actor) return;
  const ctx = {
    actor,
    db,
    storage,
    now: at,
    locale: 'fr',
    requestId: newId(),
    session: { hasFactor: true, provedAt: at },
    transaction: (work: Parameters<typeof inTransaction>[1]) => inTransaction(db, work),
    // The commands of a form ask no more of a request than this.
  } as unknown as SessionContext;
  const to = circles(await addressable(db, actor, 'publish', 'fr'), post);
  if (to.length === 0) return;
  const filesIds = await receive(ctx, await Promise.all((post.pictures ?? []).map((name) => sent(storage, name))));
  const { id } = await writePost(ctx, typedOf(post, key, to, filesIds, now));
  if (post.pinned) await pinPost(ctx, id);
}

/** The circles it is told to: of a class the nearest, of the school, of wherever the author speaks. */
const circles = (choices: readonly AudienceChoice[], { place, roles, label }: DemoPost): string[] => {
  const here = choices.filter((choice) => choice.place === place && (!label || choice.label.includes(label)));
  const [first] = here;
  return here.filter(({ id, role }) => id === first?.id && roles.includes(role)).map(({ key }) => key);
};

/** So many days of class before now, at that hour of the school's clock in winter. */
function workdayBefore(now: Date, days: number, hour: number): Date {
  const at = new Date(now);
  for (let left = days; left > 0; ) {
    at.setUTCDate(at.getUTCDate() - 1);
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left -= 1;
  }
  at.setUTCHours(hour - 1, 12, 0, 0);
  return at;
}

const dayAfter = (now: Date, days: number): string => dayOf(new Date(now.getTime() + days * 86_400_000));

function typedOf(post: DemoPost, key: string, to: readonly string[], filesIds: string[], now: Date): Typed {
  const { event, poll } = post;
  const yes = (on: boolean | undefined): 'yes' | '' => (on ? 'yes' : '');
  return {
    key,
    do: post.isDraft ? 'draft' : 'publish',
    to: [...to],
    title: post.title,
    text: fromPlain(post.text),
    filesIds,
    picturesAlt: post.alt ?? '',
    // Drawn, not taken: nobody is in them.
    pictured: filesIds.length > 0 ? 'nobody' : '',
    children: [],
    names: '',
    publishOn: '',
    publishTime: '',
    until: post.lastsDays === undefined ? '' : dayAfter(now, post.lastsDays),
    urgent: '',
    asksReading: yes(post.asksReading),
    reactions: yes(post.reactions),
    comments: yes(post.comments),
    isPublic: yes(post.isPublic),
    question: poll?.question ?? '',
    answers: [...(poll?.answers ?? [])],
    pollSeveral: yes(poll?.several),
    pollUntil: poll ? dayAfter(now, 20) : '',
    eventFrom: event ? dayAfter(now, event.inDays) : '',
    eventStart: event?.from ?? '',
    eventUntil: '',
    eventEnd: event?.until ?? '',
    eventPlace: event?.place ?? '',
  };
}

/** A drawing as a form would have sent it. */
async function sent(storage: Storage, name: keyof typeof drawings) {
  const key = newId();
  const { bytes: pixels, width, height } = pixelsOf(name);
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();
  const { sha256 } = await storage.blobs.put(key, Readable.from([bytes]));
  return { name: `${name}.jpg`, key, bytes: bytes.length, sha256, field: 'files', take: () => undefined };
}
