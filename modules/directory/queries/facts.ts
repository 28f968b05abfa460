import type { Actor } from '../../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { PersonFacts } from '../scopes.ts';

/** SQL condition: the row of `alias` is in force on the actor's day. */
export const openOn = (alias: string, today: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.ends_on`)} is null or ${sql.ref(`${alias}.ends_on`)} > ${today}::date)`;

/**
 * SQL condition: the enrolment `alias` announces a pupil in a school from a day to come, and the pupil is nothing else there yet (CM2
 * going to a collège).
 */
export const announcedOn = (alias: string, today: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${alias}.starts_on`)} > ${today}::date and ${sql.ref(`${alias}.ends_on`)} is null and not exists (
    select 1 from directory.profiles ap
    where ap.person_id = ${sql.ref(`${alias}.pupil_id`)} and ap.school_id = ${sql.ref(`${alias}.school_id`)} and ap.kind = 'pupil'
      and ${openOn('ap', today)} offset 0))`;

/** SQL expression: what the rules need to know of the person `p`, as one JSON value. */
export function personFacts({ today }: Pick<Actor, 'today'>): RawBuilder<PersonFacts> {
  return sql<PersonFacts>`json_build_object(
    'personId', p.id,
    'profiles', coalesce((select json_agg(json_build_object('schoolId', fp.school_id, 'role', fp.kind))
                          from directory.profiles fp where fp.person_id = p.id and ${openOn('fp', today)}), '[]'::json),
    'groups', coalesce((select json_agg(json_build_object('groupId', fm.group_id, 'schoolId', fm.school_id, 'role', fm.role))
                        from directory.memberships fm where fm.person_id = p.id and ${openOn('fm', today)}), '[]'::json),
    'mandates', coalesce((select json_agg(fd.kind) from directory.mandates fd
                          where fd.person_id = p.id and fd.kind <> 'delegate' and ${openOn('fd', today)}), '[]'::json),
    'afterSchoolAt', coalesce((select json_agg(fa.school_id) from directory.mandates fa
                               where fa.person_id = p.id and fa.kind = 'after_school' and fa.starts_on <= ${today}::date
                                 and ${openOn('fa', today)}), '[]'::json),
    'delegatedAt', coalesce((select json_agg(fd.school_id) from directory.mandates fd
                             where fd.person_id = p.id and fd.kind = 'delegate' and ${openOn('fd', today)}), '[]'::json),
    'children', coalesce((
      select json_agg(json_build_object(
        'personId', fk.pupil_id, 'authority', fk.authority,
        'suspended', exists (select 1 from directory.access_suspensions fx
                             where fx.adult_id = fk.adult_id and fx.pupil_id = fk.pupil_id and fx.lifted_at is null
                               and fx.starts_on <= ${today}::date and (fx.ends_on is null or fx.ends_on > ${today}::date)),
        'schoolIds', coalesce((select json_agg(fc.school_id) from directory.profiles fc
                               where fc.person_id = fk.pupil_id and fc.kind = 'pupil' and ${openOn('fc', today)}), '[]'::json),
        'groupIds', coalesce((select json_agg(fg.group_id) from directory.memberships fg
                              where fg.person_id = fk.pupil_id and ${openOn('fg', today)}), '[]'::json)))
      from directory.kinships fk where fk.adult_id = p.id and ${openOn('fk', today)}), '[]'::json),
    'contact', coalesce((select json_object_agg(fc.item, fc.audience) from directory.contact_choices fc where fc.person_id = p.id),
                        '{}'::json))`;
}
