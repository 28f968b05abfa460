import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type CodeHolder, findCodeGroup, findCodeSchool, listCodeHolders } from '../../directory/index.ts';
import type { showClassAccess, showSchoolAccess } from './contract.ts';
import { type Standing, standings } from './queries.ts';

const NOWHERE: Standing = { state: 'none', since: null, printed: false };

/** A class's people and where each stands. */
export async function readClassAccess(
  ctx: SessionContext,
  groupId: string,
  who: 'guardians' | 'pupils',
): Promise<Answer<typeof showClassAccess>> {
  const { db, actor } = ctx;
  const group = await findCodeGroup(ctx, groupId);
  if (!group) notFound();
  const holders = await listCodeHolders(db, actor, { schoolId: group.schoolId, groupIds: [group.id], audience: who });
  const known = await standings(db, holders.map(idOf), ctx.now);
  return {
    group,
    who,
    people: holders.map((holder) => ({
      id: holder.uid,
      displayName: nameOf(holder),
      children: [...holder.children],
      ...(known.get(holder.personId) ?? NOWHERE),
    })),
  };
}

/** A school's classes and staff, counted: how many there are, how many entered, how many hold a code. */
export async function readSchoolAccess(ctx: SessionContext, uai: string): Promise<Answer<typeof showSchoolAccess>> {
  const { db, actor } = ctx;
  const school = await findCodeSchool(ctx, uai);
  if (!school) notFound();
  const where = { schoolId: school.id, groupIds: school.classes.map(({ id }) => id) };
  const [guardians, pupils, staff] = await Promise.all([
    listCodeHolders(db, actor, { ...where, audience: 'guardians' }),
    listCodeHolders(db, actor, { ...where, audience: 'pupils' }),
    listCodeHolders(db, actor, { ...where, audience: 'staff' }),
  ]);
  const known = await standings(db, [...new Set([...guardians, ...pupils, ...staff].map(idOf))], ctx.now);
  const count = (holders: readonly CodeHolder[]) => {
    const states = holders.map((holder) => known.get(holder.personId)?.state ?? 'none');
    return {
      all: states.length,
      open: states.filter((state) => state === 'open').length,
      given: states.filter((state) => state === 'given').length,
    };
  };
  const of = (holders: readonly CodeHolder[], groupId: string) =>
    holders.filter((holder) => holder.groupId === groupId);
  return {
    school: { uai: school.uai, name: school.name },
    classes: school.classes.map((entry) => ({
      ...entry,
      guardians: count(of(guardians, entry.id)),
      pupils: count(of(pupils, entry.id)),
    })),
    staff: count(staff),
    shut: [...new Map([...guardians, ...pupils, ...staff].map((holder) => [holder.personId, holder])).values()]
      .filter(({ personId }) => known.get(personId)?.state === 'shut')
      .map((holder) => ({ id: holder.uid, displayName: nameOf(holder) })),
  };
}

const idOf = (holder: CodeHolder): string => holder.personId;

/** Given name, then family name, as on a sheet. */
export const nameOf = ({ givenName, familyName }: Pick<CodeHolder, 'givenName' | 'familyName'>): string =>
  [givenName, familyName].filter(Boolean).join(' ');
