import type { ImportConnection } from './connection.ts';

export type CountedRole = 'pupil' | 'guardian' | 'staff';

/** People of one role in one school, or in a whole delivery. */
export interface RoleCounts {
  /** In the school before, as the academy has them. */
  before: number;
  created: number;
  changed: number;
  left: number;
}

export interface ClassCounts {
  readonly code: string;
  readonly label: string;
  readonly came: number;
  readonly changed: number;
  readonly left: number;
}

/** What a delivery does to one school: kept with the delivery, so that its report can be read years later. */
export interface SchoolCounts {
  readonly pupil: RoleCounts;
  readonly guardian: RoleCounts;
  readonly staff: RoleCounts;
  readonly groups: { created: number; changed: number; closed: number };
  readonly kinships: { created: number; changed: number; closed: number };
  /** Classes in which somebody comes, changes or goes. */
  readonly classes: ClassCounts[];
}

export interface CountedSchool {
  readonly unit: number;
  readonly schoolId: string;
  readonly name: string;
  readonly uai: string;
  readonly act: string;
  readonly counts: SchoolCounts;
}

const roleCounts = (): RoleCounts => ({ before: 0, created: 0, changed: 0, left: 0 });
export const emptyCounts = (): SchoolCounts => ({
  pupil: roleCounts(),
  guardian: roleCounts(),
  staff: roleCounts(),
  groups: { created: 0, changed: 0, closed: 0 },
  kinships: { created: 0, changed: 0, closed: 0 },
  classes: [],
});

/** Counts of the plan for each school of the source, by name. */
export async function countPlan(connection: ImportConnection): Promise<CountedSchool[]> {
  const schools = await connection.rows<Omit<CountedSchool, 'counts' | 'schoolId'> & { school_id: string }>(
    schoolNames,
  );
  const byUnit = new Map<number, CountedSchool>();
  for (const { unit, school_id, name, uai, act } of schools) {
    byUnit.set(unit, { unit, schoolId: school_id, name, uai, act, counts: emptyCounts() });
  }
  const put = <Row extends { unit: number }>(
    rows: readonly Row[],
    set: (counts: SchoolCounts, row: Row) => void,
  ): void => {
    for (const row of rows) {
      const school = byUnit.get(row.unit);
      if (school) set(school.counts, row);
    }
  };
  type RoleRow = { unit: number; role: CountedRole; count: number };
  put(await connection.rows<RoleRow>(before), (counts, row) => {
    counts[row.role].before = row.count;
  });
  put(await connection.rows<RoleRow & { comes: boolean }>(flows), (counts, row) => {
    counts[row.role][row.comes ? 'created' : 'left'] = row.count;
  });
  put(await connection.rows<RoleRow>(changed), (counts, row) => {
    counts[row.role].changed = row.count;
  });
  type ActRow = { unit: number; what: 'groups' | 'kinships'; act: 'create' | 'change' | 'close'; count: number };
  put(await connection.rows<ActRow>(acts), (counts, row) => {
    counts[row.what][row.act === 'create' ? 'created' : row.act === 'change' ? 'changed' : 'closed'] = row.count;
  });
  put(await connection.rows<ClassCounts & { unit: number }>(classes), (counts, { unit: _unit, ...row }) => {
    counts.classes.push(row);
  });
  return [...byUnit.values()];
}

const schoolNames = `
select p.unit, p.school_id, p.act, coalesce(s.attributes ->> 'name', d.name) as name, coalesce(s.uai, d.uai) as uai
from directory_import.plan_schools p
left join directory_import.schools s on s.source_id = p.source_id
left join directory.schools d on d.id = p.school_id
order by name, uai`;

/** Pupils and guardians have one open profile in a school, staff sometimes two. What a table brought passes to the academy too. */
const before = `
select u.unit, r.role, r.count
from (
  select school_id, kind as role, count(*) as count
  from directory.profiles
  where ends_on is null and (owner = 'academy' or source = 'table') and kind in ('pupil', 'guardian')
  group by 1, 2
  union all
  select school_id, 'staff', count(distinct person_id)
  from directory.profiles
  where ends_on is null and (owner = 'academy' or source = 'table') and kind not in ('pupil', 'guardian')
  group by 1
) as r
join directory_import.plan_schools u on u.school_id = r.school_id`;

/** Somebody who changes from one staff profile to another neither comes nor goes. */
const flows = `
with moves as materialized (
  select school_id, case when kind in ('pupil', 'guardian') then kind else 'staff' end as role, person_id,
    bool_or(act = 'create') as comes, bool_or(act = 'close') as goes
  from directory_import.plan_profiles where act in ('create', 'close')
  group by 1, 2, 3
), staying as materialized (
  select distinct r.school_id, r.person_id
  from moves m
  join directory.profiles r on r.school_id = m.school_id and r.person_id = m.person_id
  left join directory_import.plan_profiles p on p.id = r.id and p.act = 'close'
  where m.role = 'staff' and r.ends_on is null and r.kind not in ('pupil', 'guardian') and p.id is null
)
select u.unit, m.role, m.comes, count(*) as count
from moves m
join directory_import.plan_schools u on u.school_id = m.school_id
left join staying s on m.role = 'staff' and s.school_id = m.school_id and s.person_id = m.person_id
where m.comes <> m.goes and s.person_id is null
group by 1, 2, 3`;

const changed = `
select w.unit, w.category as role, count(*) as count
from directory_import.plan_writes w
where w.act in ('change', 'link') and not exists (
  select from directory_import.plan_profiles r where r.unit = w.unit and r.person_id = w.person_id and r.act = 'create')
group by 1, 2`;

const acts = `
select unit, 'groups' as what, act, count(*) as count from directory_import.plan_groups where act <> 'same' group by unit, act
union all
select unit, 'kinships', act, count(*) from directory_import.plan_kinships group by unit, act`;

const classes = `
with moves as (
  select group_id, count(*) filter (where act = 'create') as came, count(*) filter (where act = 'close') as went
  from directory_import.plan_memberships where role = 'pupil' group by group_id
), edited as (
  select g.id, count(*) as changed
  from directory_import.plan_people x
  join directory_import.memberships m on m.category = 'pupil' and m.person = x.source_id and m.kind = 'class'
  join directory_import.plan_schools u on u.source_id = m.school
  join directory_import.plan_groups g on g.unit = u.unit and g.kind = 'class' and g.code = m.code and g.act <> 'close'
  where x.category = 'pupil' and x.act = 'change' group by g.id
)
select g.unit, g.code, g.label, coalesce(m.came, 0) as came, coalesce(e.changed, 0) as changed, coalesce(m.went, 0) as left
from directory_import.plan_groups g
left join moves m on m.group_id = g.id
left join edited e on e.id = g.id
where g.kind = 'class' and (m.group_id is not null or e.id is not null)
order by g.unit, g.label, g.code`;

/** Sums over schools: people in two schools count in each. */
export function totalsOf(schools: readonly CountedSchool[]): Omit<SchoolCounts, 'classes'> {
  const { classes: _classes, ...total } = emptyCounts();
  for (const { counts } of schools) {
    for (const part of ['pupil', 'guardian', 'staff', 'groups', 'kinships'] as const) {
      const into = total[part] as unknown as Record<string, number>;
      for (const [key, value] of Object.entries(counts[part])) into[key] = (into[key] ?? 0) + value;
    }
  }
  return total;
}

/** Whether the plan does anything at all to a school. */
export const isTouched = (counts: SchoolCounts): boolean =>
  [counts.pupil, counts.guardian, counts.staff].some((role) => role.created + role.changed + role.left > 0) ||
  Object.values(counts.groups).some((count) => count > 0) ||
  Object.values(counts.kinships).some((count) => count > 0);

export interface VolumeLimit {
  /** Share of the people of a school, or of all, beyond which a delivery is held: 0.1 = one in ten. */
  readonly share: number;
  /** Fewer departures than this never hold a school: two of a class of fifteen are no alarm. */
  readonly atLeast: number;
}

export const defaultVolumeLimit: VolumeLimit = { share: 0.1, atLeast: 5 };

export interface VolumeAlarm {
  /** Undefined: the delivery as a whole. */
  readonly school?: CountedSchool;
  readonly left: number;
  readonly before: number;
}

/** Where more people would leave than the limit allows. */
export function volumeAlarms(schools: readonly CountedSchool[], limit: VolumeLimit): VolumeAlarm[] {
  const sum = (counts: Omit<SchoolCounts, 'classes'>, key: 'left' | 'before'): number =>
    counts.pupil[key] + counts.guardian[key] + counts.staff[key];
  const exceeds = (left: number, before: number): boolean => left >= limit.atLeast && left > before * limit.share;
  const alarms: VolumeAlarm[] = [];
  for (const school of schools) {
    const left = sum(school.counts, 'left');
    const before = sum(school.counts, 'before');
    if (exceeds(left, before)) alarms.push({ school, left, before });
  }
  const total = totalsOf(schools);
  const [left, before] = [sum(total, 'left'), sum(total, 'before')];
  if (exceeds(left, before)) alarms.push({ left, before });
  return alarms;
}
