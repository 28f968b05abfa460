import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { openOn } from '../queries/facts.ts';
import { communesOf, schoolsAs, taughtBy, worksForAcademy } from '../scopes.ts';
import { type CircleRole, circleRules } from '../visibility/catalogue.ts';
import { openCircles } from '../visibility/circle-rules.ts';
import { type Audience, type AudienceRole, audienceKey, readAudiences } from './key.ts';
import { labelsOf } from './labels.ts';

/**
 * write: one letter to each of them, as the rules of who writes to whom have it. publish: something posted for them all to read, by those
 * who answer for the place: teachers in their classes and groups, heads and school life in their school, after-school staff to families and
 * pupils of theirs, communes, academy and operator in their territory.
 */
export type Addressing = 'write' | 'publish';

/** An audience that the actor may address. */
export interface AudienceChoice extends Audience {
  readonly key: string;
  readonly label: string;
  /** Of a school or group. */
  readonly schoolId: string | null;
  /** How many the index of circles knows; null for a whole commune or the platform: `countOf` says it. */
  readonly people: number | null;
}

/** Of those keys, the ones that the actor may address. One statement at most: whose the named groups are. */
export async function mayAddress(
  db: Db,
  actor: Actor,
  verb: Addressing,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const audiences = readAudiences(keys);
  const groups = await openGroups(db, actor, {
    groupIds: audiences.flatMap(({ place, id }) => (place === 'group' && id ? [id] : [])),
  });
  const schoolOf = new Map(groups.map(({ id, schoolId }) => [id, schoolId]));
  return new Set(audiences.filter((audience) => allows(actor, verb, audience, schoolOf)).map(audienceKey));
}

/** What to propose to the actor: the nearest first, by name. Three statements. */
export async function addressable(
  db: Db,
  actor: Actor,
  verb: Addressing,
  locale: Locale,
): Promise<readonly AudienceChoice[]> {
  const groups = await openGroups(db, actor, {
    groupIds: [...actor.groups, ...actor.children.flatMap((child) => child.groups)].map(({ groupId }) => groupId),
    schoolIds: schoolsAs(actor, 'head', 'school_life'),
  });
  const schoolOf = new Map(groups.map(({ id, schoolId }) => [id, schoolId]));
  const places: readonly Pick<Audience, 'place' | 'id'>[] = [
    ...groups.map(({ id }) => ({ place: 'group' as const, id })),
    ...actor.places.map(({ schoolId }) => ({ place: 'school' as const, id: schoolId })),
    ...communesOf(actor).map((id) => ({ place: 'commune' as const, id })),
    { place: 'platform', id: null },
  ];
  const found = places
    .flatMap(({ place, id }) => ROLES.map((role): Audience => ({ place, id, role })))
    .filter((audience) => audience.role !== 'members' || audience.place === 'group')
    .filter((audience) => allows(actor, verb, audience, schoolOf));
  const keys = found.map(audienceKey);
  const labels = await labelsOf(db, keys, locale);
  const people = await counted(db, found, schoolOf);
  return found
    .map((audience) => {
      const key = audienceKey(audience);
      const schoolId = audience.place === 'school' ? audience.id : (schoolOf.get(audience.id ?? '') ?? null);
      const isCounted = audience.place === 'group' || audience.place === 'school';
      return {
        ...audience,
        key,
        label: labels.get(key) ?? '',
        schoolId,
        people: isCounted ? (people.get(key) ?? 0) : null,
      };
    })
    .filter(({ role, people }) => role !== 'members' || people !== 0);
}

const ROLES: readonly AudienceRole[] = ['families', 'pupils', 'staff', 'members'];

function allows(actor: Actor, verb: Addressing, audience: Audience, schoolOf: ReadonlyMap<string, string>): boolean {
  const { place, id, role } = audience;
  if (actor.roles.includes('platform')) return place !== 'group' || schoolOf.has(id ?? '');
  if (place === 'platform') return role === 'staff' && worksForAcademy(actor);
  if (place === 'commune') return role !== 'pupils' && communesOf(actor).includes(id ?? '');
  const schoolId = place === 'school' ? id : schoolOf.get(id ?? '');
  if (!schoolId || !id) return false;
  return verb === 'write' ? mayWriteTo(actor, audience, schoolId) : mayPublishTo(actor, audience, schoolId);
}

/** As what the people of an audience stand in the rules: one rule must reach them all. */
const standing = ({ place, role }: Audience): readonly CircleRole[] =>
  role === 'families'
    ? ['guardian']
    : role === 'pupils'
      ? ['pupil']
      : role === 'members'
        ? ['member']
        : place === 'group'
          ? ['teacher']
          : ['teacher', 'head', 'staff'];

/** Whether the rules open an audience of that school to what the actor writes; no statement. */
export function mayWriteTo(actor: Actor, audience: Audience, schoolId: string): boolean {
  // A group of colleagues writes within itself, as they may one by one.
  if (audience.role === 'members')
    return actor.groups.some(({ groupId }) => groupId === audience.id) && worksAt(actor, schoolId);
  return circleRules
    .filter((rule) => rule.write && rule.circle !== 'family' && actor.roles.includes(rule.from))
    .filter((rule) => standing(audience).every((role) => rule.to.includes(role)))
    .some((rule) =>
      openCircles(actor, rule, 'write').some(
        (circle) => circle.circleId === audience.id || (rule.circle === 'school' && circle.circleId === schoolId),
      ),
    );
}

const worksAt = (actor: Actor, schoolId: string): boolean =>
  actor.profiles.some(
    (profile) => profile.schoolId === schoolId && profile.role !== 'pupil' && profile.role !== 'guardian',
  );

function mayPublishTo(actor: Actor, { place, id, role }: Audience, schoolId: string): boolean {
  if (schoolsAs(actor, 'head', 'school_life').includes(schoolId)) return true;
  if (place === 'group') return taughtBy(actor).includes(id ?? '') || ownGroups(actor).includes(id ?? '');
  return role !== 'staff' && schoolsAs(actor, 'after_school').includes(schoolId);
}

/** Free groups that the actor made. */
const ownGroups = (actor: Actor): string[] =>
  actor.groups
    .filter(({ role, schoolId }) => role === 'owner' && worksAt(actor, schoolId))
    .map(({ groupId }) => groupId);

interface OpenGroup {
  readonly id: string;
  readonly schoolId: string;
}

/** Those groups and those of the schools, as far as they are open, by kind and name. */
const openGroups = (
  db: Db,
  { today }: Actor,
  { groupIds, schoolIds = [] }: { readonly groupIds: readonly string[]; readonly schoolIds?: readonly string[] },
): Promise<OpenGroup[]> =>
  groupIds.length + schoolIds.length === 0
    ? Promise.resolve([])
    : rowsOf(
        db,
        sql<OpenGroup>`
          select g.id, g.school_id as "schoolId" from directory.groups g
          where (g.id = any(${[...groupIds]}::uuid[]) or g.school_id = any(${[...schoolIds]}::uuid[])) and ${openOn('g', today)}
          order by g.kind, g.label, g.id`,
      );

async function counted(
  db: Db,
  audiences: readonly Audience[],
  schoolOf: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const asked = audiences.flatMap((audience) => {
    const { place, id } = audience;
    if (!id || place === 'commune' || place === 'platform') return [];
    return rolesCounted(audience).map((role) => ({
      key: audienceKey(audience),
      schoolId: place === 'school' ? id : (schoolOf.get(id) ?? id),
      circleId: id,
      role,
    }));
  });
  const rows = await rowsOf(
    db,
    sql<{ key: string; people: number }>`
      select asked.key, count(distinct c.person_id)::int as people
      from unnest(${asked.map(({ key }) => key)}::text[], ${asked.map(({ schoolId }) => schoolId)}::uuid[],
                  ${asked.map(({ circleId }) => circleId)}::uuid[], ${asked.map(({ role }) => role)}::text[])
        as asked (key, school_id, circle_id, role)
      join directory.circle_members c on c.school_id = asked.school_id and c.circle_id = asked.circle_id and c.role = asked.role
      group by asked.key`,
  );
  return new Map(rows.map(({ key, people }) => [key, people]));
}

const rolesCounted = (audience: Audience): readonly CircleRole[] =>
  audience.place === 'school' && audience.role === 'staff'
    ? ['teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school', 'academy']
    : standing(audience);
