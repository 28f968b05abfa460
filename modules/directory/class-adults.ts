import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import { guardiansWithAccess } from './of-schools.ts';
import { openOn } from './queries/facts.ts';
import { inCharge, schoolsAs } from './scopes.ts';

/** The classes the actor answers for: at an école those they teach, at a collège those they are main teacher of. */
export const classesInCharge = (actor: Actor): readonly string[] => inCharge(actor);

/** The schools whose pupils the actor answers for as a whole: head, school life. */
export const schoolsInCharge = (actor: Actor): readonly string[] => schoolsAs(actor, 'head', 'school_life');

/** SQL query: `person_id` of who answers for those classes today, as `classesInCharge` has it. */
export const adultsOfClasses = (groupIds: readonly string[], today: string): RawBuilder<unknown> => sql`
  select m.person_id from directory.memberships m join directory.schools s on s.id = m.school_id
  where m.group_id = any(${[...groupIds]}::uuid[]) and ${openOn('m', today)}
    and (m.role = 'main_teacher' or (m.role = 'teacher' and s.kind in ('nursery', 'elementary', 'primary')))`;

/** Whom a pupil may confide in, by function (nomenclature of the académies): nurses, doctors, social workers; psychologists. */
const CONFIDED_FUNCTIONS = ['MDS', 'ORI'];

/**
 * Of those persons, the ones with whom the pupil who acts is between themselves: their legal guardians (unless access is closed), and of their own schools the head, the
 * school life, the nurse, the psychologist.
 */
export async function confidantsAmong(
  db: Db,
  pupil: Actor,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const schoolIds = schoolsAs(pupil, 'pupil');
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select pr.person_id as id from directory.profiles pr
      where pr.person_id = any(${[...personIds]}::uuid[]) and pr.school_id = any(${schoolIds}::uuid[]) and ${openOn('pr', pupil.today)}
        and (pr.kind in ('head', 'school_life') or pr.function_code = any(${CONFIDED_FUNCTIONS}::text[]))
      union
      select g.adult_id from (${guardiansWithAccess(sql`${pupil.personId}::uuid`, pupil.today)}) as g
      where g.adult_id = any(${[...personIds]}::uuid[])
      order by 1`,
  );
  return new Set(rows.map(({ id }) => id));
}
