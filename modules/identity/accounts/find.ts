import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { normalLogin } from '../sign-in/command.ts';

/** Where an account stands. */
export type AccountState = 'waiting' | 'open' | 'closed';

export interface FoundAccount {
  readonly personId: string;
  readonly login: string;
  readonly state: AccountState;
}

const found = sql`select a.person_id as "personId", a.login,
  case when exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) then 'closed'
       when a.activated_at is null then 'waiting' else 'open' end as state
  from identity.accounts a`;

/** The accounts of those persons, by person. */
export async function accountsOf(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, FoundAccount>> {
  const rows = await rowsOf(db, sql<FoundAccount>`${found} where a.person_id = any(${[...personIds]}::uuid[])`);
  return new Map(rows.map((row) => [row.personId, row]));
}

/** The account with that login, typed as at the door. */
export const accountByLogin = (db: Db, login: string): Promise<FoundAccount | undefined> =>
  firstOf(db, sql<FoundAccount>`${found} where a.login = ${normalLogin(login)}`);

/** Who bears these logins, by login as it was typed. */
export async function personsByLogin(db: Db, logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const typed = logins.map((login) => ({ login, normal: normalLogin(login) }));
  const rows = await rowsOf(
    db,
    sql<{ login: string; personId: string }>`
      select a.login, a.person_id as "personId" from identity.accounts a
      where a.login = any(${typed.map(({ normal }) => normal)}::text[])`,
  );
  const known = new Map(rows.map(({ login, personId }) => [login, personId]));
  return new Map(
    typed.flatMap(({ login, normal }): [string, string][] => {
      const personId = known.get(normal);
      return personId ? [[login, personId]] : [];
    }),
  );
}
