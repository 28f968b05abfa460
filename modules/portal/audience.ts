import type { Actor } from '../../platform/authz/policy.ts';

/** For whom something of a school's portal is. */
export const audiences = ['pupil', 'guardian', 'teacher', 'staff'] as const;
export type Audience = (typeof audiences)[number];

const audienceOfRole = (role: string): Audience =>
  role === 'pupil' || role === 'guardian' || role === 'teacher' ? role : 'staff';

/** What a person is at each of their schools: own profiles, a child's school, a mandate there. */
export function placesOf(actor: Actor): ReadonlyMap<string, ReadonlySet<Audience>> {
  const places = new Map<string, Set<Audience>>();
  const add = (schoolId: string, audience: Audience): void => {
    const known = places.get(schoolId) ?? new Set();
    places.set(schoolId, known.add(audience));
  };
  for (const profile of actor.profiles) add(profile.schoolId, audienceOfRole(profile.role));
  for (const child of actor.children) for (const schoolId of child.schoolIds) add(schoolId, 'guardian');
  for (const mandate of actor.mandates) if (mandate.schoolId) add(mandate.schoolId, 'staff');
  return places;
}

/** The groups a person belongs to, or follows for a child. */
export const groupsOf = (actor: Actor): ReadonlySet<string> =>
  new Set([...actor.groups.map(({ groupId }) => groupId), ...actor.children.flatMap(({ groupIds }) => groupIds)]);

/** Whether something meant for `wanted` (null: all) reaches who is `held` there. */
export const reaches = (wanted: readonly string[] | null, held: ReadonlySet<Audience> | undefined): boolean =>
  held !== undefined && (wanted === null || wanted.some((audience) => held.has(audience as Audience)));
