import type { Actor } from '../../../platform/authz/policy.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { publishChange } from '../../../platform/outbox/outbox.ts';
import { keptApart, loadActor, mayWrite, personsById } from '../../directory/index.ts';
import { stopFor } from '../../safety/index.ts';
import { writableAudiences } from '../group-lists/lists.ts';
import { WIDE } from '../rules.ts';
import { sendWaiting } from './write.ts';

interface Due {
  readonly id: string;
  readonly authorId: string;
  readonly repliesTo: string | null;
  readonly persons: string[];
  readonly audiences: string[];
  readonly schoolIds: string[];
  readonly people: number;
  readonly urgent: string | null;
}

/** Milliseconds after which is looked again whether a stop still holds a message back. */
const PUT_OFF = 300_000;

/**
 * Sends what waited and is due, in the order in which it was written, each message in a transaction of its own: one that is killed half-way has
 * sent nothing of it, and the next one sends it whole. Several at once share the work. Returns how many went out.
 */
export async function releaseDue({
  db,
  clock,
  log,
  signal,
}: Pick<WorkContext, 'db' | 'clock' | 'log' | 'signal'>): Promise<number> {
  const at = clock.now();
  const failed: string[] = [];
  let released = 0;
  while (!signal.aborted) {
    let due: Due | undefined;
    try {
      const topics = await db.transaction().execute(async (trx) => {
        due = await nextDue(trx, at, failed);
        return due && releaseOne(trx, due, at);
      });
      if (!due) break;
      if (!topics) continue;
      released += 1;
      if (topics.length > 0) publishChange(db, ...topics);
    } catch (error) {
      if (!due) throw error;
      failed.push(due.id);
      log('error', 'messaging.release-failed', { messageId: due.id, error });
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} messages could not be sent`);
  return released;
}

const nextDue = (db: Db, at: Date, failed: readonly string[]): Promise<Due | undefined> =>
  firstOf(
    db,
    sql<Due>`
      select m.id, m.author_id as "authorId", m.replies_to as "repliesTo", m.to_persons as persons, m.to_audiences as audiences,
             m.school_ids as "schoolIds", m.people, m.urgent
      from messaging.messages m
      where m.state = 'waiting' and m.hidden_at is null and m.publish_at <= ${at} and not m.id = any(${[...failed]}::uuid[])
      order by m.publish_at, m.id limit 1 for update skip locked`,
  );

/**
 * Sends one message to those who are its people today, as far as its author may still write to them. Returns the topics that changed; undefined
 * when an emergency stop holds it back.
 */
async function releaseOne(db: Db, due: Due, at: Date): Promise<string[] | undefined> {
  const today = dayOf(at);
  const author = await loadActor(db, due.authorId, today);
  const passes = due.urgent !== null;
  if (author && (await stopFor({ db, actor: author, now: at }, { schoolIds: due.schoolIds, act: 'write', passes })))
    return putOff(db, due.id, at);
  const isPresent = author !== undefined && author.roles.length > 0 && author.leftOn === null;
  const audiences =
    isPresent && due.audiences.length > 0 ? [...(await writableAudiences(db, author, due.audiences)).may] : [];
  const persons = isPresent && due.persons.length > 0 ? await stillReached(db, author, due) : [];
  if (audiences.length + persons.length === 0) return refuseDue(db, due.id);
  const wide = due.people > WIDE;
  await sendWaiting(db, due.id, at, {
    persons,
    audiences,
    authorId: due.authorId,
    schoolIds: due.schoolIds,
    today,
    wide,
  });
  const uids = await uidsOf(db, [...persons, due.authorId]);
  return [...audiences, ...uids.map((uid) => `person:${uid}`)];
}

/** Of those named, whom the author may write to now; who wrote first may be answered whatever the rules say, as when the answer was written. */
async function stillReached(db: Db, author: Actor, { persons, repliesTo }: Due): Promise<string[]> {
  const may = await mayWrite(db, author, persons);
  if (repliesTo === null) return [...may];
  const { rows } = await sql<{ id: string }>`
    select m.author_id as id from messaging.messages m where m.id = ${repliesTo}::uuid
    union
    select c.person_id from messaging.recipients c
    where c.message_id = ${repliesTo}::uuid and c.person_id = any(${[...persons]}::uuid[]) and c.role = 'staff'
    order by 1`.execute(db);
  const wrote = rows.map(({ id }) => id);
  const apart = await keptApart(db, author, wrote);
  const answerable = new Set(wrote.filter((id) => !apart.has(id)));
  return persons.filter((id) => may.has(id) || answerable.has(id));
}

/** It goes on waiting while a stop holds, and is looked at again soon: a stop may be lifted before its end. */
async function putOff(db: Db, id: string, at: Date): Promise<undefined> {
  await sql`
    update messaging.messages set publish_at = ${new Date(at.getTime() + PUT_OFF)} where id = ${id}::uuid and state = 'waiting'`.execute(
    db,
  );
}

/** Nobody of its people may be written to any more, or its author has left: it is kept, and goes nowhere. */
async function refuseDue(db: Db, id: string): Promise<string[]> {
  await sql`update messaging.messages set state = 'refused', waits_for = null where id = ${id}::uuid and state = 'waiting'`.execute(
    db,
  );
  return [];
}

/** The public ids of persons: what their pages listen under. */
export async function uidsOf(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ uid: string }>`
    select p.uid from (${personsById}) as p where p.person_id = any(${[...ids]}::uuid[]) order by 1`.execute(db);
  return rows.map(({ uid }) => uid);
}
