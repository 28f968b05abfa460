import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../platform/db/db.ts';
import type { ActorChild, ActorGroup, ActorMandate, ActorProfile, Role } from './actor.ts';
import { announcedOn } from './queries/facts.ts';
import { fullName } from './rules.ts';
import { stageOf } from './visibility/catalogue.ts';
import type { Place, PlatformChoices, SchoolChoices } from './visibility/settings.ts';

/** What the directory knows of a person who acts, as one JSON value. */
export interface ActorFacts {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly civilGivenName: string | null;
  readonly title: string | null;
  readonly birthDate: string | null;
  readonly today: string;
  readonly leftOn: string | null;
  readonly profiles: readonly (ActorProfile & Chosen)[];
  readonly children: readonly ChildOfActor[];
  readonly groups: readonly ActorGroup[];
  readonly mandates: readonly (ActorMandate &
    Partial<Pick<Chosen, 'choices'>> & {
      readonly schoolKind: string | null;
      readonly schoolCommuneId: string | null;
    })[];
  readonly platformChoices: PlatformChoices | null;
  readonly hasNews: boolean;
}

/** What the school decided of its rules (null for nothing), and the commune it stands in. */
interface Chosen {
  readonly choices: SchoolChoices | null;
  readonly communeId: string | null;
}

interface ChildOfActor {
  readonly personId: string;
  readonly uid: string;
  readonly givenName: string;
  readonly civilGivenName: string;
  readonly familyName: string;
  readonly schools: readonly ({ readonly schoolId: string; readonly kind: string } & Chosen)[];
  readonly groups: ActorChild['groups'];
  readonly coming: ActorChild['coming'] | null;
}

/**
 * SQL expression: the facts of the person whose id is `personId` (a column of the statement it is put in), on `today`.
 * Lets the session and the actor come in one statement. A child under suspended access is not there at all.
 */
export function actorFacts(personId: RawBuilder<unknown>, today: string): RawBuilder<ActorFacts | null> {
  const open = (alias: string): RawBuilder<unknown> =>
    sql`(${sql.ref(`${alias}.ends_on`)} is null or ${sql.ref(`${alias}.ends_on`)} > ${today}::date)`;
  const choices = sql`(select json_agg(json_build_array(rc.rule, rc.verb, rc.choice) order by rc.starts_on)
                       from directory.school_rule_choices rc where rc.school_id = s.id and rc.starts_on <= ${today}::date)`;
  return sql<ActorFacts | null>`(
    select json_build_object(
      'uid', p.uid, 'familyName', p.family_name, 'givenName', p.given_name, 'civilGivenName', coalesce(p.civil_given_name, p.given_name), 'title', p.title, 'birthDate', p.birth_date,
      'today', ${today}::text,
      'leftOn', case when p.erased_on is null and p.merged_into is null then p.left_on end,
      'profiles', coalesce((
        select json_agg(json_build_object('schoolId', pr.school_id, 'schoolUai', s.uai, 'schoolName', s.name, 'schoolKind', s.kind,
                                          'role', pr.kind, 'functionLabel', pr.function_label, 'communeId', s.commune_id, 'choices', ${choices}) order by s.degree, s.name, pr.kind)
        from directory.profiles pr join directory.schools s on s.id = pr.school_id
        where pr.person_id = p.id and ${open('pr')}), '[]'::json),
      'children', coalesce((
        select json_agg(json_build_object(
                 'personId', c.id, 'uid', c.uid, 'givenName', coalesce(c.given_name, ''), 'familyName', c.family_name,
                 'civilGivenName', coalesce(c.civil_given_name, c.given_name, ''),
                 'schools', coalesce((select json_agg(json_build_object('schoolId', s.id, 'kind', s.kind, 'communeId', s.commune_id, 'choices', ${choices}))
                                      from directory.profiles cp join directory.schools s on s.id = cp.school_id
                                      where cp.person_id = c.id and cp.kind = 'pupil' and ${open('cp')}), '[]'::json),
                 'groups', coalesce((select json_agg(json_build_object('groupId', m.group_id, 'schoolId', m.school_id))
                                     from directory.memberships m where m.person_id = c.id and ${open('m')}), '[]'::json),
                 'coming', (select json_agg(json_build_object('schoolId', e.school_id, 'startsOn', e.starts_on) order by e.starts_on, e.school_id)
                            from directory.enrolments e
                            where e.pupil_id = c.id and ${announcedOn('e', today)}))
               order by c.birth_date desc, c.given_name, c.id)
        from directory.kinships k join directory.persons c on c.id = k.pupil_id
        where k.adult_id = p.id and k.authority = 1 and ${open('k')} and c.left_on is null
          and not exists (select 1 from directory.access_suspensions x
                          where x.adult_id = p.id and x.pupil_id = k.pupil_id and x.lifted_at is null
                            and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))), '[]'::json),
      'groups', coalesce((
        select json_agg(json_build_object('groupId', g.id, 'schoolId', g.school_id, 'kind', g.kind, 'label', g.label, 'role', m.role)
                        order by g.kind, g.label, g.id, m.role)
        from directory.memberships m join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
        where m.person_id = p.id and ${open('m')} and (g.ends_on is null or g.ends_on > ${today}::date)), '[]'::json),
      'mandates', coalesce((
        select json_agg(json_build_object('kind', d.kind, 'communeId', d.commune_id, 'schoolId', d.school_id, 'schoolKind', s.kind, 'schoolCommuneId', s.commune_id,
                                          'choices', ${choices}, 'duties', d.duties, 'groupId', d.group_id, 'endsOn', d.ends_on) order by d.kind, d.id)
        from directory.mandates d left join directory.schools s on s.id = d.school_id
        where d.person_id = p.id and d.starts_on <= ${today}::date and ${open('d')}), '[]'::json),
      'platformChoices', (
        select json_agg(json_build_array(pc.stage, pc.rule, pc.verb, pc.choice) order by pc.starts_on)
        from directory.platform_rule_choices pc where pc.starts_on <= ${today}::date),
      'hasNews', exists (select 1 from directory.tellings t where t.person_id = p.id and t.seen_at is null))
    from directory.persons p where p.id = ${personId})`;
}

/** The actor those facts make: roles derive from open profiles, children with access and mandates. */
export function actorOf(personId: string, facts: ActorFacts): Actor {
  const children = facts.children.map(({ familyName, civilGivenName, schools, coming, ...child }) => ({
    ...child,
    coming: coming ?? [],
    displayName: fullName({ givenName: child.givenName, familyName }),
    civilName: fullName({ givenName: civilGivenName, familyName }),
    schoolIds: schools.map((school) => school.schoolId),
    groupIds: child.groups.map((group) => group.groupId),
  }));
  const followed = new Set(children.flatMap((child) => child.schoolIds));
  const profiles = facts.profiles
    .filter((profile) => profile.role !== 'guardian' || followed.has(profile.schoolId))
    .map(({ choices: _choices, communeId: _commune, ...profile }) => profile);
  const roles = new Set<Role>(profiles.map((profile) => profile.role));
  if (children.length > 0) roles.add('guardian');
  for (const mandate of facts.mandates) roles.add(mandate.kind);
  // Nothing in any school, nothing besides: they find the way out, and what is held of them.
  const hasLeft = roles.size === 0 && facts.leftOn !== null;
  if (hasLeft) roles.add('leaver');
  return {
    personId,
    uid: facts.uid,
    displayName: fullName(facts),
    familyName: facts.familyName,
    givenName: facts.givenName,
    civilGivenName: facts.civilGivenName,
    title: facts.title,
    birthDate: facts.birthDate,
    today: facts.today,
    leftOn: hasLeft ? facts.leftOn : null,
    profiles,
    children,
    groups: facts.groups,
    mandates: facts.mandates.map(
      ({ schoolKind: _kind, schoolCommuneId: _commune, choices: _choices, ...mandate }) => mandate,
    ),
    places: placesOf(facts),
    platformChoices: facts.platformChoices ?? [],
    hasNews: facts.hasNews,
    roles: [...roles],
  };
}

/** Each school of the actor and of their children, once. */
function placesOf({ profiles, children, mandates }: ActorFacts): Place[] {
  const met = [
    ...profiles.map(({ schoolKind, ...school }) => ({ ...school, kind: schoolKind })),
    ...children.flatMap(({ schools }) => schools),
    ...mandates.flatMap(({ schoolId, schoolKind, schoolCommuneId, choices }) =>
      schoolId && schoolKind
        ? [{ schoolId, kind: schoolKind, communeId: schoolCommuneId, choices: choices ?? null }]
        : [],
    ),
  ];
  const places = met.map(({ schoolId, kind, communeId, choices }) => ({
    schoolId,
    communeId,
    stage: stageOf(kind),
    choices: choices ?? [],
  }));
  return [...new Map(places.map((place) => [place.schoolId, place])).values()];
}

/** The actor behind a person, or undefined when nobody has that id. */
export async function loadActor(db: Db, personId: string, today: string): Promise<Actor | undefined> {
  const row = await firstOf(
    db,
    sql<{ facts: ActorFacts | null }>`select ${actorFacts(sql`${personId}::uuid`, today)} as facts`,
  );
  return row?.facts ? actorOf(personId, row.facts) : undefined;
}
