import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { accessStates } from './contract.ts';

export type AccessState = (typeof accessStates)[number];

/** Where a person stands with their account. */
export interface Standing {
  readonly state: AccessState;
  /** Since when: the day of entering, of the code's issue, of its end; null when nothing ever happened. */
  readonly since: Date | null;
  /** The code in force is on a printed sheet. */
  readonly printed: boolean;
}

interface Row {
  readonly personId: string;
  readonly activatedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly closed: boolean;
  readonly issuedAt: Date | null;
  readonly printedAt: Date | null;
  readonly inForce: boolean | null;
  readonly overAt: Date | null;
}

/** Where those persons stand, by person; who has no account is not there. */
export async function standings(
  db: Db,
  personIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await rowsOf(
    db,
    sql<Row>`
      select a.person_id as "personId", a.activated_at as "activatedAt",
             case when a.password is null then a.password_cancelled_at end as "cancelledAt",
             exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) as closed,
             k.issued_at as "issuedAt", k.printed_at as "printedAt", k.in_force as "inForce", k.over_at as "overAt"
      from identity.accounts a
      left join lateral (
        select c.issued_at, c.printed_at, c.used_at is null and c.cancelled_at is null and c.expires_at > ${now} as in_force,
               coalesce(c.cancelled_at, least(c.expires_at, ${now})) as over_at
        from identity.activation_codes c where c.person_id = a.person_id order by c.issued_at desc, c.id desc limit 1) k on true
      where a.person_id = any(${[...personIds]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.personId, standingOf(row)]));
}

function standingOf(row: Row): Standing {
  if (row.closed) return { state: 'closed', since: null, printed: false };
  if (row.cancelledAt && !row.inForce) return { state: 'shut', since: row.cancelledAt, printed: false };
  if (row.activatedAt && !row.cancelledAt) return { state: 'open', since: row.activatedAt, printed: false };
  if (row.inForce) return { state: 'given', since: row.issuedAt, printed: row.printedAt !== null };
  return row.issuedAt
    ? { state: 'over', since: row.overAt, printed: false }
    : { state: 'none', since: null, printed: false };
}
