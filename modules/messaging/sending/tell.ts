import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { membersOf, personsById } from '../../directory/index.ts';
import { notify, type ToldTo } from '../../notifications/index.ts';
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
  readonly urgent: 'closing' | 'transport' | 'safety' | 'health' | null;
  readonly sentAt: Date;
  readonly isWide: boolean;
}

const BATCH = 100;

/**
 * Has feeds, mails and pushes told of what was sent and is not told yet. A message and the note that it was told are kept together: whatever
 * stops this, each is told, and once.
 */
export async function tellSent({ db, signal }: Pick<WorkContext, 'db' | 'signal'>): Promise<number> {
  let told = 0;
  for (let last: string | undefined = FIRST; last !== undefined && !signal.aborted; ) {
    const batch = await untold(db, last);
    for (const message of batch) if (await tellOne(db, message)) told += 1;
    if (batch.length > 0) await sayHowMuch(db, batch);
    last = batch.length === BATCH ? batch.at(-1)?.id : undefined;
  }
  return told;
}
const FIRST = '00000000-0000-0000-0000-000000000000';

const untold = (db: WorkContext['db'], after: string): Promise<Untold[]> =>
  rowsOf(
    db,
    sql<Untold>`
      select m.id, m.author_id as "authorId", a.full_name as author, m.school_id as "schoolId", m.subject, m.words, m.people,
             m.to_audiences as audiences, m.urgent, m.sent_at as "sentAt",
             exists (select from messaging.wide w where w.message_id = m.id) as "isWide"
      from messaging.messages m left join (${personsById}) as a on a.person_id = m.author_id and a.erased_on is null
      where m.state = 'sent' and m.told_at is null and m.id > ${after}::uuid order by m.id limit ${BATCH}`,
  );

/** Tells of one message, unless somebody else is doing so, or it was hidden or taken back meanwhile. */
function tellOne(db: WorkContext['db'], message: Untold): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ isGone: boolean }>`
        update messaging.messages m set told_at = now()
        from (select id from messaging.messages where id = ${message.id}::uuid and told_at is null for update skip locked) as mine
        where m.id = mine.id returning m.hidden_at is not null or m.recalled_at is not null as "isGone"`,
    );
    if (!row || row.isGone) return false;
    const { id, authorId, author, schoolId, subject, words, urgent, sentAt } = message;
    const fact = {
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
    };
    for (const to of peopleTold(message)) await notify(tx, { ...fact, to });
    return true;
  });
}

/** A wide message is told by audience, besides those who were named; another one to each person, through which child where there is one. */
function peopleTold({ id, audiences, isWide, sentAt }: Untold): ToldTo[] {
  if (isWide) return [{ audiences }, { query: copiesOf(id, sql`and not c.by_key`) }];
  if (audiences.length === 0) return [{ query: copiesOf(id, sql``) }];
  return [
    {
      query: sql`
        select c.person_id, k.pupil_id as child_id from messaging.recipients c
        left join (${membersOf(audiences, dayOf(sentAt))}) as k on k.person_id = c.person_id
        where c.message_id = ${id}::uuid`,
    },
  ];
}

const copiesOf = (id: string, which: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select c.person_id from messaging.recipients c where c.message_id = ${id}::uuid ${which}`;

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
