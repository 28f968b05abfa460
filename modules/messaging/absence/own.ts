import type { Actor } from '../../../platform/authz/policy.ts';
import { Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';

/** When somebody is away, and what is answered for them. */
export interface Absence {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
  readonly words: string;
}

/** Who answers by a machine: grown-ups. */
export const mayBeAbsent = ({ roles }: Pick<Actor, 'roles'>): boolean => !roles.includes('pupil');

/** The absence that the actor announced, unless it is over. */
export const absenceOf = (db: Db, { personId, today }: Actor): Promise<Absence | undefined> =>
  firstOf(
    db,
    sql<Absence>`
      select starts_on as "from", ends_on - 1 as until, words from messaging.absences
      where person_id = ${personId}::uuid and ends_on > ${today}::date`,
  );

/** Announces an absence in the place of the former one; who was told of that one is told anew. @throws Refusal of its fields */
export async function keepAbsence(db: Db, actor: Actor, { from, until, words }: Absence, now: Date): Promise<void> {
  if (until < from || until < actor.today)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'until', code: 'messaging.absence-until' }]);
  await db.transaction().execute(async (trx) => {
    await sql`delete from messaging.absence_answers where person_id = ${actor.personId}::uuid`.execute(trx);
    await sql`
      insert into messaging.absences (person_id, starts_on, ends_on, words, chosen_at)
      values (${actor.personId}::uuid, ${from}::date, ${until}::date + 1, ${words}, ${now})
      on conflict (person_id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on, words = excluded.words,
                                            chosen_at = excluded.chosen_at`.execute(trx);
  });
}

export async function endAbsence(db: Db, { personId }: Pick<Actor, 'personId'>): Promise<void> {
  await sql`delete from messaging.absences where person_id = ${personId}::uuid`.execute(db);
  await sql`delete from messaging.absence_answers where person_id = ${personId}::uuid`.execute(db);
}

/** Forgets absences that are over, and who was told of them. */
export async function forgetAbsences(db: Db, today: string): Promise<void> {
  await sql`
    with gone as (delete from messaging.absences where ends_on < ${today}::date returning person_id)
    delete from messaging.absence_answers a using gone where a.person_id = gone.person_id`.execute(db);
}
