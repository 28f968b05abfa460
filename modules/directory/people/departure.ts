import type { Answer } from '../../../platform/contract/endpoint.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { schoolFor } from '../in-school.ts';
import { fullName } from '../rules.ts';
import type * as contract from './contract.ts';
import { alignGuardians } from './guardians.ts';
import { type Closed, holds, placeFor, tellOfPlace } from './place.ts';
import { isDepartureDay } from './rules.ts';

const PLACES = { profiles: 'person_id', enrolments: 'pupil_id', memberships: 'person_id' } as const;

/**
 * Notes that somebody leaves the school on a day (`YYYY-MM-DD`, today when empty): from then on they are nothing there. Rights that
 * the school entrusted to them end too. Nobody notes their own departure, nor that of a head.
 */
export async function noteDeparture(ctx: SessionContext, uid: string, uai: string, typed: string): Promise<boolean> {
  const found = await placeFor(ctx, uid, uai);
  const { school, place } = found;
  const { today } = ctx.actor;
  const on = typed || today;
  if (!isDepartureDay(on, today))
    throw new Refusal('platform.invalid-input', {}, [{ field: 'on', code: 'directory.departure-day-odd' }]);
  if (place.id === ctx.actor.personId) refuse('directory.not-oneself');
  if (holds(place, 'head')) refuse('directory.head-stays');
  // A guardian's place follows from the children: it is theirs that ends.
  const posts = place.posts.filter((post) => post.role !== 'guardian');
  if (posts.length === 0) refuse(place.posts.length > 0 ? 'directory.guardian-follows' : 'directory.left-already');
  return ctx.transaction(async (tx) => {
    await closePlaces(ctx, tx, school.id, [place.id], on);
    if (holds(place, 'pupil')) await alignGuardians(tx.db, school.id, [place.id], on);
    await tellOfPlace(ctx, tx, 'person-left', found, { on });
    tx.changed(...(place.class ? [`group:${place.class.id}`] : []));
    return true;
  });
}

/**
 * Ends from a day on what people are in a school, guardians' places apart, with the rights that it entrusted to them; each departure keeps
 * what it ended, to be taken back. A fixed number of statements, however many they are.
 */
export async function closePlaces(
  { actor, now }: SessionContext,
  tx: Transaction,
  schoolId: string,
  persons: readonly string[],
  on: string,
): Promise<void> {
  const closed = new Map<string, Record<string, string[]>>(persons.map((id) => [id, {}]));
  for (const [table, column] of Object.entries(PLACES))
    for (const row of await closeRows(tx.db, { table, column, school: schoolId, persons, on })) {
      const own = closed.get(row.person) ?? {};
      own[table] = [...(own[table] ?? []), row.id];
    }
  await sql`
    update directory.mandates set ends_on = greatest(${on}::date, starts_on), revoked_by = ${actor.personId}, revoked_at = ${now}
    where person_id = any(${[...persons]}::uuid[]) and school_id = ${schoolId} and (ends_on is null or ends_on > ${on}::date)`.execute(
    tx.db,
  );
  const departures = [...closed].map(([person, rows]) => ({ id: newId(), person_id: person, closed: rows }));
  await sql`
    insert into directory.departures (id, school_id, person_id, left_on, created_by, created_at, closed)
    select d.id, ${schoolId}::uuid, d.person_id, ${on}::date, ${actor.personId}::uuid, ${now}, d.closed
    from json_to_recordset(${JSON.stringify(departures)}::json) as d (id uuid, person_id uuid, closed jsonb)`.execute(
    tx.db,
  );
  await markLeavers(tx.db, actor.today, persons);
}

interface Closing {
  readonly table: string;
  readonly column: string;
  readonly school: string;
  readonly persons: readonly string[];
  readonly on: string;
}

const closeRows = (
  db: Db,
  { table, column, school, persons, on }: Closing,
): Promise<{ id: string; person: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string; person: string }>`
      update ${sql.table(`directory.${table}`)} set ends_on = greatest(${on}::date, starts_on)
      where ${sql.ref(column)} = any(${[...persons]}::uuid[]) and school_id = ${school}::uuid and (ends_on is null or ends_on > ${on}::date)
        ${table === 'profiles' ? sql`and kind <> 'guardian'` : sql``}
      returning id, ${sql.ref(column)} as person`,
  );

/** Those of the given persons who are nothing anywhere any more on `today` are marked as having left; all when none is given. */
export async function markLeavers(db: Db, today: string, personIds: readonly string[]): Promise<void> {
  await sql`
    update directory.persons p set left_on = ${today}::date
    where p.id = any(${[...personIds]}::uuid[]) and p.left_on is null
      and not exists (select 1 from directory.profiles pr
                      where pr.person_id = p.id and (pr.ends_on is null or pr.ends_on > ${today}::date))
      and not exists (select 1 from directory.mandates d
                      where d.person_id = p.id and (d.ends_on is null or d.ends_on > ${today}::date))
      and not exists (select 1 from directory.enrolments e
                      where e.pupil_id = p.id and e.ends_on is null and e.starts_on > ${today}::date)`.execute(db);
}

/** Takes a departure back: what it ended is open again, except where something else took its place. */
export async function noteReturn(ctx: SessionContext, uid: string, uai: string): Promise<boolean> {
  const found = await placeFor(ctx, uid, uai);
  const { school, place } = found;
  const { departure } = place;
  if (!departure) refuse('directory.not-left');
  return ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update directory.departures set returned_at = ${ctx.now}, returned_by = ${ctx.actor.personId}
      where id = ${departure.id} and returned_at is null`.execute(tx.db);
    if (!numAffectedRows) refuse('directory.not-left');
    await reopenRows(tx.db, departure.closed);
    await sql`update directory.persons set left_on = null where id = ${place.id} and left_on is not null`.execute(
      tx.db,
    );
    await alignGuardians(tx.db, school.id, [place.id], ctx.actor.today);
    await tellOfPlace(ctx, tx, 'person-returned', found, { leftOn: departure.leftOn });
    return true;
  });
}

async function reopenRows(db: Db, closed: Closed): Promise<void> {
  await sql`
    update directory.profiles r set ends_on = null
    where r.id = any(${[...(closed.profiles ?? [])]}::uuid[])
      and not exists (select 1 from directory.profiles o
                      where o.school_id = r.school_id and o.person_id = r.person_id and o.kind = r.kind and o.ends_on is null)`.execute(
    db,
  );
  await sql`
    update directory.enrolments r set ends_on = null
    where r.id = any(${[...(closed.enrolments ?? [])]}::uuid[])
      and not exists (select 1 from directory.enrolments o
                      where o.school_id = r.school_id and o.pupil_id = r.pupil_id and o.year = r.year and o.ends_on is null)`.execute(
    db,
  );
  await sql`
    update directory.memberships r set ends_on = null
    where r.id = any(${[...(closed.memberships ?? [])]}::uuid[])
      and not exists (select 1 from directory.memberships o
                      where o.group_id = r.group_id and o.person_id = r.person_id and o.role = r.role
                        and coalesce(o.subject_code, '') = coalesce(r.subject_code, '') and o.ends_on is null)
      and exists (select 1 from directory.groups g where g.id = r.group_id and g.ends_on is null)`.execute(db);
}

/** Who left the school by its own word, the latest first. */
export async function readDepartures(
  ctx: SessionContext,
  uai: string,
): Promise<Answer<typeof contract.listDepartures>> {
  const school = await schoolFor(ctx, uai, 'managePeople');
  const rows = await rowsOf(
    ctx.db,
    sql<DepartureRow>`
      select p.uid, p.family_name as "familyName", p.given_name as "givenName", d.left_on as "leftOn", d.settled_on as "settledOn",
             b.family_name as "byFamilyName", b.given_name as "byGivenName"
      from directory.departures d
      join directory.persons p on p.id = d.person_id
      left join directory.persons b on b.id = d.created_by
      where d.school_id = ${school.id} and d.returned_at is null
      order by d.created_at desc, d.id limit 200`,
  );
  return {
    school: { uai: school.uai, name: school.name },
    departures: rows.map((row) => ({
      id: row.uid,
      displayName: fullName(row),
      leftOn: row.leftOn,
      by: row.byFamilyName ? fullName({ familyName: row.byFamilyName, givenName: row.byGivenName }) : null,
      settled: row.settledOn !== null,
    })),
  };
}

interface DepartureRow {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly leftOn: string;
  readonly settledOn: string | null;
  readonly byFamilyName: string | null;
  readonly byGivenName: string | null;
}
