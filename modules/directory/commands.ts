import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { groupPolicy } from './policy.ts';
import { findGroup, markKinReviewed } from './queries/group.ts';

/** The head has verified the legal representatives shown for a class. Returns how many were waiting. */
export function reviewKin(ctx: SessionContext, groupId: string, kinshipIds: readonly string[]): Promise<number> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const group = await findGroup(tx.db, actor, groupId);
    if (!group) notFound();
    groupPolicy.authorize(actor, 'reviewKin', { groupId: group.id, schoolId: group.schoolId });
    const reviewed = await markKinReviewed(tx.db, actor, group, kinshipIds, now);
    if (reviewed > 0) {
      await tx.emit({
        name: 'directory.kin-reviewed',
        payload: { groupId: group.id, schoolId: group.schoolId, actorId: actor.personId, reviewed },
      });
      tx.changed(`group:${group.id}`, `school:${group.schoolUai}`);
    }
    return reviewed;
  });
}
