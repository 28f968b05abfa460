import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Extensions } from '../../../platform/module.ts';
import { pictureAddressOf } from '../../../platform/pictures/store.ts';
import { personPolicy } from '../policy.ts';
import { openOn, personFacts } from '../queries/facts.ts';
import type { PersonFacts } from '../scopes.ts';

/** Asks those who keep the answers: of these pupils, whose pictures may be shown inside on that day. */
type Consent = Extensions['pictureConsent'];

/** SQL expression on `p`: a pupil, or somebody who is nothing any more and may have been one: others must have consented to the photo. */
const isMinor = (today: string): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from directory.profiles pr where pr.person_id = p.id and pr.kind = 'pupil' and ${openOn('pr', today)})
  or not exists (select 1 from directory.profiles pr where pr.person_id = p.id and ${openOn('pr', today)}
                 union all
                 select 1 from directory.mandates d where d.person_id = p.id and ${openOn('d', today)}))`;

export interface PhotoPerson {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly facts: PersonFacts;
  readonly isPupil: boolean;
  readonly pictureId: string | null;
  readonly photo: string | null;
}

/** A person with their photo, whoever may see it; undefined when nobody has that uid. */
export const findPhotoPerson = (db: Db, actor: Actor, uid: string): Promise<PhotoPerson | undefined> =>
  firstOf(
    db,
    sql<PhotoPerson>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", ${personFacts(actor)} as facts,
             ${isMinor(actor.today)} as "isPupil",
             ph.picture_id as "pictureId", ${pictureAddressOf(sql`ph.picture_id`)} as photo
      from directory.persons p left join directory.person_photos ph on ph.person_id = p.id
      where p.uid = ${uid} and p.merged_into is null`,
  );

/** Whether the photo of that person may be shown: of an adult, who sent it, yes; of a pupil, while the consent stands. */
export const isShowable = async (
  db: Db,
  consent: Consent,
  person: { readonly id: string; readonly isPupil: boolean },
  today: string,
): Promise<boolean> => !person.isPupil || (await consent(db, [person.id], today)).has(person.id);

interface Row {
  readonly id: string;
  readonly photo: string;
  readonly isPupil: boolean;
}

const photoRows = (db: Db, personIds: readonly string[], today: string, which = sql`true`): Promise<Row[]> =>
  rowsOf(
    db,
    sql<Row>`
      select p.id, ${pictureAddressOf(sql`ph.picture_id`)} as photo,
             ${isMinor(today)} as "isPupil"
      from directory.person_photos ph join directory.persons p on p.id = ph.person_id
      where p.id = any(${[...personIds]}::uuid[]) and ${which} order by p.id`,
  );

async function showable(db: Db, consent: Consent, rows: readonly Row[], today: string) {
  const pupils = rows.filter((row) => row.isPupil).map(({ id }) => id);
  const allowed = pupils.length > 0 ? await consent(db, pupils, today) : new Set<string>();
  return new Map(rows.filter((row) => !row.isPupil || allowed.has(row.id)).map(({ id, photo }) => [id, photo]));
}

/** Addresses of the photos, by person, that the actor may see and that may be shown. Two statements at most. */
export async function photosFor(
  db: Db,
  consent: Consent,
  actor: Actor,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await photoRows(db, personIds, actor.today, personPolicy.where(actor, 'seePhoto'));
  return showable(db, consent, rows, actor.today);
}

/**
 * Addresses of the photos of pupils that may be shown to their class, whoever looks: the caller has made sure that the class is open in
 * front of its adult.
 */
export async function photosOfClass(
  db: Db,
  consent: Consent,
  pupilIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, string>> {
  if (pupilIds.length === 0) return new Map();
  return showable(db, consent, await photoRows(db, pupilIds, today), today);
}
