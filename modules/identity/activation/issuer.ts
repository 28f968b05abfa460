import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { recognise } from '../../directory/index.ts';

/** Who handed out a code, and when: its holder is told, so that a code given in their place does not go unseen. */
export interface Issuer {
  /** Null for the command line, and for somebody whom the directory no longer knows. */
  readonly name: string | null;
  readonly at: Date;
}

/** Who handed out the code with that digest; undefined when it is no longer kept. */
export const issuerOf = (db: Db, digest: Buffer, now: Date): Promise<Issuer | undefined> =>
  named(db, now, sql<Row>`select issued_by, issued_at from identity.activation_codes where digest = ${digest}`);

/** Who handed out the code with which the account was last opened; undefined when none was used in the last year. */
export const lastIssuerOf = (db: Db, personId: string, now: Date): Promise<Issuer | undefined> =>
  named(
    db,
    now,
    sql<Row>`select issued_by, issued_at from identity.activation_codes
             where person_id = ${personId} and used_at is not null order by used_at desc, id desc limit 1`,
  );

interface Row {
  readonly issued_by: string | null;
  readonly issued_at: Date;
}

async function named(db: Db, now: Date, which: ReturnType<typeof sql<Row>>): Promise<Issuer | undefined> {
  const row = await firstOf(db, which);
  if (!row) return undefined;
  const known = row.issued_by === null ? undefined : await recognise(db, { id: row.issued_by }, dayOf(now));
  return { name: known?.actor.displayName ?? null, at: row.issued_at };
}
