import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import { type ActorFacts, actorFacts, actorOf } from './load-actor.ts';

/** What a person can say to be recognised, and what they are. */
export interface Recognition {
  readonly actor: Actor;
  /** The address that the academy or the school knows. */
  readonly email: string | null;
  /** Birth dates of the children whose school life they follow, `YYYY-MM-DD`. */
  readonly childrensBirthDates: readonly string[];
}

interface Row {
  readonly id: string;
  readonly email: string | null;
  readonly facts: ActorFacts;
  readonly children: readonly string[];
}

/** Recognition facts of the person with that uid or id; undefined when there is none. */
export async function recognise(
  db: Db,
  person: { readonly uid: string } | { readonly id: string },
  today: string,
): Promise<Recognition | undefined> {
  const which = 'uid' in person ? sql`who.uid = ${person.uid}` : sql`who.id = ${person.id}::uuid`;
  const row = await firstOf(db, factsWhere(which, today));
  return row && recognitionOf(row);
}

/** The same for many persons at once, by id; who does not exist is not there. */
export async function recogniseAll(
  db: Db,
  personIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, Recognition>> {
  const rows = await rowsOf(db, factsWhere(sql`who.id = any(${[...personIds]}::uuid[])`, today));
  return new Map(rows.map((row) => [row.id, recognitionOf(row)]));
}

const factsWhere = (which: RawBuilder<unknown>, today: string): RawBuilder<Row> => sql<Row>`
  select who.id, who.email, ${actorFacts(sql`who.id`, today)} as facts,
         coalesce((select json_agg(c.birth_date) from directory.kinships k join directory.persons c on c.id = k.pupil_id
                   where k.adult_id = who.id and k.authority = 1 and c.birth_date is not null and c.left_on is null
                     and (k.ends_on is null or k.ends_on > ${today}::date)
                     and not exists (select 1 from directory.access_suspensions x
                                     where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                                       and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))),
                  '[]'::json) as children
  from directory.persons who where ${which}`;

const recognitionOf = (row: Row): Recognition => ({
  actor: actorOf(row.id, row.facts),
  email: row.email,
  childrensBirthDates: row.children,
});
