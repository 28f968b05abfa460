import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Audience } from '../audience.ts';
import { pictureOf, type SchoolPicture } from '../school/queries.ts';

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

/** What a school puts in front of its people: its picture, a word of welcome until a day (first day without it). */
export interface Front {
  readonly schoolId: string;
  readonly uai: string;
  readonly name: string;
  readonly picture: SchoolPicture | null;
  readonly welcome: {
    readonly words: string;
    readonly signature: string;
    readonly audiences: readonly Audience[] | null;
    readonly endsOn: string;
  } | null;
}

/** What schools put in front, all of them (null) or those, by name of the school. */
export const currentFronts = (db: Db, today: string, schoolIds: readonly string[] | null): Promise<Front[]> =>
  rowsOf(
    db,
    sql<Front>`
      select s.school_id as "schoolId", s.uai, coalesce(l.shown_name, s.school_name) as name, ${pictureOf} as picture,
             case when w.id is not null
                  then json_build_object('words', w.words, 'signature', w.signature, 'audiences', w.audiences, 'endsOn', w.ends_on) end as welcome
      from directory.school_places s
      left join portal.looks l on l.school_id = s.school_id
      left join portal.welcomes w on w.school_id = s.school_id and w.removed_at is null and w.ends_on > ${today}::date
      where (w.id is not null or l.picture_id is not null)
        and ${schoolIds === null ? sql`true` : sql`s.school_id = any(${[...schoolIds]}::uuid[])`}
      order by name, s.school_id limit 20000`,
  );

/** What the board of a process knows: every home asks for it, hardly ever does it change. */
const known = new WeakMap<Db, readonly Front[]>();

/** Keeps what all schools put in front, for the pages of this process. */
export const keepFronts = (db: Db, all: readonly Front[]): void => {
  known.set(db, all);
};

/** What those schools put in front on that day; no statement where the board is open. */
export async function frontsOf(db: Db, schoolIds: readonly string[], today: string): Promise<readonly Front[]> {
  const all = known.get(db) ?? (await currentFronts(db, today, schoolIds));
  return all
    .filter((front) => schoolIds.includes(front.schoolId))
    .map((front) => (front.welcome && front.welcome.endsOn <= today ? { ...front, welcome: null } : front));
}
