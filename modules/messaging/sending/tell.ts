import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { membersOf, personsById } from '../../directory/index.ts';
import { notify, notifyEach, type ToldFact, type ToldTo } from '../../notifications/index.ts';
import { NOTIFICATION, subjectOf } from '../notices.ts';

/** What was sent, for whoever watches how much is sent: `{ messages: [{ id, authorId, schoolId, people, at }] }`. */
export const SENT = 'messaging.sent';

interface Untold {
  readonly id: string;
  readonly authorId: string;
  readonly author: string | null;
  readonly schoolId: string | null;
  readonly subject: string;
  readonly words: string;
  readonly people: number;
  readonly audiences: string[];
  /** Everybody who has it, when it names all of them. */
  readonly persons: string[];
  readonly urgent: 'closing' | 'transport' | 'safety' | 'health' | null;
  readonly sentAt: Date;
  readonly isWide: boolean;
}

const BATCH = 500;

/**
 * Has feeds, mails and pushes told of what was sent and is not told yet. A message and the note that it was told are kept together: whatever
 * stops this, each is told, and once; one that fails holds up none of the others, and makes the job fail in the end. @throws what the first one threw
 */
export async function tellSent({ db, signal }: Pick<WorkContext, 'db' | 'signal'>): Promise<number> {
  let told = 0;
  const failures: unknown[] = [];
  const alone = (work: Promise<number>): Promise<number> =>
    work.catch((error: unknown) => {
      failures.push(error);
      return 0;
    });
  for (let last: string | undefined = FIRST; last !== undefined && !signal.aborted; ) {
    const batch = await untold(db, last);
    const personal = batch.filter(({ audiences }) => audiences.length === 0);
    const together = await tellPersonal(db, personal).catch(() => undefined);
    told += together ?? 0;
    if (together === undefined) for (const message of personal) told += await alone(tellPersonal(db, [message]));
    for (const message of batch) if (message.audiences.length > 0) told += await alone(tellOne(db, message));
    if (batch.length > 0) await sayHowMuch(db, batch);
    last = batch.length === BATCH ? batch.at(-1)?.id : undefined;
  }
  if (failures.length > 0) throw failures[0];
  return told;
}
const FIRST = '00000000-0000-0000-0000-000000000000';

const untold = (db: WorkContext['db'], after: string): Promise<Untold[]> =>
  rowsOf(
    db,
    sql<Untold>`
      select m.id, m.author_id as "authorId", a.full_name as author, m.school_id as "schoolId", m.subject, m.words, m.people,
             m.to_audiences as audiences, m.urgent, m.sent_at as "sentAt",
             case when m.to_audiences = '{}' then array(select c.person_id from messaging.recipients c where c.message_id = m.id) else '{}' end as persons,
             exists (select from messaging.wide w where w.message_id = m.id) as "isWide"
      from messaging.messages m left join (${personsById}) as a on a.person_id = m.author_id and a.erased_on is null
      where m.state = 'sent' and m.told_at is null and m.id > ${after}::uuid order by m.id limit ${BATCH}`,
  );

const factOf = ({ id, authorId, author, schoolId, subject, words, urgent, sentAt }: Untold): Omit<ToldFact, 'to'> => ({
  kind: NOTIFICATION,
  subject: subjectOf(id),
  schoolId,
  href: `/messages/${id}`,
  title: subject,
  words,
  author: author === null ? undefined : { id: authorId, name: author },
  publishAt: sentAt,
  urgent: urgent ?? undefined,
  isCountedElsewhere: true,
});

/** Takes these messages as told, but for those that somebody else is telling. @returns of which people are to be told: neither hidden nor taken back */
async function takeUntold(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; isGone: boolean }>`
      update messaging.messages m set told_at = now()
      from (select id from messaging.messages where id = any(${[...ids]}::uuid[]) and told_at is null order by id for update skip locked) as mine
      where m.id = mine.id returning m.id, m.hidden_at is not null or m.recalled_at is not null as "isGone"`,
  );
  return new Set(rows.filter(({ isGone }) => !isGone).map(({ id }) => id));
}

/** Tells of the messages that name all their people, together. */
async function tellPersonal(db: Db, messages: readonly Untold[]): Promise<number> {
  if (messages.length === 0) return 0;
  return inTransaction(db, async (tx) => {
    const mine = await takeUntold(
      tx.db,
      messages.map(({ id }) => id),
    );
    const told = messages.filter(({ id }) => mine.has(id));
    await notifyEach(
      tx,
      told.map((message) => ({ ...factOf(message), persons: message.persons })),
    );
    return told.length;
  });
}

/** Tells of one message to its audiences. */
function tellOne(db: Db, message: Untold): Promise<number> {
  return inTransaction(db, async (tx) => {
    const mine = await takeUntold(tx.db, [message.id]);
    if (!mine.has(message.id)) return 0;
    for (const to of peopleTold(message)) await notify(tx, { ...factOf(message), to });
    return 1;
  });
}

/** A wide message is told by audience, besides those who were named; another one to each person, with the child because of whom. */
function peopleTold({ id, audiences, isWide, sentAt }: Untold): ToldTo[] {
  if (isWide) {
    const named = sql`select c.person_id from messaging.recipients c where c.message_id = ${id}::uuid and not c.by_key`;
    return [{ audiences }, { query: named }];
  }
  return [
    {
      query: sql`
        select c.person_id, k.pupil_id as child_id from messaging.recipients c
        left join (${membersOf(audiences, dayOf(sentAt))}) as k on k.person_id = c.person_id
        where c.message_id = ${id}::uuid`,
    },
  ];
}

function sayHowMuch(db: WorkContext['db'], batch: readonly Untold[]): Promise<void> {
  const messages = batch.map(({ id, authorId, schoolId, people, sentAt }) => ({
    id,
    authorId,
    schoolId,
    people,
    at: sentAt,
  }));
  return inTransaction(db, (tx) => tx.emit({ name: SENT, payload: { messages } }));
}
