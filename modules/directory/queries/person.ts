import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import { pictureAddressOf } from '../../../platform/pictures/store.ts';
import { personPolicy } from '../policy.ts';
import type { PersonFacts } from '../scopes.ts';
import { announcedOn, openOn, personFacts } from './facts.ts';

export interface PersonRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly birthName: string | null;
  readonly title: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** Address of the photo, whoever may see it. */
  readonly photo: string | null;
  readonly facts: PersonFacts;
  readonly posts: readonly PostRow[];
  readonly groups: readonly PersonGroupRow[];
  readonly enrolment: EnrolmentRow | null;
  readonly relatives: readonly RelativeRow[];
}

/** What the person is in one school. */
export interface PostRow {
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly schoolName: string;
  readonly role: string;
  readonly functionLabel: string | null;
}

export interface PersonGroupRow {
  readonly groupId: string;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly label: string;
  readonly kind: string;
  readonly role: string;
}

export interface EnrolmentRow {
  readonly level: string | null;
  readonly canteen: boolean | null;
  readonly transport: boolean | null;
  readonly morningCare: boolean | null;
  readonly eveningCare: boolean | null;
  readonly study: boolean | null;
}

/** A person by uid, with the facts that the policy judges and the relatives in the actor's sight; undefined when nobody has that uid. */
export function findPerson(db: Db, actor: Actor, uid: string): Promise<PersonRow | undefined> {
  const { today } = actor;
  return firstOf(
    db,
    sql<PersonRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", p.birth_name as "birthName", p.title,
             p.birth_date as "birthDate", p.email, ${phonesOf('p')} as phones, p.street, p.postal_code as "postalCode", p.city,
             ${pictureAddressOf(sql`(select ph.picture_id from directory.person_photos ph where ph.person_id = p.id)`)} as photo,
             ${personFacts(actor)} as facts,
             coalesce((select json_agg(json_build_object('schoolId', s.id, 'schoolUai', s.uai, 'schoolName', s.name, 'role', pr.kind,
                                                         'functionLabel', pr.function_label) order by s.degree, s.name, pr.kind)
                       from (select pr.school_id, pr.kind, pr.function_label from directory.profiles pr
                             where pr.person_id = p.id and ${openOn('pr', today)}
                             union all
                             select d.school_id, 'after_school', null from directory.mandates d
                             where d.person_id = p.id and d.kind = 'after_school' and d.starts_on <= ${today}::date
                               and ${openOn('d', today)}
                               and not exists (select from directory.profiles pr where pr.person_id = p.id
                                               and pr.school_id = d.school_id and pr.kind = 'after_school'
                                               and ${openOn('pr', today)})) as pr
                       join directory.schools s on s.id = pr.school_id), '[]'::json) as posts,
             coalesce((select json_agg(json_build_object('groupId', g.id, 'schoolId', g.school_id, 'schoolName', s.name,
                                                         'label', g.label, 'kind', g.kind, 'role', m.role)
                                       order by g.kind, g.label, g.id)
                       from directory.memberships m
                       join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
                       join directory.schools s on s.id = g.school_id
                       where m.person_id = p.id and ${openOn('m', today)} and ${openOn('g', today)}), '[]'::json) as groups,
             (select json_build_object('level', coalesce(l.label, e.level_label), 'canteen', e.canteen, 'transport', e.transport,
                                       'morningCare', e.morning_care, 'eveningCare', e.evening_care, 'study', e.study)
              from directory.enrolments e left join directory.levels l on l.code = e.level_code
              where e.pupil_id = p.id and ${openOn('e', today)} and not ${announcedOn('e', today)} order by e.year desc, e.id limit 1) as enrolment,
             ${relativesOf(actor, uid)} as relatives
      from directory.persons p
      -- The uid of a record that was merged leads to the one that took it over.
      where p.id = (select coalesce(o.merged_into, o.id) from directory.persons o where o.uid = ${uid})`,
  );
}

/** Phone numbers, the most useful first. */
const phonesOf = (alias: string): RawBuilder<string[]> =>
  sql<
    string[]
  >`array_remove(array[${sql.ref(`${alias}.mobile`)}, ${sql.ref(`${alias}.phone`)}, ${sql.ref(`${alias}.work_phone`)}], null)`;

export interface RelativeRow {
  readonly side: 'adult' | 'child';
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
  readonly relation: string;
  readonly authority: number;
  readonly needsReview: boolean;
  readonly phones: readonly string[];
}

/**
 * SQL: the adults of a pupil and the children of an adult, as a JSON array, as far as the actor may know of each; phones only where
 * they may see them. Legal representatives first, then by contact rank.
 */
function relativesOf(actor: Actor, uid: string): RawBuilder<RelativeRow[]> {
  const subject = sql`(select u.id from directory.persons u where u.uid = ${uid})`;
  // One's own children are those whom one may follow; another adult's children are shown to who may know the families of those.
  const inSight = (side: 'adult' | 'child'): RawBuilder<unknown> =>
    side === 'adult'
      ? personPolicy.where(actor, 'see')
      : sql`case when ks.adult_id = ${actor.personId}::uuid
                 then p.id = any(${actor.children.map((child) => child.personId)}::uuid[])
                 else ${personPolicy.where(actor, 'seeKin')} end`;
  const kinOf = (side: 'adult' | 'child'): RawBuilder<unknown> => {
    const [from, to] = side === 'adult' ? ['ks.pupil_id', 'ks.adult_id'] : ['ks.adult_id', 'ks.pupil_id'];
    return sql`
      select ${side}::text as side, p.uid, p.family_name, p.given_name, p.title, ks.relation, ks.authority, ks.needs_review,
             case when ${personPolicy.where(actor, 'seePhone')} then ${phonesOf('p')} else '{}' end as phones,
             ks.contact_rank, p.sort_name, p.id
      from directory.kinships ks join directory.persons p on p.id = ${sql.ref(to)}
      where ${sql.ref(from)} = ${subject} and ${openOn('ks', actor.today)} and ${inSight(side)}`;
  };
  return sql<RelativeRow[]>`(
    select coalesce(json_agg(json_build_object('side', r.side, 'uid', r.uid, 'familyName', r.family_name, 'givenName', r.given_name,
                                               'title', r.title, 'relation', r.relation, 'authority', r.authority,
                                               'needsReview', r.needs_review, 'phones', r.phones)
                             order by r.side, r.authority <> 1, r.contact_rank nulls last, r.sort_name, r.id), '[]'::json)
    from (${kinOf('adult')} union all ${kinOf('child')}) as r)`;
}
