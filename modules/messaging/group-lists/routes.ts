import { recordAct } from '../../../platform/audit/audit.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { audienceKey, countOf, freeGroups, personsById } from '../../directory/index.ts';
import * as contract from './contract.ts';
import { listView } from './page.tsx';
import { listPolicy } from './policy.ts';
import { type ListMode, USUAL } from './rules.ts';
import { texts } from './texts.ts';

interface Group {
  readonly id: string;
  readonly schoolId: string;
  readonly label: string;
  readonly mode: ListMode | null;
  readonly chosenBy: string | null;
}

/** The free group, for who runs it. @throws Refusal not found */
async function findGroup({ db, actor }: SessionContext, groupId: string): Promise<Group> {
  const group = await firstOf(
    db,
    sql<Group>`
      select g.id, g.school_id as "schoolId", g.label, l.mode, p.name as "chosenBy"
      from (${freeGroups(actor.today, [groupId])}) as g
      left join messaging.group_lists l on l.group_id = g.id
      left join (${personsById}) as p on p.person_id = l.chosen_by`,
  );
  if (!group || !listPolicy.can(actor, 'choose', { groupId: group.id, schoolId: group.schoolId })) notFound();
  return group;
}

async function readList(ctx: SessionContext, groupId: string): Promise<Answer<typeof contract.showList>> {
  const { label, mode, chosenBy } = await findGroup(ctx, groupId);
  const key = audienceKey({ place: 'group', id: groupId, role: 'members' });
  const people = (await countOf(ctx.db, [key], ctx.actor.today)).get(key) ?? 0;
  return { label, mode: mode ?? USUAL, people, chosenBy };
}

export const listRoutes: readonly AnyRoute[] = [
  route(contract.showList, {
    handle: (ctx, { params }) => readList(ctx, params.groupId),
    page: (ctx, list, { params }) => listView({ ctx, groupId: params.groupId, list }),
  }),
  route(contract.chooseList, {
    handle: async (ctx, { params, body }) => {
      await chooseList(ctx, params.groupId, body.mode);
      return { mode: body.mode };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(contract.showList, params);
    },
    refused: async (ctx, refusal, { params }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const groupId = params.groupId ?? '';
      return listView({ ctx, groupId, list: await readList(ctx, groupId), refusal });
    },
  }),
];

async function chooseList(ctx: SessionContext, groupId: string, mode: ListMode): Promise<void> {
  const { actor, now, requestId } = ctx;
  const group = await findGroup(ctx, groupId);
  await ctx.transaction(async (tx) => {
    await sql`
      insert into messaging.group_lists (school_id, group_id, mode, chosen_by, chosen_at)
      values (${group.schoolId}::uuid, ${group.id}::uuid, ${mode}, ${actor.personId}::uuid, ${now})
      on conflict (group_id) do update set mode = excluded.mode, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'messaging.list-chosen',
      at: now,
      actorId: actor.personId,
      schoolId: group.schoolId,
      details: { groupId: group.id, label: group.label, mode },
      requestId,
    });
  });
}
