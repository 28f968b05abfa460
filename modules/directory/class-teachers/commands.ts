import { recordAct } from '../../../platform/audit/audit.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { showGroup } from '../contract.ts';
import { groupPolicy } from '../policy.ts';
import { findSchool, type SchoolRow } from '../queries/school.ts';
import { insertTeachers } from '../queries/teaching.ts';
import { courtesyName, fullName } from '../rules.ts';
import type { showClassTeachers } from './contract.ts';
import { type ClassRow, listClasses } from './queries.ts';

/** The school, if the actor says who teaches there; for all others the page does not exist. */
async function ledSchool({ actor }: SessionContext, db: Db, uai: string): Promise<SchoolRow> {
  const school = await findSchool(db, actor, uai);
  // Whatever the class: who attaches teachers does so in the whole school.
  if (!school || !groupPolicy.can(actor, 'attachTeacher', { groupId: '', schoolId: school.id })) notFound();
  return school;
}

const proposedFor = ({ teachers, named }: ClassRow): ClassRow['named'][number] | undefined =>
  teachers.length === 0 && named.length === 1 ? named[0] : undefined;

/** Who teaches each class, and who could. */
export async function readClassTeachers(ctx: SessionContext, uai: string): Promise<Answer<typeof showClassTeachers>> {
  const school = await ledSchool(ctx, ctx.db, uai);
  const classes = await listClasses(ctx.db, ctx.actor, school.id);
  return {
    school: { uai: school.uai, name: school.name },
    classes: classes.map((row) => {
      const proposed = proposedFor(row);
      return {
        id: row.id,
        label: row.label,
        href: addressOf(showGroup, { groupId: row.id }),
        teachers: row.teachers.map(courtesyName),
        proposed: proposed ? { id: proposed.uid, displayName: fullName(proposed) } : null,
      };
    }),
  };
}

/** Attaches those of the given pairs (`class:teacher`) that are still proposed; each is audited. Returns how many. */
export function confirmProposed(ctx: SessionContext, uai: string, pairs: readonly string[]): Promise<number> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const school = await ledSchool(ctx, tx.db, uai);
    const classes = await listClasses(tx.db, actor, school.id);
    const confirmed = classes.flatMap((row) => {
      const proposed = proposedFor(row);
      return proposed && pairs.includes(`${row.id}:${proposed.uid}`)
        ? [{ groupId: row.id, personId: proposed.id }]
        : [];
    });
    const attached = await insertTeachers(tx.db, school.id, confirmed, actor.today);
    if (attached === 0) return 0;
    for (const { groupId, personId } of confirmed) {
      await tx.emit({
        name: 'directory.teacher-attached',
        payload: { groupId, schoolId: school.id, personId, actorId: actor.personId },
      });
      tx.changed(`group:${groupId}`);
    }
    await recordAct(tx.db, {
      act: 'directory.teacher-attached',
      at: now,
      actorId: actor.personId,
      subjectIds: confirmed.map(({ personId }) => personId),
      schoolId: school.id,
      details: { groupIds: confirmed.map(({ groupId }) => groupId) },
      requestId: ctx.requestId,
    });
    tx.changed(`school:${school.uai}`);
    return attached;
  });
}
