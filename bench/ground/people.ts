/** People of METROPOLE-1 who play in the benches, prepared straight in the database: their door has its own bench. */
import { createPerson, grantMandate } from '../../modules/directory/index.ts';
import { provisionAccounts } from '../../modules/identity/index.ts';
import { hashPassword } from '../../modules/identity/passwords/hash.ts';
import { lengths } from '../../modules/identity/sessions/kinds.ts';
import { newToken } from '../../modules/identity/sessions/token.ts';
import { openKeys } from '../../platform/config/keys.ts';
import { createDb, type Db, newId, rowsOf, sql } from '../../platform/db/db.ts';
import type { Metropole } from './metropole.ts';

export interface Player {
  readonly personId: string;
  readonly login: string;
  readonly familyName: string;
  /** Given names that their home must show: a guardian's children. */
  readonly children: readonly string[];
}

export type PlayerRole = 'pupil' | 'guardian' | 'teacher' | 'head' | 'school_life' | 'platform';

export const playersPassword = 'Un préau, trois platanes et la pluie';

/** Runs `work` with a pool on the benches' database. */
export async function withDb<T>({ databaseUrl }: Metropole, work: (db: Db) => Promise<T>): Promise<T> {
  const db = createDb(databaseUrl, { poolSize: 2, statementTimeout: 0 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Guardians of exactly two pupils, in the order of a hash, so that neighbours in the files are far apart. */
export const guardiansOfTwo = (db: Db, count: number): Promise<Player[]> =>
  rowsOf(
    db,
    sql<Player>`
      select p.id as "personId", a.login, p.family_name as "familyName", k.children
      from (select k.adult_id, array_agg(c.given_name order by c.given_name) as children
            from directory.kinships k join directory.persons c on c.id = k.pupil_id
            where k.authority = 1 and k.ends_on is null and c.left_on is null
            group by k.adult_id having count(*) = 2) k
      join directory.persons p on p.id = k.adult_id
      join identity.accounts a on a.person_id = p.id
      where not exists (select 1 from directory.profiles f where f.person_id = p.id and f.kind <> 'guardian' and f.ends_on is null)
      order by md5(p.id::text) limit ${count}`,
  );

/** People of one role, in the order of a hash. */
export async function playersAs(db: Db, role: PlayerRole, count: number): Promise<Player[]> {
  if (role === 'platform') return administrators(db, count);
  return rowsOf(
    db,
    sql<Player>`
      select p.id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children
      from directory.persons p join identity.accounts a on a.person_id = p.id
      where exists (select 1 from directory.profiles f where f.person_id = p.id and f.kind = ${role} and f.ends_on is null)
      order by md5(p.id::text) limit ${count}`,
  );
}

/** The academy sends no Métropole administrator: they are entered by hand, as an operator does. */
async function administrators(db: Db, count: number): Promise<Player[]> {
  const found = (): Promise<Player[]> =>
    rowsOf(
      db,
      sql<Player>`
        select p.id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children
        from directory.persons p join identity.accounts a on a.person_id = p.id
        where exists (select 1 from directory.mandates d where d.person_id = p.id and d.kind = 'platform')
          and not exists (select 1 from directory.profiles f where f.person_id = p.id)
        order by p.sort_name, p.id limit ${count}`,
    );
  const there = await found();
  for (let rank = there.length; rank < count; rank += 1) {
    const given = { title: null, birthDate: null, email: null };
    const personId = await createPerson(db, { familyName: `REGIE${rank}`, givenName: 'Camille', ...given });
    await grantMandate(db, personId, { kind: 'platform' }, '2026-09-01');
  }
  await provisionAccounts(db, '2026-11-24', new Date());
  return found();
}

/** Gives each an activated account with the players' password, charter accepted. One hash serves all: checking it costs the same. */
export async function givePasswords(db: Db, { dataDir }: Metropole, players: readonly Player[]): Promise<void> {
  const ids = players.map((player) => player.personId);
  const phc = await hashPassword(playersPassword, openKeys(`${dataDir}/keys`).pepper);
  await sql`update identity.accounts set password = ${phc}, password_set_at = now(), activated_at = coalesce(activated_at, now())
            where person_id = any(${ids}::uuid[])`.execute(db);
  await acceptCharter(db, ids);
}

/** Opens a session for each, who proved with a second factor where one is asked for; answers the cookies' values, in order. */
export async function openSessions(db: Db, players: readonly Player[]): Promise<string[]> {
  const tokens = players.map(() => newToken());
  await sql`delete from identity.sessions`.execute(db);
  // They came in for the first time today: administrators have some days to add a second factor.
  await sql`update identity.accounts set activated_at = now()
            where person_id = any(${players.map(({ personId }) => personId)}::uuid[])`.execute(db);
  await sql`
    insert into identity.sessions (id, digest, person_id, kind, started_at, last_seen_at, idle_until, ends_at, device, means, factor, proved_at)
    select id, digest, person_id, 'family', now(), now(), now() + interval '1 hour', now() + ${`${lengths.family.whole} milliseconds`}::interval,
           '{"browser": "Firefox", "system": "Linux"}', 'password', 'proved', now()
    from unnest(${tokens.map(() => newId())}::uuid[], ${tokens.map(({ digest }) => digest)}::bytea[],
                ${players.map(({ personId }) => personId)}::uuid[]) as s (id, digest, person_id)`.execute(db);
  await acceptCharter(
    db,
    players.map((player) => player.personId),
  );
  return tokens.map(({ token }) => token);
}

const acceptCharter = (db: Db, ids: readonly string[]): Promise<unknown> =>
  sql`insert into identity.charter_acceptances (person_id, audience, version, accepted_at)
      select id, c.audience, c.version, now() from unnest(${[...ids]}::uuid[]) as id cross join identity.charters c
      on conflict do nothing`.execute(db);

/** The address a person comes from, as the proxy in front tells it: families do not share one, so no flood stop is met. */
export const homeAddress = (number: number): Readonly<Record<string, string>> => ({
  'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
});
