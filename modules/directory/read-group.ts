import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { mayWriteTo } from './audiences/addressable.ts';
import { type listGroups, relations, showGroup, showPerson } from './contract.ts';
import { groupPolicy } from './policy.ts';
import {
  findGroup,
  type GroupRow,
  listKinToReview,
  listMembers,
  listOwnGroups,
  type MemberRow,
} from './queries/group.ts';
import type { TeacherChoice } from './queries/teaching.ts';
import { fullName, isOfClosedYear } from './rules.ts';

/** A group that the actor may see, with the members in their sight. */
export async function readGroup(ctx: SessionContext, groupId: string): Promise<Answer<typeof showGroup>> {
  const { actor, db } = ctx;
  const group = await findGroup(db, actor, groupId);
  if (!group) notFound();
  const abilities = groupPolicy.abilities(actor, { groupId: group.id, schoolId: group.schoolId });
  const members = await listMembers(db, actor, group);
  const showAll = abilities.seeMembers;
  const isClosed = isOfClosedYear(group, actor.today);
  return {
    id: group.id,
    label: group.label,
    kind: group.kind,
    year: group.year,
    isClosed,
    school: { uai: group.schoolUai, name: group.schoolName },
    teachers: members.filter(isTeaching).map((member) => ({
      ...linkTo(member),
      isMain: member.role === 'main_teacher',
      subjects: [...member.subjects],
    })),
    pupils: showAll
      ? members.filter(({ role }) => role === 'pupil').map((member) => ({ ...linkTo(member), level: member.level }))
      : null,
    others: showAll ? members.filter(({ role }) => role === 'member' || role === 'owner').map(linkTo) : null,
    toReview: abilities.reviewKin ? await reviews(ctx, group) : null,
    teacherChoices: group.teacherChoices && choices(group.teacherChoices, members),
    writesTo: isClosed ? null : (writtenTo(ctx, group) ?? null),
    abilities,
  };
}

/** A teacher writes to the families, a parent to the teachers, a colleague to the group. */
const writtenTo = ({ actor }: SessionContext, { id, schoolId }: GroupRow) =>
  (['families', 'staff', 'members', 'pupils'] as const).find((role) =>
    mayWriteTo(actor, { place: 'group', id, role }, schoolId),
  );

/** The actor's own groups and those of their children. */
export async function readGroups({ actor, db }: SessionContext): Promise<Answer<typeof listGroups>> {
  const rows = await listOwnGroups(db, actor);
  return {
    groups: rows.map((row) => ({
      id: row.id,
      displayName: row.label,
      href: addressOf(showGroup, { groupId: row.id }),
      kind: row.kind,
      school: row.schoolName,
    })),
  };
}

const isTeaching = ({ role }: MemberRow): boolean => role === 'teacher' || role === 'main_teacher';

const linkTo = (member: MemberRow) => ({
  id: member.uid,
  displayName: fullName(member),
  href: addressOf(showPerson, { personUid: member.uid }),
});

async function reviews(ctx: SessionContext, group: GroupRow): Promise<Answer<typeof showGroup>['toReview']> {
  const rows = await listKinToReview(ctx.db, ctx.actor, group);
  return rows.map((row) => ({
    kinshipId: row.kinshipId,
    pupil: fullName({ givenName: row.pupilGivenName, familyName: row.pupilFamilyName }),
    adult: fullName({ givenName: row.adultGivenName, familyName: row.adultFamilyName }),
    relation: relations.find((known) => known === row.relation) ?? 'other',
  }));
}

/** Those of the school who do not teach this class yet. */
function choices(
  rows: readonly TeacherChoice[],
  members: readonly MemberRow[],
): Answer<typeof showGroup>['teacherChoices'] {
  const teaching = new Set(members.filter(isTeaching).map((member) => member.uid));
  return rows
    .filter((row) => !teaching.has(row.uid))
    .map((row) => ({ id: row.uid, displayName: fullName(row), isNamed: row.isNamed }));
}
