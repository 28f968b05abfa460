import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import { openOn } from './queries/facts.ts';

/** A level of teaching: CM2, 3e. */
export interface Level {
  readonly code: string;
  readonly label: string;
}

const inThese = (alias: string, schoolIds: readonly string[] | null) =>
  schoolIds ? sql`${sql.ref(`${alias}.school_id`)} = any(${[...schoolIds]}::uuid[])` : sql`true`;

/** Levels taught in those schools (null: in any), the youngest first. The caller decides who may ask. */
export const levelsOf = (db: Db, schoolIds: readonly string[] | null, today: string): Promise<Level[]> =>
  rowsOf(
    db,
    schoolIds
      ? sql<Level>`
          select l.code, l.label from directory.levels l
          where exists (select 1 from directory.enrolments e
                        where ${inThese('e', schoolIds)} and e.level_code = l.code and ${openOn('e', today)})
          order by l.rank, l.code`
      : sql<Level>`select l.code, l.label from directory.levels l order by l.rank, l.code`,
  );

/** The classes of those schools (null: of any) in which pupils of that level are; a class of two levels counts as a whole. */
export async function classesOfLevel(
  db: Db,
  schoolIds: readonly string[] | null,
  levelCode: string,
  today: string,
): Promise<readonly string[]> {
  const row = await firstOf(
    db,
    sql<{ ids: string[] }>`
      select coalesce(array_agg(distinct m.group_id), '{}') as ids
      from directory.enrolments e
      join directory.memberships m on m.person_id = e.pupil_id and m.school_id = e.school_id and m.role = 'pupil' and ${openOn('m', today)}
      join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and ${openOn('g', today)}
      where ${inThese('e', schoolIds)} and e.level_code = ${levelCode} and ${openOn('e', today)}`,
  );
  return row?.ids ?? [];
}
