import { dayOf } from '../../../platform/clock/clock.ts';
import type { Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { readCounts } from '../../../platform/http/badges.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import type { Translation } from '../../../platform/rich-text/reading.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { audiencesOf, labelsOf, names, readTexts } from '../../directory/index.ts';
import { attachmentsOf, type FileShown } from '../../files/index.ts';
import { hoursPolicyOf, settle } from '../../notifications/index.ts';
import { isPeace } from '../../notifications/rules.ts';
import type { listMessages } from '../contract.ts';
import { NOTIFICATION, subjectOf } from '../notices.ts';
import { boxes, type CopyRole, isStaff } from '../rules.ts';
import { type Folder, foldersOf } from '../settings/own.ts';
import { type Draft, draftsOf } from '../writing/drafts.ts';
import {
  type Line,
  linesOf,
  PAGE,
  searchLines,
  sentLines,
  type TimeMark,
  type WaitingLine,
  waitingLines,
} from './lists.ts';
import {
  type ColleagueCopy,
  colleaguesOf,
  findMessage,
  markThreadRead,
  namedIn,
  type OpenMessage,
  readingOf,
  threadOf,
} from './open.ts';
import { isReadingStopped } from './stopped.ts';

export type ListQuery = Input<typeof listMessages>['query'];

/** A list of messages as its page shows it. */
export interface MessageList {
  readonly messages: readonly Line[];
  readonly next: string | null;
  readonly waiting: readonly WaitingLine[];
  readonly drafts: readonly Draft[];
  readonly folders: readonly Folder[];
  readonly unread: number;
  /** Audiences and persons of sent messages in words. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A page of a box or folder, or of what a search finds. */
export async function readList(ctx: SessionContext, query: ListQuery): Promise<MessageList> {
  const { db, actor, locale } = ctx;
  const [messages, waiting, drafts, folders, counts] = await Promise.all([
    linesFor(ctx, query),
    query.box === 'waiting' && query.q === '' ? waitingLines(db, actor) : [],
    query.box === 'drafts' && query.q === '' ? draftsOf(db, actor) : [],
    foldersOf(db, actor),
    readCounts(ctx),
  ]);
  const shown = messages.slice(0, PAGE);
  const last = shown.at(-1);
  const keys = [...(query.box === 'sent' ? shown : []), ...waiting].flatMap(({ audiences }) => audiences);
  const named = query.box === 'sent' ? shown.flatMap((line) => line.named) : [];
  return {
    messages: shown,
    next: messages.length > PAGE && last ? writeMark([last.sentAt.toISOString(), last.id]) : null,
    waiting,
    drafts,
    folders,
    unread: counts.get('messages') ?? 0,
    labels: new Map([
      ...(keys.length > 0 ? await labelsOf(db, [...new Set(keys)], locale) : []),
      ...(named.length > 0 ? (await names.of(ctx, [...new Set(named)], [])).persons : []),
    ]),
  };
}

const BOX_NUMBERS = { inbox: boxes.inbox, archive: boxes.archive, bin: boxes.bin } as const;

function linesFor({ db, actor }: SessionContext, { box, q, order, only, after }: ListQuery): Promise<Line[]> | Line[] {
  const wishes = { order, only, after: markOf(after) };
  if (q !== '') return searchLines(db, actor, q, wishes);
  if (box === 'sent') return sentLines(db, actor, wishes);
  if (box === 'waiting' || box === 'drafts') return [];
  return linesOf(db, actor, boxNumber(box), wishes);
}

/** The number of a box that copies lie in; of a folder its own. */
export const boxNumber = (box: string): number =>
  box in BOX_NUMBERS ? BOX_NUMBERS[box as keyof typeof BOX_NUMBERS] : Number(box.replace('folder-', ''));

function markOf(after: string | undefined): TimeMark | undefined {
  const [at, id] = readMarkWithId(after, 2) ?? [];
  return at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined;
}

/** A message of a thread, with what its reader may know of whom it went to. */
export interface ShownMessage extends Omit<OpenMessage, 'body'> {
  readonly text: RichText;
  readonly isOwn: boolean;
  readonly files: readonly FileShown[];
  /** Audiences in words. */
  readonly labels: readonly string[];
  /** Of one's own message: who was named one by one. */
  readonly named: readonly { readonly name: string; readonly role: CopyRole; readonly readAt: Date | null }[];
  /** Of a colleague's message, for staff: the colleagues who received it. */
  readonly colleagues: readonly ColleagueCopy[];
  /** Of one's own, for staff: how many read it; null in hours of peace. */
  readonly reading: readonly { readonly role: CopyRole; readonly people: number; readonly read: number }[] | null;
  /** In the reader's language; null where there is none, and for what they wrote. */
  readonly translation: Translation | null;
}

export interface Thread {
  readonly subject: string;
  /** The message that was asked for. */
  readonly asked: ShownMessage;
  readonly messages: readonly ShownMessage[];
  /** In hours of peace nobody is told what was read. */
  readonly isPeace: boolean;
  /** The language that the reader reads in. */
  readonly language: ReadingLanguage;
}

/** A thread, opened at one of its messages. What was unread in it is read from now on, unless the browser asked by itself. */
export async function readThread(ctx: SessionContext, id: string): Promise<Thread> {
  const { db, actor, now } = ctx;
  const asked = await findMessage(db, actor, id);
  const isStopped = await isReadingStopped(ctx);
  if (isStopped && asked.authorId !== actor.personId) refuse('messaging.reading-stopped');
  const whole = await threadOf(db, actor, asked.threadId);
  const found = isStopped ? whole.filter(({ authorId }) => authorId === actor.personId) : whole;
  const messages = found.some((message) => message.id === id) ? found : [asked];
  const policy = await hoursPolicyOf(db, asked.schoolId);
  const inPeace = isPeace(policy, null, now);
  const unread = messages.filter(({ readAt, copyRole }) => copyRole !== null && readAt === null);
  if (unread.length > 0 && !ctx.background) await noteRead(ctx, asked.threadId);
  const withFiles = messages.filter(({ hasFiles }) => hasFiles).map((message) => message.id);
  const files = await attachmentsOf(db, NOTIFICATION, withFiles);
  const { language, translations } = await readReceived(ctx, messages);
  const shown = await Promise.all(
    messages.map(async (message) => ({
      ...(await shownTo(ctx, message, inPeace)),
      files: files.get(message.id) ?? [],
      translation: translations.get(message.id) ?? null,
    })),
  );
  const one = shown.find((message) => message.id === id) ?? notFound();
  return { subject: asked.subject, asked: one, messages: shown, isPeace: inPeace, language };
}

/** What others wrote, in the reader's language; the newest first, should there be too much of it. */
async function readReceived(ctx: SessionContext, messages: readonly OpenMessage[]) {
  const received = messages.filter(({ authorId }) => authorId !== ctx.actor.personId).toReversed();
  const { language, translations } = await readTexts(
    ctx,
    received.map(({ subject, body, author, sentAt, publishAt }) => ({
      title: subject,
      words: body as RichText,
      names: author ? [author] : [],
      near: dayOf(sentAt ?? publishAt),
    })),
  );
  return { language, translations: new Map(received.map(({ id }, rank) => [id, translations[rank]])) };
}

/** What is read leaves the badge, and what feeds say of it. */
async function noteRead(ctx: SessionContext, threadId: string): Promise<void> {
  const { actor, now } = ctx;
  await ctx.transaction(async (tx) => {
    const read = await markThreadRead(tx.db, actor, threadId, now);
    for (const id of read) await settle(tx, subjectOf(id), [actor.personId]);
  });
}

/** Names are for the author; for staff also their colleagues among the recipients; a family sees nobody but the author. */
async function shownTo(
  ctx: SessionContext,
  message: OpenMessage,
  inPeace: boolean,
): Promise<Omit<ShownMessage, 'files' | 'translation'>> {
  const { db, actor, locale } = ctx;
  const isOwn = message.authorId === actor.personId;
  const seesColleagues = !isOwn && isStaff(actor) && message.copyRole === 'staff';
  const [labels, named, colleagues, reading] = await Promise.all([
    message.audiences.length > 0 ? labelsOf(db, message.audiences, locale) : new Map<string, string>(),
    isOwn ? namedIn(db, message.id) : [],
    seesColleagues ? colleaguesOf(db, message.id) : [],
    isOwn && isStaff(actor) && message.state === 'sent' && !inPeace ? readingOf(db, message.id) : null,
  ]);
  const { body, ...rest } = message;
  return {
    ...rest,
    text: body as RichText,
    isOwn,
    labels: message.audiences.flatMap((key) => labels.get(key) ?? []),
    named: named.map(({ name, role, readAt }) => ({ name, role, readAt: inPeace || !isStaff(actor) ? null : readAt })),
    colleagues: colleagues.map((one) => ({ ...one, readAt: null })),
    reading,
  };
}

/** What pages that show a person's messages listen to. */
export const liveTopics = (ctx: SessionContext): string[] =>
  [`person:${ctx.actor.uid}`, ...audiencesOf(ctx.actor)].slice(0, 40);
