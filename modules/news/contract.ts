import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';
import { richTextAnswer, richTextInput } from '../../platform/rich-text/input.ts';
import { phraseFields } from '../../platform/rich-text/phrase.ts';
import { readingAnswer } from '../../platform/rich-text/reading.ts';
import { fileRefusals, fileUploads, heldIds } from '../files/index.ts';
import { urgentCategories } from '../notifications/rules.ts';
import { MAX_OPTIONS, reactionKinds } from './rules.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const postId = z.object({ postId: z.uuid() });
/** Opaque: where the next page starts. */
export const mark = z.string().max(120).optional();
/** Where a post is: `group:<id>`, `school:<id>`, `commune:<id>`, `platform`. */
const place = z.string().regex(/^(?:platform|(?:group|school|commune):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/);
const audienceKey = z.string().max(60);

/** One or several values of a form under one name, as a list. */
const several = <T extends z.ZodType<string>>(one: T, most: number) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(one).max(most));
const box = z.enum(['', 'yes']).default('');
const day = z.union([z.literal(''), z.iso.date('news.day-faulty')]).default('');
const time = z.union([z.literal(''), z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'news.hour-faulty')]).default('');

export const event = z.object({
  startsOn: z.iso.date(),
  startsAt: z.string().nullable(),
  lastDay: z.iso.date(),
  endsAt: z.string().nullable(),
  place: z.string().nullable(),
});
const chip = z.object({ place, name: z.string(), roles: z.array(z.string()), pupils: z.number().int().nullable() });
const summary = z.object({
  id: z.uuid(),
  heading: z.string(),
  words: z.string(),
  author: z.string(),
  authorRole: z.string(),
  publishAt: z.date().nullable(),
  audiences: z.array(chip),
  urgent: z.enum(urgentCategories).nullable(),
  isPinned: z.boolean(),
  isPublic: z.boolean(),
  hasPoll: z.boolean(),
  event: event.nullable(),
  /** Its readers are asked to say that they have read it, and the actor has not. */
  awaitsReading: z.boolean(),
  comments: z.number().int(),
  /** The first of its pictures, in a size for lists. */
  picture: z.object({ src: z.string(), alt: z.string(), width: z.number(), height: z.number() }).nullable(),
  pictures: z.number().int(),
});
export type Summary = z.output<typeof summary>;
export type Chip = z.output<typeof chip>;

export const listNews = endpoint({
  name: 'news.listNews',
  method: 'GET',
  path: '/news',
  summary: 'What was told to the caller, their children’s circles and those they answer for; newest first, 20 a page.',
  access: 'session',
  query: z.object({ place: place.optional(), after: mark }),
  answer: z.object({
    posts: z.array(summary),
    next: z.string().nullable(),
    places: z.array(z.object({ place, name: z.string() })),
    maySend: z.boolean(),
  }),
});

export const showPost = endpoint({
  name: 'news.showPost',
  method: 'GET',
  path: '/news/:postId',
  summary: 'A post, with what it asks of its readers.',
  access: 'session',
  params: postId,
  answer: summary.extend({
    title: z.string(),
    body: richTextAnswer.nullable(),
    reading: readingAnswer,
    poll: z
      .object({
        question: z.string(),
        options: z.array(z.string()),
        several: z.boolean(),
        closesOn: z.iso.date().nullable(),
        isClosed: z.boolean(),
        own: z.array(z.number().int()),
        voters: z.number().int(),
        /** Votes by option; null as long as they would say who voted. */
        counts: z.array(z.number().int()).nullable(),
      })
      .nullable(),
    reactions: z.object({
      own: z.enum(reactionKinds).nullable(),
      counts: z.record(z.string(), z.number().int()),
    }),
    asksReading: z.boolean(),
    takesReactions: z.boolean(),
    takesComments: z.boolean(),
    ownReading: z.date().nullable(),
    readers: z.number().int(),
    state: z.enum(['draft', 'waiting', 'shown', 'over', 'withdrawn', 'hidden']),
    /** It waits only for the seconds in which it can be taken back. */
    isSoon: z.boolean(),
    abilities: z.record(z.string(), z.boolean()),
  }),
});

/** What the form of a post holds. `key`: made with the form, so that the same form sent twice is one post. */
const typed = z.object({
  key: z.uuid(),
  do: z.enum(['publish', 'draft']).default('publish'),
  to: several(audienceKey, 60),
  title: z.string().trim().max(120, 'news.title-long').default(''),
  text: richTextInput({ max: 20_000 }).optional(),
  /** Files that are here already; others come with the form. */
  filesIds: heldIds,
  picturesAlt: z.string().trim().max(300).default(''),
  /** Who is in the pictures: nobody whom one recognises, or these children. */
  pictured: z.enum(['', 'nobody', 'some']).default(''),
  children: several(uid, 200),
  names: z.string().trim().max(4000).default(''),
  publishOn: day,
  publishTime: time,
  /** The last day on which it shows. */
  until: day,
  urgent: z.union([z.literal(''), z.enum(urgentCategories)]).default(''),
  asksReading: box,
  reactions: box,
  comments: box,
  isPublic: box,
  question: z.string().trim().max(200, 'news.poll-question-long').default(''),
  answers: several(z.string().trim().max(100, 'news.poll-answer-long'), MAX_OPTIONS),
  pollSeveral: box,
  pollUntil: day,
  eventFrom: day,
  eventStart: time,
  eventUntil: day,
  eventEnd: time,
  eventPlace: z.string().trim().max(120).default(''),
});
export type Typed = z.output<typeof typed>;

const writing: Readonly<Record<string, number>> = {
  'news.nothing-said': 422,
  'news.audience-missing': 422,
  'news.day-past': 422,
  'news.event-day-missing': 422,
  'news.event-ends-before': 422,
  'news.event-hour-missing': 422,
  'news.poll-question-missing': 422,
  'news.poll-one-answer': 422,
  'news.poll-answer-twice': 422,
  'news.poll-answered': 409,
  'news.pictures-many': 422,
  'news.pictured-missing': 422,
  'news.pictured-unknown': 422,
  'news.pictured-not-allowed': 422,
  'news.public-without-school': 422,
  'news.urgent-not-yours': 422,
  'news.already-published': 409,
  'directory.year-closed': 409,
  'safety.stopped': 423,
  ...fileRefusals,
};

/** Files of one form: ten pictures, and what goes with them. */
const uploads = fileUploads(['files'], { most: 15 });

export const showComposer = endpoint({
  name: 'news.showComposer',
  method: 'GET',
  path: '/news/new',
  summary: 'The form of a new post, with the circles that the caller may tell something.',
  access: 'session',
  query: z.object({ to: several(audienceKey, 60).optional(), place: place.optional(), ...phraseFields }),
  answer: z.object({ audiences: z.array(z.object({ key: z.string(), label: z.string() })) }),
  api: false,
});

export const writePost = endpoint({
  name: 'news.writePost',
  method: 'POST',
  path: '/news/new',
  summary: 'Tells something to circles: at once, at the next opening of quiet hours, or at an hour of its own.',
  access: 'session',
  body: typed,
  answer: z.object({ id: z.uuid(), publishAt: z.date().nullable() }),
  refusals: writing,
  stepUp: 'when-wide',
  uploads,
  rateLimit: 120,
});

/** What the page posts by itself while somebody writes. */
export const keepDraft = endpoint({
  name: 'news.keepDraft',
  method: 'POST',
  path: '/news/draft',
  summary: 'Keeps what is being written, as a draft that only its author sees.',
  access: 'session',
  body: typed,
  answer: z.object({ id: z.uuid(), href: z.string() }),
  refusals: writing,
});

export const showChange = endpoint({
  name: 'news.showChange',
  method: 'GET',
  path: '/news/:postId/change',
  summary: 'The form of a post that its author changes.',
  access: 'session',
  params: postId,
  answer: z.object({ id: z.uuid() }),
  api: false,
});

export const changePost = endpoint({
  name: 'news.changePost',
  method: 'POST',
  path: '/news/:postId/change',
  summary: 'Changes a post; what it said before is kept for its author and the head.',
  access: 'session',
  params: postId,
  body: typed,
  answer: z.object({ id: z.uuid(), publishAt: z.date().nullable() }),
  refusals: writing,
  stepUp: 'when-wide',
  uploads,
  rateLimit: 120,
});

const act = (name: string, path: string, sentence: string, refusals: Readonly<Record<string, number>> = {}) =>
  endpoint({
    name: `news.${name}`,
    method: 'POST',
    path: `/news/:postId/${path}`,
    summary: sentence,
    access: 'session',
    params: postId,
    answer: z.object({}),
    refusals,
  });

export const undoPost = act('undoPost', 'undo', 'Takes back a post that nobody has seen yet: it is a draft again.', {
  'news.too-late': 409,
});
export const withdrawPost = act('withdrawPost', 'withdraw', 'Takes a post away from everybody who could read it.');
export const pinPost = act('pinPost', 'pin', 'Keeps a post on top of its places; two at most a place.', {
  'news.pins-full': 409,
});
export const unpinPost = act('unpinPost', 'unpin', 'Lets a post go from the top.');
export const acknowledge = act('acknowledge', 'read', 'Says that one has read a post that asks for it.');
export const remind = act('remind', 'remind', 'Tells again those who have not said that they have read it.', {
  'safety.stopped': 423,
});

export const react = endpoint({
  name: 'news.react',
  method: 'POST',
  path: '/news/:postId/reaction',
  summary: 'Says one of three neutral words under a post; the same again takes it back.',
  access: 'session',
  params: postId,
  body: z.object({ kind: z.enum(reactionKinds) }),
  answer: z.object({}),
});

export const vote = endpoint({
  name: 'news.vote',
  method: 'POST',
  path: '/news/:postId/vote',
  summary: 'Answers the poll of a post, or answers it anew.',
  access: 'session',
  params: postId,
  body: z.object({ choice: several(z.string().regex(/^[0-7]$/), MAX_OPTIONS) }),
  answer: z.object({}),
  refusals: { 'news.choice-missing': 422, 'news.poll-closed': 409 },
});

export const comment = endpoint({
  name: 'news.comment',
  method: 'POST',
  path: '/news/:postId/comments',
  summary: 'Writes a comment under a post that takes them; a pupil’s waits until an adult lets it through.',
  access: 'session',
  params: postId,
  body: z.object({
    key: z.uuid(),
    words: z.string().trim().min(1, 'news.comment-missing').max(1000, 'news.comment-long'),
  }),
  answer: z.object({ id: z.uuid(), waits: z.boolean() }),
  refusals: { 'safety.stopped': 423 },
  rateLimit: 60,
});

const commentAct = (name: string, path: string, sentence: string) =>
  endpoint({
    name: `news.${name}`,
    method: 'POST',
    path: `/news/comments/:commentId/${path}`,
    summary: sentence,
    access: 'session',
    params: z.object({ commentId: z.uuid() }),
    answer: z.object({ postId: z.uuid() }),
    refusals: { 'safety.stopped': 423 },
  });
export const approveComment = commentAct('approveComment', 'approve', 'Lets a pupil’s comment through.');
export const removeComment = commentAct(
  'removeComment',
  'remove',
  'Removes a comment: one’s own, or one under one’s post.',
);

export const showReaders = endpoint({
  name: 'news.showReaders',
  method: 'GET',
  path: '/news/:postId/readers',
  summary: 'How many said that they have read a post, and the names of those who have not.',
  access: 'session',
  params: postId,
  answer: z.object({
    heading: z.string(),
    readers: z.number().int(),
    people: z.number().int(),
    missing: z.array(z.object({ name: z.string(), child: z.string().nullable() })),
    /** How many more have not read it, who are not named here. */
    more: z.number().int(),
  }),
});

export const showHistory = endpoint({
  name: 'news.showHistory',
  method: 'GET',
  path: '/news/:postId/history',
  summary: 'What a post said before each change.',
  access: 'session',
  params: postId,
  answer: z.object({
    heading: z.string(),
    revisions: z.array(
      z.object({ number: z.number().int(), title: z.string(), words: z.string(), by: z.string(), at: z.date() }),
    ),
  }),
});

export const showOwn = endpoint({
  name: 'news.showOwn',
  method: 'GET',
  path: '/news/mine',
  summary: 'What the caller wrote: drafts, what waits, what shows, what is over; for a head, what the school wrote.',
  access: 'session',
  query: z.object({ whose: z.enum(['own', 'school']).default('own'), after: mark }),
  answer: z.object({
    posts: z.array(
      summary.extend({
        state: z.enum(['draft', 'waiting', 'shown', 'over', 'withdrawn', 'hidden']),
        changedAt: z.date(),
      }),
    ),
    next: z.string().nullable(),
    isHead: z.boolean(),
  }),
});

export const showEventFile = endpoint({
  name: 'news.showEventFile',
  method: 'GET',
  path: '/news/:postId/event.ics',
  summary: 'The event of a post, for any calendar.',
  access: 'session',
  params: postId,
  answer: z.object({ text: z.string() }),
  api: false,
});
