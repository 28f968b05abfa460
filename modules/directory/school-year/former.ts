import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { schoolFor } from '../in-school.ts';
import { courtesyName, fullName, isOfClosedYear } from '../rules.ts';
import type { listFormerYears, showFormerClass } from './contract.ts';
import { pastClassPolicy } from './policy.ts';

/** SQL condition: the member `m` of the group `g` was there to the end. */
const toTheEnd = sql`(m.ends_on is null or m.ends_on >= g.ends_on)`;
/** SQL condition: the group `g` is a class that ended with its year. */
const ended = (today: string) => sql`g.kind = 'class' and g.ends_on <= ${today}::date`;

const teachers = sql`(
  select coalesce(json_agg(json_build_object('familyName', t.family_name, 'givenName', t.given_name, 'title', t.title)
                           order by t.sort_name, t.id), '[]'::json)
  from (select distinct q.id, q.family_name, q.given_name, q.title, q.sort_name
        from directory.memberships m join directory.persons q on q.id = m.person_id
        where m.group_id = g.id and m.role in ('teacher', 'main_teacher') and ${toTheEnd}) as t)`;

interface Name {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
}

/** The former years of a school, and the classes of one: the latest when none is named. */
export async function readFormerYears(
  ctx: SessionContext,
  uai: string,
  wanted: number | undefined,
): Promise<Answer<typeof listFormerYears>> {
  const school = await schoolFor(ctx, uai, 'seeFormerYears');
  const { actor, db } = ctx;
  // A class in which nobody ever was (made by a table that was undone) is nothing to read again.
  const seen = sql`
    g.school_id = ${school.id}::uuid and ${ended(actor.today)} and ${pastClassPolicy.where(actor, 'see')}
    and exists (select 1 from directory.memberships m where m.group_id = g.id)`;
  const years = (
    await rowsOf(
      db,
      sql<{ year: number }>`select distinct g.year from directory.groups g where ${seen} order by g.year desc`,
    )
  ).map((row) => row.year);
  const year = wanted !== undefined && years.includes(wanted) ? wanted : (years[0] ?? null);
  const rows =
    year === null
      ? []
      : await rowsOf(
          db,
          sql<{ id: string; label: string; pupils: number; teachers: Name[] }>`
      select g.id, g.label, ${teachers} as teachers,
             (select count(distinct m.person_id) from directory.memberships m
              where m.group_id = g.id and m.role = 'pupil' and ${toTheEnd}) as pupils
      from directory.groups g where ${seen} and g.year = ${year}::smallint order by g.label, g.id`,
        );
  return {
    school: { uai: school.uai, name: school.name },
    year,
    years,
    classes: rows.map((row) => ({ ...row, teachers: row.teachers.map(courtesyName) })),
  };
}

interface FormerClassRow {
  readonly id: string;
  readonly label: string;
  readonly year: number;
  readonly endedOn: string;
  readonly schoolUai: string;
  readonly schoolName: string;
  readonly teachers: readonly Name[];
  readonly pupils: readonly (Name & { readonly uid: string; readonly level: string | null })[];
}

/** A class of a former year as it was at its end, for who could see it then. */
export async function readFormerClass(
  { actor, db }: SessionContext,
  groupId: string,
): Promise<Answer<typeof showFormerClass>> {
  const row = await firstOf(
    db,
    sql<FormerClassRow>`
      select g.id, g.label, g.year, g.ends_on as "endedOn", s.uai as "schoolUai", s.name as "schoolName", ${teachers} as teachers,
             (select coalesce(json_agg(json_build_object('uid', t.uid, 'familyName', t.family_name, 'givenName', t.given_name, 'level', t.level)
                                       order by t.sort_name, t.id), '[]'::json)
              from (select distinct on (p.sort_name, p.id) p.id, p.uid, p.sort_name, p.family_name, p.given_name,
                           (select coalesce(l.label, e.level_label)
                            from directory.enrolments e left join directory.levels l on l.code = e.level_code
                            where e.pupil_id = p.id and e.school_id = g.school_id and e.year = g.year order by e.starts_on desc, e.id limit 1) as level
                    from directory.memberships m join directory.persons p on p.id = m.person_id
                    where m.group_id = g.id and m.role = 'pupil' and ${toTheEnd} order by p.sort_name, p.id) as t) as pupils
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = ${groupId}::uuid and ${ended(actor.today)} and ${pastClassPolicy.where(actor, 'see')}`,
  );
  if (!row) notFound();
  return {
    id: row.id,
    label: row.label,
    year: row.year,
    endedOn: row.endedOn,
    school: { uai: row.schoolUai, name: row.schoolName },
    teachers: row.teachers.map(courtesyName),
    pupils: row.pupils.map((one) => ({ id: one.uid, displayName: fullName(one), level: one.level })),
  };
}

/**
 * For every command that writes in a group.
 * @throws Refusal `directory.year-closed` when the group is of a closed year
 */
export function refuseClosedYear(
  group: { readonly year: number; readonly endsOn: string | null },
  today: string,
): void {
  if (isOfClosedYear(group, today)) refuse('directory.year-closed');
}
