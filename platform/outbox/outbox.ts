import { type Db, newId, sql } from '../db/db.ts';
import type { Fact, Transaction } from '../http/context.ts';
import { announce } from './announce.ts';

/**
 * Runs a command's writes in one transaction; its facts are rows of the same transaction. After commit the readers of its facts
 * and the open pages are told; a transaction that fails tells nothing.
 */
export async function inTransaction<T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let facts = false;
  const topics = new Set<string>();
  const result = await db.transaction().execute((trx) =>
    work({
      db: trx,
      emit: async (fact: Fact) => {
        facts = true;
        await sql`insert into platform.outbox (id, name, payload) values (${newId()}, ${fact.name}, ${JSON.stringify(fact.payload)}::jsonb)`.execute(
          trx,
        );
      },
      changed: (...named) => {
        for (const topic of named) topics.add(topic);
      },
    }),
  );
  if (facts || topics.size > 0) announce(db, facts, topics);
  return result;
}

/** Tells open pages about a change made outside a command (by a job, say); the change must be committed. */
export function publishChange(db: Db, ...topics: readonly string[]): void {
  announce(db, false, topics);
}
