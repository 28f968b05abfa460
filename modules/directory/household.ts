import type { Actor } from '../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../platform/db/db.ts';
import { legalGuardian } from './of-schools.ts';
import { openOn } from './queries/facts.ts';
import { childrensSchools, communesOf } from './scopes.ts';

/* What a family may let its commune reuse, and which communes are theirs. The caller decides who may ask. */

/** Of a person, what their commune may be told once they agreed; the children at the commune's schools only. */
export interface HouseholdFacts {
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly mobile: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly children: readonly {
    readonly name: string;
    readonly school: string;
    /** Labels of the classes there; mostly one. */
    readonly classes: readonly string[];
  }[];
}

/** SQL condition: the adult (a column) is a legal guardian, with access, of a pupil of a school of that commune (a column). */
export const hasChildIn = (
  adult: RawBuilder<unknown>,
  commune: RawBuilder<unknown>,
  today: string,
): RawBuilder<boolean> =>
  sql<boolean>`exists (
    select 1 from directory.kinships hk
    join directory.profiles hp on hp.person_id = hk.pupil_id and hp.kind = 'pupil' and ${openOn('hp', today)}
    join directory.schools hs on hs.id = hp.school_id and hs.commune_id = ${commune}
    join directory.persons hc on hc.id = hk.pupil_id and hc.left_on is null
    where hk.adult_id = ${adult} and ${legalGuardian(sql`hk.adult_id`, sql`hk.pupil_id`, today, { withAccess: true })} offset 0)`;

/** SQL expression: the facts of the person `p` (directory.persons), as far as the commune (a column) is concerned. */
export const householdFacts = (commune: RawBuilder<unknown>, today: string): RawBuilder<HouseholdFacts> =>
  sql<HouseholdFacts>`json_build_object(
    'street', p.street, 'postalCode', p.postal_code, 'city', p.city, 'mobile', p.mobile, 'phone', p.phone, 'email', p.email,
    'children', coalesce((
      select json_agg(json_build_object(
               'name', concat_ws(' ', hc.given_name, hc.family_name), 'school', hs.name,
               'classes', coalesce((select json_agg(hg.label order by hg.label, hg.id) from directory.memberships hm
                                    join directory.groups hg on hg.school_id = hm.school_id and hg.id = hm.group_id and hg.kind = 'class'
                                    where hm.person_id = hc.id and hm.school_id = hs.id and hm.role = 'pupil'
                                      and ${openOn('hm', today)} and ${openOn('hg', today)}), '[]'::json))
             order by hc.birth_date desc, hc.given_name, hc.id, hs.uai)
      from directory.kinships hk
      join directory.persons hc on hc.id = hk.pupil_id and hc.left_on is null
      join directory.profiles hp on hp.person_id = hc.id and hp.kind = 'pupil' and ${openOn('hp', today)}
      join directory.schools hs on hs.id = hp.school_id and hs.commune_id = ${commune}
      where hk.adult_id = p.id and hk.authority = 1 and ${openOn('hk', today)}
        and ${legalGuardian(sql`hk.adult_id`, sql`hk.pupil_id`, today, { withAccess: true })}), '[]'::json))`;

/** SQL query (`commune_id`) of the communes of those schools where the actor follows a child. */
export const communesOfChildren = (actor: Actor): RawBuilder<unknown> =>
  sql`select hs.commune_id from directory.schools hs where hs.id = any(${childrensSchools(actor)}::uuid[]) and hs.commune_id is not null`;

/** The schools where the actor follows a child. */
export const schoolsOfChildren = (actor: Actor): string[] => [...new Set(childrensSchools(actor))];

/** The communes that the actor works for. */
export const ownCommunes = (actor: Actor): string[] => communesOf(actor);

/** SQL query: `adult_id` of each legal guardian with access of a pupil of the commune's schools, once each. */
export const familiesOfCommune = (communeId: string, today: string): RawBuilder<unknown> => sql`
  select distinct hk.adult_id
  from directory.schools hs
  join directory.profiles hp on hp.school_id = hs.id and hp.kind = 'pupil' and ${openOn('hp', today)}
  join directory.kinships hk on hk.pupil_id = hp.person_id and hk.authority = 1 and ${openOn('hk', today)}
  where hs.commune_id = ${communeId}::uuid and hs.closed_on is null
    and ${legalGuardian(sql`hk.adult_id`, sql`hk.pupil_id`, today, { withAccess: true })}`;

/**
 * SQL condition: the person `p` (directory.persons) is a pupil under fifteen on that day, or one whose birth date nobody knows: a legal
 * guardian consents with them.
 */
export const needsGuardiansConsent = (today: string): RawBuilder<boolean> => sql<boolean>`(
  (p.birth_date is null or p.birth_date > (${today}::date - interval '15 years')::date)
  and exists (select 1 from directory.profiles np where np.person_id = p.id and np.kind = 'pupil' and ${openOn('np', today)} offset 0))`;
