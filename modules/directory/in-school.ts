import { notFound } from '../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { schoolPolicy } from './policy.ts';
import { openOn } from './queries/facts.ts';
import { findSchool, type SchoolRow } from './queries/school.ts';

type SchoolVerb = (typeof schoolPolicy.verbs)[number];

/**
 * The school in which the actor wants to do something.
 * @throws Refusal not found when they may not see it, forbidden when they may see it and not do this
 */
export async function schoolFor(
  { actor, db }: Pick<SessionContext, 'actor' | 'db'>,
  uai: string,
  verb: SchoolVerb,
): Promise<SchoolRow> {
  const school = await findSchool(db, actor, uai);
  if (!school) notFound();
  schoolPolicy.authorize(actor, verb, { schoolId: school.id, communeId: school.communeId });
  return school;
}

/** The classes of a school that are open on `today`, by name. */
export const openClasses = (db: Db, schoolId: string, today: string): Promise<{ id: string; label: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string; label: string }>`
      select g.id, g.label from directory.groups g
      where g.school_id = ${schoolId}::uuid and g.kind = 'class' and ${openOn('g', today)}
      order by g.label, g.id`,
  );
