import { recordAct } from '../../platform/audit/audit.ts';
import { notFound, refuse } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { groupPolicy } from './policy.ts';
import { findGroup, markKinReviewed } from './queries/group.ts';
import { insertTeachers } from './queries/teaching.ts';
import { refuseClosedYear } from './school-year/former.ts';

/** The head has verified the legal representatives shown for a class. Returns how many were waiting. */
export function reviewKin(ctx: SessionContext, groupId: string, kinshipIds: readonly string[]): Promise<number> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const group = await findGroup(tx.db, actor, groupId);
    if (!group) notFound();
    groupPolicy.authorize(actor, 'reviewKin', { groupId: group.id, schoolId: group.schoolId });
    refuseClosedYear(group, actor.today);
    const kin = await markKinReviewed(tx.db, actor, group, kinshipIds, now);
    const reviewed = kin.length;
    if (reviewed > 0) {
      await tx.emit({
        name: 'directory.kin-reviewed',
        payload: { groupId: group.id, schoolId: group.schoolId, actorId: actor.personId, reviewed },
      });
      await recordAct(tx.db, {
        act: 'directory.kin-reviewed',
        at: now,
        actorId: actor.personId,
        subjectIds: kin.flatMap(({ pupilId, adultId }) => [pupilId, adultId]),
        schoolId: group.schoolId,
        details: { groupId: group.id, kinshipIds, reviewed },
        requestId: ctx.requestId,
      });
      tx.changed(`group:${group.id}`, `school:${group.schoolUai}`);
    }
    return reviewed;
  });
}

/** The head says who teaches a class. Said twice it changes nothing. Refused for who does not teach in this school. */
export function attachTeacher(ctx: SessionContext, groupId: string, teacherUid: string): Promise<boolean> {
  const { actor } = ctx;
  return ctx.transaction(async (tx) => {
    const group = await findGroup(tx.db, actor, groupId);
    if (!group) notFound();
    groupPolicy.authorize(actor, 'attachTeacher', { groupId: group.id, schoolId: group.schoolId });
    refuseClosedYear(group, actor.today);
    const teacher =
      group.teacherChoices?.find((choice) => choice.uid === teacherUid) ?? refuse('directory.not-a-teacher-here');
    const pairs = [{ groupId: group.id, personId: teacher.personId }];
    const attached = await insertTeachers(tx.db, group.schoolId, pairs, actor.today);
    if (attached > 0) {
      await tx.emit({
        name: 'directory.teacher-attached',
        payload: { groupId: group.id, schoolId: group.schoolId, personId: teacher.personId, actorId: actor.personId },
      });
      // It lets somebody see families and hand codes to them: who said so must be found again.
      await recordAct(tx.db, {
        act: 'directory.teacher-attached',
        at: ctx.now,
        actorId: actor.personId,
        subjectId: teacher.personId,
        schoolId: group.schoolId,
        details: { groupId: group.id },
        requestId: ctx.requestId,
      });
      tx.changed(`group:${group.id}`, `school:${group.schoolUai}`);
    }
    return attached > 0;
  });
}
