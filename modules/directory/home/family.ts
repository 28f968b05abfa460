import type { SessionContext } from '../../../platform/http/context.ts';
import { findSurroundings, type Surroundings } from './queries.ts';

const seen = new WeakMap<SessionContext, Promise<Surroundings>>();

/** What surrounds the actor's children, or the actor who is a pupil; read once a request, by the switch and by the card. */
export function surroundingsOf(ctx: SessionContext): Promise<Surroundings> {
  let surroundings = seen.get(ctx);
  if (!surroundings) {
    const { actor, db } = ctx;
    const isPupil = actor.roles.includes('pupil');
    surroundings = findSurroundings(db, actor, {
      pupilIds: [...actor.children.map((child) => child.personId), ...(isPupil ? [actor.personId] : [])],
      schoolIds: [
        ...actor.children.flatMap((child) => child.schoolIds),
        ...actor.profiles.map((entry) => entry.schoolId),
      ],
      groupIds: [...actor.children.flatMap((child) => child.groupIds), ...actor.groups.map((group) => group.groupId)],
      allTeachers: isPupil,
    });
    seen.set(ctx, surroundings);
  }
  return surroundings;
}
