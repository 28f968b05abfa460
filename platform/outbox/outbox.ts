import { type Db, newId, sql } from '../db/db.ts';
import type { Fact, Transaction } from '../http/context.ts';

/** Runs a command's writes in one transaction; its facts are rows of the same transaction. */
export function inTransaction<T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction().execute((trx) =>
    work({
      db: trx,
      emit: async (fact: Fact) => {
        await sql`insert into platform.outbox (id, name, payload) values (${newId()}, ${fact.name}, ${JSON.stringify(fact.payload)}::jsonb)`.execute(
          trx,
        );
      },
    }),
  );
}
