import { type RawBuilder, sql } from '../../platform/db/db.ts';

/** What other services may be told of a person, as far as some schools are concerned. */
export interface ReleasableFacts {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
  readonly birthDate: string | null;
  readonly postalCode: string | null;
  readonly email: string | null;
  /** The academy's keys of the person (`ENTPersonJointure`), the one in force first. */
  readonly academyIds: readonly string[];
  readonly profiles: readonly {
    readonly schoolUai: string;
    readonly schoolName: string;
    readonly schoolKind: string;
    readonly role: string;
  }[];
  readonly groups: readonly { readonly label: string; readonly kind: string; readonly role: string }[];
  readonly enrolments: readonly { readonly level: string | null; readonly mef: string | null }[];
  /** Children whose school life the person may follow. */
  readonly children: readonly { readonly uid: string; readonly schoolUais: readonly string[] }[];
}

/** SQL expression: those facts of the person `personId` (a column or a value), in the schools `schoolIds` (likewise) and no other. */
export function releasableFacts(
  personId: RawBuilder<unknown>,
  schoolIds: RawBuilder<unknown>,
  today: RawBuilder<unknown>,
): RawBuilder<ReleasableFacts | null> {
  const open = (alias: string): RawBuilder<unknown> =>
    sql`(${sql.ref(`${alias}.ends_on`)} is null or ${sql.ref(`${alias}.ends_on`)} > ${today}::date)`;
  return sql<ReleasableFacts | null>`(
    select json_build_object(
      'uid', p.uid, 'familyName', p.family_name, 'givenName', p.given_name, 'title', p.title, 'birthDate', p.birth_date,
      'postalCode', p.postal_code, 'email', p.email,
      'academyIds', coalesce((select json_agg(x.source_id order by x.gone_on is not null, x.category, x.source, x.source_id)
                              from directory.person_sources x where x.person_id = p.id), '[]'::json),
      'profiles', coalesce((select json_agg(json_build_object('schoolUai', s.uai, 'schoolName', s.name, 'schoolKind', s.kind,
                                                              'role', pr.kind) order by s.uai, pr.kind)
                            from directory.profiles pr join directory.schools s on s.id = pr.school_id
                            where pr.person_id = p.id and pr.school_id = any(${schoolIds}::uuid[]) and ${open('pr')}), '[]'::json),
      'groups', coalesce((select json_agg(json_build_object('label', g.label, 'kind', g.kind, 'role', m.role) order by g.label, g.id, m.role)
                          from directory.memberships m join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
                          where m.person_id = p.id and m.school_id = any(${schoolIds}::uuid[]) and ${open('m')} and ${open('g')}), '[]'::json),
      'enrolments', coalesce((select json_agg(json_build_object('level', coalesce(l.label, e.level_label), 'mef', e.mef_code)
                                              order by e.year desc, e.id)
                              from directory.enrolments e left join directory.levels l on l.code = e.level_code
                              where e.pupil_id = p.id and e.school_id = any(${schoolIds}::uuid[]) and ${open('e')}), '[]'::json),
      'children', coalesce((select json_agg(json_build_object('uid', c.uid, 'schoolUais', h.uais) order by c.birth_date desc, c.given_name, c.id)
                            from directory.kinships k join directory.persons c on c.id = k.pupil_id
                            cross join lateral (
                              select array_agg(cs.uai order by cs.uai) as uais from directory.profiles cp
                              join directory.schools cs on cs.id = cp.school_id
                              where cp.person_id = c.id and cp.kind = 'pupil' and cp.school_id = any(${schoolIds}::uuid[])
                                and ${open('cp')}) as h
                            where k.adult_id = p.id and k.authority = 1 and ${open('k')} and c.left_on is null and h.uais is not null
                              and not exists (select 1 from directory.access_suspensions x
                                              where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                                                and x.starts_on <= ${today}::date
                                                and (x.ends_on is null or x.ends_on > ${today}::date))), '[]'::json))
    from directory.persons p where p.id = ${personId})`;
}
