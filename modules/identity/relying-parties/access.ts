import type { Actor } from '../../../platform/authz/policy.ts';

/** For whom a service is. */
export const serviceAudiences = ['pupil', 'guardian', 'teacher', 'staff'] as const;
export type ServiceAudience = (typeof serviceAudiences)[number];

const audienceOf = (role: string): ServiceAudience =>
  role === 'pupil' || role === 'guardian' || role === 'teacher' ? role : 'staff';

/** What a person is in each of their schools: own profiles, a child's school, a mandate there. */
export function audiencesBySchool(
  actor: Pick<Actor, 'profiles' | 'children' | 'mandates'>,
): ReadonlyMap<string, ReadonlySet<ServiceAudience>> {
  const places = new Map<string, Set<ServiceAudience>>();
  const add = (schoolId: string, audience: ServiceAudience): void => {
    places.set(schoolId, (places.get(schoolId) ?? new Set()).add(audience));
  };
  for (const { schoolId, role } of actor.profiles) add(schoolId, audienceOf(role));
  for (const { schoolIds } of actor.children) for (const schoolId of schoolIds) add(schoolId, 'guardian');
  for (const { kind, schoolId } of actor.mandates) if (schoolId && kind === 'after_school') add(schoolId, 'staff');
  return places;
}

/** For whom an entry is, and which schools opened it. */
export interface Opening {
  readonly audiences: readonly ServiceAudience[];
  readonly reach: 'every-school' | 'chosen-schools';
  /** Schools of the person that opened it; for whom there (null: as the entry says). */
  readonly chosen: readonly { readonly schoolId: string; readonly audiences: readonly ServiceAudience[] | null }[];
}

/**
 * The schools for which a person may enter a service, in no particular order; none: they may not. `only`: the service asked by an address
 * that is one school's own.
 */
export function schoolsFor(
  actor: Pick<Actor, 'profiles' | 'children' | 'mandates'>,
  { audiences, reach, chosen }: Opening,
  only: string | null = null,
): string[] {
  const choices = new Map(chosen.map((choice) => [choice.schoolId, choice.audiences]));
  return [...audiencesBySchool(actor)].flatMap(([schoolId, held]) => {
    if (only !== null && schoolId !== only) return [];
    if (reach === 'chosen-schools' && !choices.has(schoolId)) return [];
    const wanted = choices.get(schoolId) ?? audiences;
    return wanted.some((audience) => audiences.includes(audience) && held.has(audience)) ? [schoolId] : [];
  });
}

/**
 * The same for whoever enters: undefined when they may not. No school at all for who works for none (a commune, the platform), where the
 * service is for the staff of every school.
 */
export function entryOf(
  actor: Pick<Actor, 'profiles' | 'children' | 'mandates'>,
  opening: Opening,
  only: string | null = null,
): readonly string[] | undefined {
  const schoolIds = schoolsFor(actor, opening, only);
  if (schoolIds.length > 0) return schoolIds;
  const isBeyondSchools = actor.mandates.some(({ schoolId }) => schoolId === null);
  const isForAll = opening.reach === 'every-school' && opening.audiences.includes('staff') && only === null;
  return isBeyondSchools && isForAll ? [] : undefined;
}
