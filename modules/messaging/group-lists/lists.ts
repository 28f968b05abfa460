import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import {
  type Audience,
  type AudienceChoice,
  addressable,
  audienceKey,
  countOf,
  freeGroups,
  labelsOf,
  mayAddress,
  readAudience,
} from '../../directory/index.ts';
import { listPolicy } from './policy.ts';
import { type ListMode, USUAL } from './rules.ts';

/** The list of a group, as one of its adults finds it. */
export interface GroupList {
  readonly key: string;
  readonly groupId: string;
  readonly schoolId: string;
  /** Only who runs the group writes to it, and the actor does not. */
  readonly isClosed: boolean;
  /** Somebody who runs the group reads first what this actor writes. */
  readonly isModerated: boolean;
}

const membersOfGroup = (groupId: string): Audience => ({ place: 'group', id: groupId, role: 'members' });

/** The lists of the free groups in which the actor is an adult; none for most people, and then no statement. */
export async function listsOf(db: Db, actor: Actor, only?: readonly string[]): Promise<readonly GroupList[]> {
  const wanted = only
    ?.map(readAudience)
    .flatMap((audience) => (audience?.role === 'members' && audience.id ? [audience.id] : []));
  const groupIds = actor.groups
    .filter(({ role }) => role === 'member' || role === 'owner')
    .map(({ groupId }) => groupId)
    .filter((groupId) => wanted === undefined || wanted.includes(groupId));
  if (groupIds.length === 0) return [];
  const rows = await rowsOf(
    db,
    sql<{ groupId: string; schoolId: string; mode: ListMode }>`
      select g.id as "groupId", g.school_id as "schoolId", coalesce(l.mode, ${USUAL}) as mode
      from (${freeGroups(actor.today, groupIds)}) as g left join messaging.group_lists l on l.group_id = g.id order by g.id`,
  );
  return rows.map(({ groupId, schoolId, mode }) => {
    const runs = listPolicy.can(actor, 'decide', { groupId, schoolId });
    return {
      key: audienceKey(membersOfGroup(groupId)),
      groupId,
      schoolId,
      isClosed: mode === 'closed' && !runs,
      isModerated: mode === 'moderated' && !runs,
    };
  });
}

/** Of those keys, the ones that the actor may write to: as the rules have it, and as the lists of their groups have it. */
export async function writableAudiences(
  db: Db,
  actor: Actor,
  keys: readonly string[],
): Promise<{ readonly may: ReadonlySet<string>; readonly lists: ReadonlyMap<string, GroupList> }> {
  const [ruled, lists] = await Promise.all([mayAddress(db, actor, 'write', keys), listsOf(db, actor, keys)]);
  const may = new Set(ruled);
  for (const { key, isClosed } of lists) {
    if (isClosed) may.delete(key);
    else may.add(key);
  }
  return { may, lists: new Map(lists.map((list) => [list.key, list])) };
}

/** What a composer proposes: the audiences that the actor may write to, the nearest first. */
export async function audienceChoices({
  db,
  actor,
  locale,
}: Pick<SessionContext, 'db' | 'actor' | 'locale'>): Promise<readonly AudienceChoice[]> {
  const [ruled, lists] = await Promise.all([addressable(db, actor, 'write', locale), listsOf(db, actor)]);
  const closed = new Set(lists.filter(({ isClosed }) => isClosed).map(({ key }) => key));
  const known = new Set(ruled.map(({ key }) => key));
  const others = lists.filter(({ key, isClosed }) => !isClosed && !known.has(key));
  const keys = others.map(({ key }) => key);
  const [labels, counts] =
    keys.length > 0 ? await Promise.all([labelsOf(db, keys, locale), countOf(db, keys, actor.today)]) : [];
  return [
    ...ruled.filter(({ key }) => !closed.has(key)),
    ...others.map(({ key, groupId, schoolId }) => ({
      ...membersOfGroup(groupId),
      key,
      schoolId,
      label: labels?.get(key) ?? '',
      people: counts?.get(key) ?? 0,
    })),
  ];
}
