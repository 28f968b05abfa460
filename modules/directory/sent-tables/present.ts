import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { PersonField } from '../person-fields.ts';
import { openOn } from '../queries/facts.ts';
import { foldName } from '../rules.ts';
import type { Subject } from './columns.ts';
import type { Frame } from './understand.ts';

/** A person as the directory holds them now, seen from one school. */
export interface Known {
  readonly id: string;
  readonly uid: string;
  readonly sortName: string;
  readonly values: Readonly<Record<PersonField, string | null>>;
  /** field → `school` or `person`; absent: the academy's, when it knows the person. */
  readonly owners: Readonly<Record<string, string>>;
  readonly leftOn: string | null;
  /** The academy's files name this person. */
  readonly fed: boolean;
  /** Profiles in this school, open ones first. */
  readonly posts: readonly {
    readonly id: string;
    readonly kind: string;
    readonly owner: string;
    readonly open: boolean;
  }[];
  readonly enrolment: {
    readonly id: string;
    readonly owner: string;
    readonly levelCode: string | null;
    readonly levelLabel: string | null;
    readonly mef: string | null;
  } | null;
  /** Open memberships in this school's groups of the year. */
  readonly places: readonly Place[];
  /** Open links to pupils, as their adult. */
  readonly kin: readonly Kin[];
  /** Number in the school's own program. */
  readonly key: string | null;
  /** Has an open profile or mandate outside this school. */
  readonly elsewhere: boolean;
}

export interface Place {
  readonly id: string;
  readonly groupId: string;
  readonly label: string;
  readonly kind: string;
  readonly role: string;
  readonly subject: string | null;
  readonly owner: string;
  readonly source: string | null;
}

export interface Kin {
  readonly id: string;
  readonly pupilId: string;
  readonly relation: string;
  readonly authority: number;
  readonly owner: string;
  readonly source: string | null;
}

export interface KnownGroup {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly label: string;
  readonly ended: boolean;
}

/** From where one looks: a school, its year, the day, and the program whose numbers count. */
export interface Standpoint {
  readonly schoolId: string;
  readonly year: number;
  readonly today: string;
  readonly keyKind: string;
}

const columns = sql`jsonb_build_object(
  'family_name', p.family_name, 'given_name', p.given_name, 'birth_name', p.birth_name,
  'other_given_names', nullif(array_to_string(p.other_given_names, ', '), ''), 'title', p.title, 'birth_date', p.birth_date,
  'ine', p.ine, 'email', p.email, 'phone', p.phone, 'mobile', p.mobile, 'work_phone', p.work_phone, 'street', p.street,
  'postal_code', p.postal_code, 'city', p.city, 'country', p.country)`;

function known(db: Db, { schoolId, year, today, keyKind }: Standpoint, who: RawBuilder<unknown>): Promise<Known[]> {
  return rowsOf(
    db,
    sql<Known>`
      select p.id, p.uid, p.sort_name as "sortName", ${columns} as values, p.owners, p.left_on as "leftOn",
        exists (select from directory.person_sources s where s.person_id = p.id and s.gone_on is null) as fed,
        coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'owner', r.owner, 'open', ${openOn('r', today)})
                                  order by r.ends_on desc nulls first, r.kind, r.id)
                  from directory.profiles r where r.person_id = p.id and r.school_id = ${schoolId}::uuid), '[]') as posts,
        (select json_build_object('id', e.id, 'owner', e.owner, 'levelCode', e.level_code, 'levelLabel', e.level_label, 'mef', e.mef_code)
         from directory.enrolments e
         where e.pupil_id = p.id and e.school_id = ${schoolId}::uuid and e.year = ${year} and e.ends_on is null) as enrolment,
        coalesce((select json_agg(json_build_object('id', m.id, 'groupId', g.id, 'label', g.label, 'kind', g.kind, 'role', m.role,
                                                    'subject', m.subject_code, 'owner', m.owner, 'source', m.source)
                                  order by g.kind, g.label, m.id)
                  from directory.memberships m join directory.groups g on g.id = m.group_id
                  where m.person_id = p.id and m.school_id = ${schoolId}::uuid and g.year = ${year} and m.ends_on is null), '[]') as places,
        coalesce((select json_agg(json_build_object('id', k.id, 'pupilId', k.pupil_id, 'relation', k.relation,
                                                    'authority', k.authority, 'owner', k.owner, 'source', k.source) order by k.id)
                  from directory.kinships k where k.adult_id = p.id and k.ends_on is null), '[]') as kin,
        (select t.key from directory.table_keys t
         where t.school_id = ${schoolId}::uuid and t.kind = ${keyKind} and t.person_id = p.id order by t.key limit 1) as key,
        (exists (select from directory.profiles r
                 where r.person_id = p.id and r.school_id <> ${schoolId}::uuid and r.kind <> 'guardian' and ${openOn('r', today)})
         or exists (select from directory.mandates d where d.person_id = p.id and ${openOn('d', today)})) as elsewhere
      from (${who}) as who (person_id) join directory.persons p on p.id = who.person_id
      order by p.sort_name, p.id`,
  );
}

/** Everyone of that kind whom the school has or had. Adults of its pupils count with the guardians. */
export function knownHere(db: Db, at: Standpoint, subject: Subject): Promise<Known[]> {
  const posts = sql`select r.person_id from directory.profiles r where r.school_id = ${at.schoolId}::uuid`;
  if (subject === 'pupil') return known(db, at, sql`${posts} and r.kind = 'pupil' group by r.person_id`);
  if (subject === 'staff')
    return known(db, at, sql`${posts} and r.kind not in ('pupil', 'guardian') group by r.person_id`);
  return known(
    db,
    at,
    sql`${posts} and r.kind = 'guardian'
        union
        select k.adult_id from directory.profiles r join directory.kinships k on k.pupil_id = r.person_id and k.ends_on is null
        where r.school_id = ${at.schoolId}::uuid and r.kind = 'pupil' and ${openOn('r', at.today)}`,
  );
}

/** Pupils of any school who bear one of these numbers. */
export const knownByIne = (db: Db, at: Standpoint, ines: readonly string[]): Promise<Known[]> =>
  known(db, at, sql`select q.id from directory.persons q where q.ine = any(${[...ines]}::text[])`);

/** Adults of those pupils, whatever their school. */
export const knownAdultsOf = (db: Db, at: Standpoint, pupilIds: readonly string[]): Promise<Known[]> =>
  known(
    db,
    at,
    sql`select distinct k.adult_id from directory.kinships k where k.pupil_id = any(${[...pupilIds]}::uuid[]) and k.ends_on is null`,
  );

/** Persons of the same name born the same day: perhaps the same, for somebody to decide. */
export const namesakes = (
  db: Db,
  people: readonly { readonly sortName: string; readonly birthDate: string }[],
): Promise<{ readonly id: string; readonly sortName: string; readonly birthDate: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string; sortName: string; birthDate: string }>`
      select p.id, p.sort_name as "sortName", p.birth_date as "birthDate"
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as n("sortName" text, "birthDate" date)
      cross join lateral (
        select q.id, q.sort_name, q.birth_date from directory.persons q
        where q.sort_name = n."sortName" and q.birth_date = n."birthDate" order by q.id limit 5 offset 0) as p
      group by p.id, p.sort_name, p.birth_date order by p.sort_name, p.id`,
  );

/** The school's groups of the year, those that ended included: a class that comes back is the same class. */
export const groupsOf = (db: Db, { schoolId, year, today }: Standpoint): Promise<KnownGroup[]> =>
  rowsOf(
    db,
    sql<KnownGroup>`
      select g.id, g.kind, g.code, g.label, not ${openOn('g', today)} as ended from directory.groups g
      where g.school_id = ${schoolId}::uuid and g.year = ${year} and g.kind in ('class', 'teaching')
      order by (g.ends_on is not null), g.kind, g.code`,
  );

/** Reference data that rows are understood with. */
export async function readReference(db: Db): Promise<Pick<Frame, 'levels' | 'mefs' | 'functions'>> {
  const [row] = await rowsOf(
    db,
    sql<{
      levels: { code: string; label: string }[];
      mefs: { mef: string; level: string }[];
      functions: { code: string; profile: string; label: string }[];
    }>`
      select
        (select json_agg(json_build_object('code', l.code, 'label', l.label) order by l.code) from directory.levels l) as levels,
        coalesce((select json_agg(json_build_object('mef', m.code, 'level', coalesce(m.level_code, left(m.attributes ->> 'stat11', 4))))
                  from (select distinct on (code) code, level_code, attributes from directory.mefs order by code, source) m), '[]') as mefs,
        (select json_agg(json_build_object('code', f.function_code, 'profile', f.profile, 'label', f.label))
         from directory.function_profiles f) as functions`,
  );
  const levels = row?.levels ?? [];
  const byLabel = new Map(levels.map((level) => [foldName(level.label), level]));
  for (const level of levels) {
    // "6e" and "6eme".
    const label = foldName(level.label);
    if (/^\de/.test(label)) byLabel.set(label.replace('e', 'eme'), level);
  }
  for (const [words, label] of Object.entries(LONG)) {
    const level = byLabel.get(foldName(label));
    if (level) byLabel.set(words, level);
  }
  return {
    levels: byLabel,
    mefs: new Map((row?.mefs ?? []).filter((one) => one.level).map((one) => [one.mef, one.level])),
    functions: new Map((row?.functions ?? []).map(({ code, ...rest }) => [code, rest])),
  };
}

/** How people write levels out, folded. */
const LONG: Readonly<Record<string, string>> = {
  'toute petite section': 'TPS',
  'petite section': 'PS',
  'moyenne section': 'MS',
  'grande section': 'GS',
  'cours preparatoire': 'CP',
  'cours elementaire 1': 'CE1',
  'cours elementaire 2': 'CE2',
  'cours moyen 1': 'CM1',
  'cours moyen 2': 'CM2',
};
