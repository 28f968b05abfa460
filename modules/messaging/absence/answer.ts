import { dayOf } from '../../../platform/clock/clock.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { fromPlain, plainOf } from '../../../platform/rich-text/plain.ts';
import { loadActor } from '../../directory/index.ts';
import { hoursPolicyOf } from '../../notifications/index.ts';
import { publicationIn } from '../../notifications/rules.ts';
import { stopFor } from '../../safety/index.ts';
import { authorRoleOf, folded, MOST_SUBJECT } from '../rules.ts';
import { tellSoon } from '../sending/tell-soon.ts';
import { type NewMessage, WAITING, writeSent, writeWaiting } from '../sending/write.ts';
import { texts } from './texts.ts';

interface Unanswered {
  readonly messageId: string;
  readonly threadId: string;
  readonly subject: string;
  readonly schoolIds: string[];
  readonly staffOnly: boolean;
  readonly authorId: string;
  readonly absentId: string;
  readonly words: string;
}

/**
 * Answers those messages for who is away: once to each who named them, never to a message to an audience, never to another such answer, and
 * at the hours in which they might have answered themselves. Twice does what once does.
 */
export async function answerForAbsent(
  ctx: Pick<WorkContext, 'db' | 'clock'>,
  messageIds: readonly string[],
): Promise<number> {
  const now = ctx.clock.now();
  const rows = await rowsOf(
    ctx.db,
    sql<Unanswered>`
      select m.id as "messageId", m.thread_id as "threadId", m.subject, m.school_ids as "schoolIds", m.staff_only as "staffOnly",
             m.author_id as "authorId", a.person_id as "absentId", a.words
      from messaging.messages m
      join messaging.absences a on a.person_id = any(m.to_persons) and a.starts_on <= ${dayOf(now)}::date and a.ends_on > ${dayOf(now)}::date
      where m.id = any(${[...messageIds]}::uuid[]) and m.state = 'sent' and m.hidden_at is null and m.to_audiences = '{}'
        and a.person_id <> m.author_id
        and not exists (select from messaging.absence_answers s where s.message_id = m.id)
        and not exists (select from messaging.absence_answers s where s.person_id = a.person_id and s.author_id = m.author_id)
      order by m.id, a.person_id`,
  );
  let answered = 0;
  for (const row of rows) if (await answerOne(ctx, row, now)) answered += 1;
  if (answered > 0) tellSoon(ctx.db);
  return answered;
}

async function answerOne({ db }: Pick<WorkContext, 'db'>, row: Unanswered, now: Date): Promise<boolean> {
  const absent = await loadActor(db, row.absentId, dayOf(now));
  if (!absent || absent.leftOn !== null) return false;
  if (await stopFor({ db, actor: absent, now }, { schoolIds: row.schoolIds, act: 'write' })) return false;
  const message = answerTo(row, authorRoleOf(absent), now);
  const policies = await Promise.all(
    (row.schoolIds.length > 0 ? row.schoolIds : [null]).map((schoolId) => hoursPolicyOf(db, schoolId)),
  );
  const { at, queued } = publicationIn(policies, {
    at: now,
    authorRole: message.authorRole,
    to: row.staffOnly ? 'staff-only' : 'anybody',
  });
  return inTransaction(db, async (tx) => {
    const targets = { ...message, today: absent.today, wide: false };
    const kept = queued
      ? await writeWaiting(tx.db, message, { state: 'waiting', waitsFor: 'hours', publishAt: at, people: 1 })
      : await writeSent(tx.db, message, targets);
    if (!kept) return false;
    await sql`
      insert into messaging.absence_answers (person_id, author_id, message_id, told_at)
      values (${row.absentId}::uuid, ${row.authorId}::uuid, ${message.id}::uuid, ${now})`.execute(tx.db);
    if (queued) await tx.emit({ name: WAITING, payload: { publishAt: at.toISOString() } });
    return true;
  });
}

function answerTo(row: Unanswered, authorRole: NewMessage['authorRole'], now: Date): NewMessage {
  const body = fromPlain(row.words);
  const subject = texts.fr.subject(row.subject).slice(0, MOST_SUBJECT);
  return {
    id: newId(),
    threadId: row.threadId,
    repliesTo: row.messageId,
    authorId: row.absentId,
    authorRole,
    schoolId: row.schoolIds[0] ?? null,
    schoolIds: row.schoolIds,
    subject,
    body,
    words: plainOf(body, 140),
    searched: folded(`${subject} ${row.words}`),
    persons: [row.authorId],
    audiences: [],
    staffOnly: row.staffOnly,
    hasFiles: false,
    urgent: null,
    writtenAt: now,
    requestKey: newId(),
  };
}
