import type { Actor } from '../../../platform/authz/policy.ts';

/** Whom a stop may be for, by what they are in the schools meant. */
export const stopRoles = ['pupil', 'guardian', 'staff'] as const;
export type StopRole = (typeof stopRoles)[number];

/** How far a stop reaches. */
export interface StopScope {
  /** Null: all schools. */
  readonly schoolIds: readonly string[] | null;
  /** Null: everybody. */
  readonly roles: readonly StopRole[] | null;
  /** The classes of one level; null: all. */
  readonly groupIds: readonly string[] | null;
}

/** What somebody is within that scope: in its classes when it names a level, else in its schools. */
function heldIn({ schoolIds, groupIds }: StopScope, actor: Actor): ReadonlySet<StopRole> {
  const held = new Set<StopRole>();
  if (groupIds) {
    for (const { groupId, role } of actor.groups)
      if (groupIds.includes(groupId)) held.add(role === 'pupil' ? 'pupil' : 'staff');
    if (actor.children.some((child) => child.groupIds.some((id) => groupIds.includes(id)))) held.add('guardian');
    return held;
  }
  const isMeant = (schoolId: string): boolean => schoolIds === null || schoolIds.includes(schoolId);
  for (const { schoolId, role } of actor.profiles)
    if (isMeant(schoolId)) held.add(role === 'pupil' || role === 'guardian' ? role : 'staff');
  if (actor.children.some((child) => child.schoolIds.some(isMeant))) held.add('guardian');
  if (actor.mandates.some((mandate) => (mandate.schoolId ? isMeant(mandate.schoolId) : schoolIds === null)))
    held.add('staff');
  return held;
}

/**
 * Whether a stop holds for somebody; null: a visitor. `addressed`: the schools to whose people they write; a stop for everybody of a
 * school also holds for what comes from elsewhere.
 */
export function concerns(scope: StopScope, actor: Actor | null, addressed: readonly string[] = []): boolean {
  const { schoolIds, roles, groupIds } = scope;
  const isForAll = roles === null && groupIds === null;
  if (!actor) return isForAll && schoolIds === null;
  const held = heldIn(scope, actor);
  if (roles ? roles.some((role) => held.has(role)) : held.size > 0) return true;
  return isForAll && (schoolIds === null || addressed.some((schoolId) => schoolIds.includes(schoolId)));
}

/** Minutes that a stop may last; two hours unless told otherwise. */
export const stopMinutes = ['15', '30', '60', '120', '240', '720', '1440'] as const;

/** A drill shows that the stop works, and is over before it disturbs. */
export const MOST_DRILL_MINUTES = 30;
