import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Audience } from '../audience.ts';

export interface Welcome {
  readonly words: string;
  readonly signature: string;
  readonly audiences: Audience[] | null;
  /** The last day on which it shows. */
  readonly until: string;
}

/** The word of welcome in force in a school; one whose last day is past is none. */
export const welcomeOf = (db: Db, schoolId: string, today: string): Promise<Welcome | undefined> =>
  firstOf(
    db,
    sql<Welcome>`
      select w.words, w.signature, w.audiences, w.ends_on - 1 as until from portal.welcomes w
      where w.school_id = ${schoolId} and w.removed_at is null and w.ends_on > ${today}::date`,
  );

/** What a school puts in front of its people, until a day (first day without it). */
export interface Front {
  readonly schoolId: string;
  readonly name: string;
  readonly words: string;
  readonly signature: string;
  readonly audiences: readonly Audience[] | null;
  readonly endsOn: string;
}

/** The words of welcome in force, of all schools (null) or of those, by name of the school. */
export const currentFronts = (db: Db, today: string, schoolIds: readonly string[] | null): Promise<Front[]> =>
  rowsOf(
    db,
    sql<Front>`
      select w.school_id as "schoolId", coalesce(l.shown_name, s.school_name) as name, w.words, w.signature, w.audiences,
             w.ends_on as "endsOn"
      from portal.welcomes w
      join directory.school_places s on s.school_id = w.school_id
      left join portal.looks l on l.school_id = w.school_id
      where w.removed_at is null and w.ends_on > ${today}::date
        and ${schoolIds === null ? sql`true` : sql`w.school_id = any(${[...schoolIds]}::uuid[])`}
      order by name, w.school_id limit 5000`,
  );

/** What the board of a process knows: every home asks for it, hardly ever does it change. */
const known = new WeakMap<Db, readonly Front[]>();

/** Keeps the words of welcome of all schools, for the pages of this process. */
export const keepFronts = (db: Db, all: readonly Front[]): void => {
  known.set(db, all);
};

/** The words of welcome of those schools on that day; no statement where the board is open. */
export async function frontsOf(db: Db, schoolIds: readonly string[], today: string): Promise<readonly Front[]> {
  const all = known.get(db) ?? (await currentFronts(db, today, schoolIds));
  return all.filter((front) => schoolIds.includes(front.schoolId) && front.endsOn > today);
}
