import type { Actor } from '../../../platform/authz/policy.ts';
import { isFamily, isTeaching } from '../scopes.ts';
import { type AudienceRole, audienceKey } from './key.ts';

/** An audience to which the actor belongs: by themselves (no child), or through these children. */
export interface OwnAudience {
  readonly key: string;
  /** Ids of the children through whom a guardian belongs to it; empty when it is the actor's own. */
  readonly children: readonly string[];
}

/**
 * Every audience the actor belongs to today, from what the session knows already. A child whose access is closed to the actor counts for
 * nothing here.
 */
export function ownAudiences(actor: Actor): readonly OwnAudience[] {
  const known = found.get(actor);
  if (known) return known;
  const audiences = gather(actor);
  found.set(actor, audiences);
  return audiences;
}

/** An actor lives for one request, in which its badges, its feed and its lists ask the same. */
const found = new WeakMap<Actor, readonly OwnAudience[]>();

function gather(actor: Actor): OwnAudience[] {
  const found = new Map<string, Set<string>>();
  const add = (place: 'group' | 'school' | 'commune', id: string | null, role: AudienceRole, child?: string): void => {
    if (id) note(audienceKey({ place, id, role }), child);
  };
  const note = (key: string, child?: string): void => {
    const children = found.get(key) ?? new Set<string>();
    if (child) children.add(child);
    found.set(key, children);
  };
  const communeOf = (schoolId: string): string | null =>
    actor.places.find((place) => place.schoolId === schoolId)?.communeId ?? null;
  const atSchool = (schoolId: string, role: AudienceRole, child?: string): void => {
    add('school', schoolId, role, child);
    add('commune', communeOf(schoolId), role, child);
    note(audienceKey({ place: 'platform', id: null, role }), child);
  };
  for (const { schoolId, role } of actor.profiles) {
    if (role === 'pupil') atSchool(schoolId, 'pupils');
    if (!isFamily(role)) atSchool(schoolId, 'staff');
  }
  for (const { kind, schoolId } of actor.mandates) if (kind === 'after_school' && schoolId) atSchool(schoolId, 'staff');
  for (const { groupId, role } of actor.groups) {
    if (role === 'pupil') add('group', groupId, 'pupils');
    else add('group', groupId, isTeaching(role) ? 'staff' : 'members');
  }
  for (const child of actor.children) {
    for (const schoolId of child.schoolIds) atSchool(schoolId, 'families', child.personId);
    for (const groupId of child.groupIds) add('group', groupId, 'families', child.personId);
  }
  return [...found].map(([key, children]) => ({ key, children: [...children] }));
}

/** The keys alone: what lists are read by. */
export const audiencesOf = (actor: Actor): readonly string[] => ownAudiences(actor).map(({ key }) => key);
