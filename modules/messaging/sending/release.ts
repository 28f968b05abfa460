import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { publishChange } from '../../../platform/outbox/outbox.ts';
import { loadActor, mayAddress, mayWrite, personsById } from '../../directory/index.ts';
import { WIDE } from '../rules.ts';
import { sendWaiting } from './write.ts';

interface Due {
  readonly id: string;
  readonly authorId: string;
  readonly repliesTo: string | null;
  readonly persons: string[];
  readonly audiences: string[];
  readonly people: number;
}

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
      released += 1;
      if (topics && topics.length > 0) publishChange(db, ...topics);
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
      select m.id, m.author_id as "authorId", m.replies_to as "repliesTo", m.to_persons as persons, m.to_audiences as audiences, m.people
      from messaging.messages m
      where m.state = 'waiting' and m.hidden_at is null and m.publish_at <= ${at} and not m.id = any(${[...failed]}::uuid[])
      order by m.publish_at, m.id limit 1 for update skip locked`,
  );

/** Sends one message to those who are its people today, as far as its author may still write to them. Returns the topics that changed. */
async function releaseOne(db: Db, due: Due, at: Date): Promise<string[]> {
  const today = dayOf(at);
  const author = await loadActor(db, due.authorId, today);
  const isPresent = author !== undefined && author.roles.length > 0 && author.leftOn === null;
  const audiences =
    isPresent && due.audiences.length > 0 ? [...(await mayAddress(db, author, 'write', due.audiences))] : [];
  // Who wrote first may be answered whatever the rules say, as when the answer was written.
  const persons =
    isPresent && due.persons.length > 0
      ? due.repliesTo
        ? due.persons
        : [...(await mayWrite(db, author, due.persons))]
      : [];
  if (audiences.length + persons.length === 0) return refuseDue(db, due.id);
  const wide = due.people > WIDE;
  await sendWaiting(db, due.id, at, { persons, audiences, authorId: due.authorId, today, wide });
  const uids = await uidsOf(db, [...persons, due.authorId]);
  return [...audiences, ...uids.map((uid) => `person:${uid}`)];
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
