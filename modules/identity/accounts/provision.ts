import { type Db, type RawBuilder, sql } from '../../../platform/db/db.ts';
import { entitledPersons } from '../../directory/index.ts';

const LONGEST_PART = 30;

/** SQL: a name in plain letters, words joined by hyphens: `D'Arcangelo-Œuvrard` gives `darcangelo-oeuvrard`. */
const plainLetters = (name: RawBuilder<unknown>): RawBuilder<string> => sql<string>`
  trim('-' from left(regexp_replace(regexp_replace(lower(translate(
    replace(replace(replace(replace(replace(normalize(coalesce(${name}, ''), NFD), 'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ß', 'ss'),
    'ØøŁłĐđı', 'oollddi')), '[\u0300-\u036f''’]', '', 'g'), '[^a-z]+', '-', 'g'), ${LONGEST_PART}))`;

/**
 * SQL: the login a person asks for, `given.family`; a single name stands alone, and a name without any Latin letter becomes
 * `compte`, told apart by its number.
 */
const loginBase = sql<string>`coalesce(nullif(concat_ws('.', nullif(${plainLetters(sql`p.given_name`)}, ''),
                                                        nullif(${plainLetters(sql`p.family_name`)}, '')), ''), 'compte')`;

/**
 * Gives an account "to activate" to every person whom the directory lets in on `today` and who has none: one statement, whatever
 * their number. On a clash of names the eldest record keeps the plain login; a login once given, even to somebody erased since,
 * is never given again. Runs after each delivery; run twice it writes nothing more.
 * @param before persons who come before their namesakes, whatever their age as records
 * @returns how many accounts were made
 */
export async function provisionAccounts(
  db: Db,
  today: string,
  now: Date,
  before: readonly string[] = [],
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // Two imports at once would number the same names: the second waits for the first.
    await sql`select pg_advisory_xact_lock(hashtext('identity.provision'))`.execute(trx);
    const { numAffectedRows } = await sql`
      with missing as materialized (
        select p.id, ${loginBase} as base
        from (${entitledPersons(today)}) e join directory.persons p on p.id = e.person_id
        where not exists (select 1 from identity.accounts a where a.person_id = p.id)
      ),
      given as (
        select base, max(number) as number
        from (select a.login_base as base, a.login_number as number from identity.accounts a
              where a.login_base in (select base from missing)
              union all
              select m.base, r.last_number from (select distinct base from missing) m
              join identity.retired_logins r on r.base_digest = sha256(convert_to(m.base, 'UTF8'))) known
        group by base
      ),
      numbered as (
        select m.id, m.base, coalesce(g.number, 0) + row_number() over (partition by m.base order by m.id <> all(${[...before]}::uuid[]), m.id) as number
        from missing m left join given g on g.base = m.base
      )
      insert into identity.accounts (person_id, login, login_base, login_number, created_at)
      select id, base || case when number = 1 then '' else number::text end, base, number, ${now} from numbered`.execute(
      trx,
    );
    return Number(numAffectedRows ?? 0);
  });
}
