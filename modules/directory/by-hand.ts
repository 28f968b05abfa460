import { type Db, firstOf, newId, sql } from '../../platform/db/db.ts';
import { indexNames, proposeInSchools } from './queries/search.ts';
import { sortName } from './rules.ts';
import { takeUids } from './uids.ts';

/** A person whom no academy's file knows. */
export interface NewPerson {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly email: string | null;
  /** As stored: +33600990011. */
  readonly mobile?: string | null;
}

/** A role that no school's file gives, from a day on. */
export type NewMandate =
  | { readonly kind: 'platform' | 'academy' | 'dpo' }
  | { readonly kind: 'commune'; readonly communeId: string }
  | { readonly kind: 'after_school'; readonly schoolId: string };

/** Enters a person by hand; every value is then the school's, which no import overwrites. Returns the new person's id. */
export async function createPerson(db: Db, person: NewPerson): Promise<string> {
  const [uid] = await takeUids(db, 1);
  if (!uid) throw new Error('no uid left');
  const id = newId();
  const owners = Object.fromEntries(
    Object.entries(person).flatMap(([field, value]) => (value == null ? [] : [[snake(field), 'school']])),
  );
  await sql`
    insert into directory.persons (id, uid, family_name, given_name, title, birth_date, email, mobile, sort_name, owners)
    values (${id}, ${uid}, ${person.familyName}, ${person.givenName}, ${person.title}, ${person.birthDate}::date,
            ${person.email}, ${person.mobile ?? null}, ${sortName(person.familyName, person.givenName)}, ${JSON.stringify(owners)}::jsonb)`.execute(
    db,
  );
  await indexNames(db, [id]);
  return id;
}

/** Gives a mandate from `startsOn`; returns its id. */
export async function grantMandate(
  db: Db,
  personId: string,
  mandate: NewMandate,
  startsOn: string,
  createdBy: string | null = null,
): Promise<string> {
  const id = newId();
  await sql`
    insert into directory.mandates (id, person_id, kind, commune_id, school_id, starts_on, created_by)
    values (${id}, ${personId}, ${mandate.kind}, ${mandate.kind === 'commune' ? mandate.communeId : null}::uuid,
            ${mandate.kind === 'after_school' ? mandate.schoolId : null}::uuid, ${startsOn}::date, ${createdBy}::uuid)`.execute(
    db,
  );
  await proposeInSchools(db, [personId]);
  return id;
}

/** The person whom the academy knows by this key (source `10-1D`, ENTPersonJointure). */
export async function findByAcademyKey(
  db: Db,
  key: { readonly degree: '1D' | '2D'; readonly category: 'pupil' | 'guardian' | 'staff'; readonly sourceId: string },
): Promise<string | undefined> {
  const row = await firstOf(
    db,
    sql<{ person_id: string }>`
      select person_id from directory.person_sources
      where source like ${`%-${key.degree}`} and category = ${key.category} and source_id = ${key.sourceId}
      order by source limit 1`,
  );
  return row?.person_id;
}

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a person is in a school by the school's own word. */
export type HandProfile = 'teacher' | 'head' | 'librarian' | 'school_life' | 'staff' | 'after_school';

/** Gives a person a profile in a school, the school's own: no import ends it. Nothing when it is open already. */
export async function openProfile(
  db: Db,
  given: {
    readonly personId: string;
    readonly schoolId: string;
    readonly kind: HandProfile;
    readonly startsOn: string;
  },
): Promise<void> {
  await sql`
    insert into directory.profiles (id, school_id, person_id, kind, owner, starts_on)
    values (${newId()}, ${given.schoolId}, ${given.personId}, ${given.kind}, 'school', ${given.startsOn}::date)
    on conflict do nothing`.execute(db);
  await proposeInSchools(db, [given.personId]);
}

/** A school by UAI or a commune by INSEE code; undefined when there is none. */
export const findPlace = (
  db: Db,
  place: { readonly uai: string } | { readonly insee: string },
): Promise<{ readonly id: string; readonly name: string } | undefined> =>
  firstOf(
    db,
    'uai' in place
      ? sql<{ id: string; name: string }>`select id, name from directory.schools where uai = ${place.uai}`
      : sql<{ id: string; name: string }>`select id, name from directory.communes where insee = ${place.insee}`,
  );
