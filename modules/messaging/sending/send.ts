import type { Actor } from '../../../platform/authz/policy.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { beforeWideSend } from '../../../platform/http/proof.ts';
import { publishChange } from '../../../platform/outbox/outbox.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { keptApart } from '../../directory/index.ts';
import { attach, attachmentsOf, copyAttachments, heldFiles } from '../../files/index.ts';
import { hoursPolicyOf, mayBeUrgent, recordUrgent } from '../../notifications/index.ts';
import { type HoursPolicy, type Publication, publicationIn, type UrgentCategory } from '../../notifications/rules.ts';
import { refuseIfStopped } from '../../safety/index.ts';
import { noteListWriting } from '../group-lists/moderation.ts';
import { NOTIFICATION as PLACE } from '../notices.ts';
import { widePolicy } from '../policy.ts';
import { noteWriting, type PupilWriting, pupilWriting } from '../pupils/writing.ts';
import { colleaguesOf, findMessage, type OpenMessage } from '../reading/open.ts';
import { authorRoleOf, CANCELLABLE, folded, isStaff, MOST_NAMED, WIDE } from '../rules.ts';
import { type Addressees, findAddressees } from './recipients.ts';
import { tellSoon } from './tell-soon.ts';
import { topicsOf } from './topics.ts';
import { type NewMessage, WAITING, type Waiting, writeSent, writeWaiting } from './write.ts';

export type MessageKind = 'new' | 'reply' | 'reply-all' | 'forward';

/** A message as its author sends it off. */
export interface Given {
  readonly kind: MessageKind;
  readonly repliesTo: string | null;
  /** Persons and audiences, as a form names them. */
  readonly tokens: readonly string[];
  readonly subject: string;
  readonly text: RichText;
  /** Not before. */
  readonly chosenAt: Date | null;
  readonly urgent: UrgentCategory | null;
  /** How many people its author was shown it goes to, when they are many. */
  readonly confirmed: number | null;
  readonly requestKey: string;
  /** Files that the sender holds. */
  readonly files: readonly string[];
}

export interface Sent {
  readonly id: string;
  readonly state: 'sent' | 'waiting' | 'held';
  readonly waitsFor: string | null;
  readonly people: number;
  readonly publishAt: Date;
}

/** Whom a message would reach and when, before it is sent. */
export interface Prospect {
  readonly addressees: Addressees;
  readonly publication: Publication;
  readonly schoolIds: readonly string[];
  readonly staffOnly: boolean;
  /** Of the first of those schools, or of the platform: its clock is shown. */
  readonly policy: HoursPolicy;
}

/**
 * What is answered or handed on, with those whom one may answer whatever the rules say: they wrote first. A child and the adult from whom a
 * decision keeps it do not go on writing to each other.
 */
export interface Answered {
  readonly message: OpenMessage;
  readonly answerable: ReadonlySet<string>;
}

/** The message that another one answers; what the actor may not read does not exist. */
export async function findAnswered(
  db: Db,
  actor: Actor,
  kind: MessageKind,
  id: string | null,
): Promise<Answered | null> {
  if (kind === 'new' || id === null) return null;
  const message = await findMessage(db, actor, id);
  if (kind === 'forward') return { message, answerable: new Set() };
  const colleagues = kind === 'reply-all' && mayAnswerAll(actor, message) ? await colleaguesOf(db, id) : [];
  const wrote = [message.authorId, ...colleagues.map((colleague) => colleague.id)];
  const apart = await keptApart(db, actor, wrote);
  return { message, answerable: new Set(wrote.filter((person) => !apart.has(person))) };
}

/** Answering everybody is for colleagues: a family that answers reaches who wrote to it, and nobody else. */
export const mayAnswerAll = (
  actor: Actor,
  { copyRole, authorId, authorRole }: Pick<OpenMessage, 'copyRole' | 'authorId' | 'authorRole'>,
): boolean => isStaff(actor) && (authorId === actor.personId || (copyRole === 'staff' && authorRole === 'staff'));

/** Whom a message would reach and when. */
export async function prospectOf(
  { db, actor, locale, now }: Pick<SessionContext, 'db' | 'actor' | 'locale' | 'now'>,
  given: Pick<Given, 'tokens' | 'urgent' | 'chosenAt'>,
  answered: Answered | null,
): Promise<Prospect> {
  const addressees = await findAddressees(db, actor, {
    tokens: given.tokens,
    locale,
    answerable: answered?.answerable ?? new Set(),
  });
  const schoolIds = schoolsConcerned(actor, addressees, answered);
  // As long as nobody is chosen it may still be for a family.
  const staffOnly =
    addressees.people > 0 &&
    addressees.audiences.every(({ role }) => role === 'staff') &&
    addressees.persons.every(({ role }) => role === 'staff');
  const policies = await Promise.all(
    (schoolIds.length > 0 ? schoolIds : [null]).map((schoolId) => hoursPolicyOf(db, schoolId)),
  );
  const publication = publicationIn(policies, {
    at: given.chosenAt && given.chosenAt > now ? given.chosenAt : now,
    authorRole: authorRoleOf(actor),
    to: staffOnly ? 'staff-only' : 'anybody',
    urgent: given.urgent ?? undefined,
  });
  const [policy] = policies;
  if (!policy) throw new Error('there are no hours of the platform');
  return { addressees, publication, schoolIds, staffOnly, policy };
}

/** Whose hours and stops count: the schools of the audiences; for persons, and before anybody is chosen, those through which the actor knows people. */
function schoolsConcerned(actor: Actor, { audiences, persons }: Addressees, answered: Answered | null): string[] {
  const byName = persons.length > 0 || audiences.length === 0;
  const named = byName ? (answered?.message.schoolId ? [answered.message.schoolId] : ownSchools(actor)) : [];
  return [...new Set([...audiences.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])), ...named])].sort();
}

const ownSchools = (actor: Actor): string[] => actor.places.map(({ schoolId }) => schoolId);

/**
 * Sends a message, or keeps it until it may go out. The same request twice is one message.
 * @throws Refusal `messaging.nobody`, `messaging.recipients-refused` (details `refused`), `messaging.too-many-named`, `messaging.wide-refused`,
 * `messaging.confirm-wide` (details `people`); as `beforeWideSend`
 */
export async function sendMessage(ctx: SessionContext, given: Given): Promise<Sent> {
  const { db, actor, now } = ctx;
  const answered = await findAnswered(db, actor, given.kind, given.repliesTo);
  const prospect = await prospectOf(ctx, given, answered);
  const { addressees, publication, schoolIds, staffOnly } = prospect;
  await refuseIfStopped(ctx, {
    schoolIds,
    act: 'write',
    passes: given.urgent !== null && mayBeUrgent(actor, schoolIds),
  });
  if (addressees.refused.length > 0) refuse('messaging.recipients-refused', { refused: addressees.refused });
  if (addressees.people === 0)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'to', code: 'messaging.nobody' }]);
  if (addressees.persons.length > MOST_NAMED) refuse('messaging.too-many-named', { most: MOST_NAMED });
  const wide = addressees.people > WIDE;
  if (wide) allowWide(ctx, addressees, given.confirmed);
  const copied = given.kind === 'forward' && answered?.message.hasFiles ? answered.message.id : null;
  const names = await namesOfFiles(db, actor, given.files, copied);
  const ofPupil = authorRoleOf(actor) === 'pupil' ? await pupilWriting(db, actor, addressees) : null;
  const message: NewMessage = {
    ...(await threadFor(db, actor, answered, given.kind)),
    id: newId(),
    authorId: actor.personId,
    authorRole: authorRoleOf(actor),
    schoolId: schoolIds[0] ?? null,
    schoolIds,
    subject: given.subject,
    body: given.text,
    words: plainOf(given.text, 140),
    searched: folded([given.subject, plainOf(given.text), ...names].join(' ')),
    persons: addressees.persons.map(({ id }) => id),
    audiences: addressees.audiences.map(({ key }) => key),
    staffOnly,
    hasFiles: names.length > 0,
    urgent: given.urgent,
    writtenAt: now,
    requestKey: given.requestKey,
  };
  if (given.urgent && !mayBeUrgent(actor, schoolIds)) refuse('notifications.not-urgent');
  const moderated = addressees.audiences.find(({ list }) => list?.isModerated)?.list;
  const waiting: Omit<Waiting, 'people'> | null =
    ofPupil?.isHeld || moderated
      ? { state: 'held', waitsFor: 'moderation', publishAt: publication.at }
      : waitingOf(given, publication, wide, now);
  /** What is kept with the message, in its transaction: its files, and for the adults of a class what its pupils write. */
  const keepBeside = async (tx: Transaction): Promise<void> => {
    await hangFiles(ctx, tx, message, { files: given.files, copied });
    if (ofPupil) await noteForAdults(ctx, tx, message, ofPupil);
    if (moderated) await noteListWriting(tx, moderated, { ...message, author: actor.displayName, today: actor.today });
  };
  if (waiting) return keepWaiting(ctx, message, { ...waiting, people: addressees.people }, keepBeside);
  const targets = { ...message, today: actor.today, wide };
  const kept =
    given.urgent || message.hasFiles || ofPupil
      ? await ctx.transaction(async (tx) => {
          const written = await writeSent(tx.db, message, targets);
          if (written) await keepBeside(tx);
          if (written && message.urgent) await noteUrgent(ctx, tx, message, written.people);
          return written;
        })
      : // One statement, and so both or neither: no other transaction around it.
        await writeSent(db, message, targets);
  if (!kept) return findSent(db, actor.personId, given.requestKey);
  tellSoon(db);
  publishChange(db, ...topicsOf(message, addressees.persons));
  return { id: message.id, state: 'sent', waitsFor: null, people: kept.people, publishAt: now };
}

/** Keeps a message for later, with what wakes whoever sends it then. */
async function keepWaiting(
  ctx: SessionContext,
  message: NewMessage,
  waiting: Waiting,
  keepBeside: (tx: Transaction) => Promise<void>,
): Promise<Sent> {
  const { publishAt } = waiting;
  const kept = await ctx.transaction(async (tx) => {
    const written = await writeWaiting(tx.db, message, waiting);
    if (!written) return undefined;
    await keepBeside(tx);
    if (message.urgent) await noteUrgent(ctx, tx, message, waiting.people);
    if (waiting.state === 'waiting') await tx.emit({ name: WAITING, payload: { publishAt: publishAt.toISOString() } });
    return written;
  });
  if (!kept) return findSent(ctx.db, ctx.actor.personId, message.requestKey);
  const { state, waitsFor } = waiting;
  return { id: message.id, state, waitsFor, people: kept.people, publishAt };
}

/** The names of what will hang on a message: a search finds it by them. */
async function namesOfFiles(db: Db, actor: Actor, files: readonly string[], copied: string | null): Promise<string[]> {
  if (files.length === 0 && copied === null) return [];
  const [held, others] = await Promise.all([
    heldFiles(db, actor.personId, files),
    copied === null ? [] : attachmentsOf(db, PLACE, [copied]).then((found) => found.get(copied) ?? []),
  ]);
  return [...held, ...others].map(({ name }) => name);
}

/** Hangs the sender's files on the message, and those of the message handed on. @throws Refusal as `attach` */
async function hangFiles(
  { actor, now }: SessionContext,
  tx: Transaction,
  message: NewMessage,
  { files, copied }: { readonly files: readonly string[]; readonly copied: string | null },
): Promise<void> {
  const to = { place: PLACE, subject: message.id };
  if (files.length > 0)
    await attach(tx, { ...to, fileIds: files, holder: actor.personId, schoolId: message.schoolId, at: now });
  if (copied !== null) await copyAttachments(tx, { place: PLACE, subject: copied }, to, now);
}

const noteForAdults = (
  { actor }: SessionContext,
  tx: Transaction,
  message: NewMessage,
  ofPupil: PupilWriting,
): Promise<void> => noteWriting(tx, ofPupil, { ...message, author: actor.displayName, today: actor.today });

async function noteUrgent(ctx: SessionContext, tx: Transaction, message: NewMessage, people: number): Promise<void> {
  for (const schoolId of message.schoolIds)
    await recordUrgent(tx, ctx, {
      schoolId,
      category: message.urgent as UrgentCategory,
      title: message.subject,
      subject: `messaging.message:${message.id}`,
      href: `/messages/${message.id}`,
      recipients: people,
    });
}

/** The right to write to so many, the number seen and confirmed, and a second factor: in this order. */
function allowWide(ctx: SessionContext, { audiences, persons, people }: Addressees, confirmed: number | null): void {
  if (!widePolicy.can(ctx.actor, 'send', { audiences, named: persons.length }))
    refuse('messaging.wide-refused', { people, most: WIDE });
  if (confirmed !== people) refuse('messaging.confirm-wide', { people });
  beforeWideSend(ctx);
}

function waitingOf({ chosenAt }: Given, { at, queued }: Publication, wide: boolean, now: Date) {
  const earliest = wide ? new Date(now.getTime() + CANCELLABLE) : now;
  if (queued && at > earliest) return { state: 'waiting' as const, waitsFor: 'hours' as const, publishAt: at };
  if (chosenAt && chosenAt > earliest) return { state: 'waiting' as const, waitsFor: 'chosen' as const, publishAt: at };
  return wide ? { state: 'waiting' as const, waitsFor: 'cancelling' as const, publishAt: earliest } : null;
}

/**
 * In which thread a message stands. Who answers a letter to many opens a thread of their own with its author, so that no family finds another
 * one in it; who answers again goes on in it.
 */
async function threadFor(
  db: Db,
  actor: Actor,
  answered: Answered | null,
  kind: MessageKind,
): Promise<{ readonly threadId: string; readonly repliesTo: string | null }> {
  if (!answered || kind === 'forward') return { threadId: newId(), repliesTo: null };
  const { message } = answered;
  const between = message.people === 1 || (message.staffOnly && kind === 'reply-all');
  if (between || message.authorId === actor.personId) return { threadId: message.threadId, repliesTo: message.id };
  const before = await firstOf(
    db,
    sql<{ threadId: string }>`
      select m.thread_id as "threadId" from messaging.messages m
      where m.author_id = ${actor.personId}::uuid and m.replies_to = ${message.id}::uuid and m.thread_id <> ${message.threadId}::uuid
      order by m.id limit 1`,
  );
  return { threadId: before?.threadId ?? newId(), repliesTo: message.id };
}

/** What the same request gave the first time; of somebody else's it is not said that it exists. */
async function findSent(db: Db, authorId: string, requestKey: string): Promise<Sent> {
  const row = await firstOf(
    db,
    sql<Sent>`
      select m.id, case when m.state in ('waiting', 'held') then m.state else 'sent' end as state, m.waits_for as "waitsFor", m.people,
             m.publish_at as "publishAt"
      from messaging.messages m where m.request_key = ${requestKey}::uuid and m.author_id = ${authorId}::uuid`,
  );
  return row ?? refuse('messaging.request-known');
}
