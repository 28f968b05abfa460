import { recordAct } from '../../../platform/audit/audit.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { sql } from '../../../platform/db/db.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as contract from './contract.ts';
import { classWritingView } from './page.tsx';
import { classWritingPolicy } from './policy.ts';
import { findWritingClass, writingsOf } from './read.ts';
import type { ClassMode } from './rules.ts';
import { texts } from './texts.ts';

async function readClass(ctx: SessionContext, groupId: string, before?: string) {
  const group = await findWritingClass(ctx, groupId);
  return { ...group, ...(await writingsOf(ctx, group, before)) };
}

export const pupilRoutes: readonly AnyRoute[] = [
  route(contract.showClassWriting, {
    handle: (ctx, { params, query }) => readClass(ctx, params.groupId, query.before),
    page: (ctx, shown, { params }) => classWritingView({ ctx, groupId: params.groupId, shown }),
  }),
  route(contract.chooseClassMode, {
    handle: async (ctx, { params, body }) => {
      await chooseMode(ctx, params.groupId, body.mode);
      return { mode: body.mode };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(contract.showClassWriting, params);
    },
    refused: async (ctx, refusal, { params }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const groupId = params.groupId ?? '';
      return classWritingView({ ctx, groupId, shown: await readClass(ctx, groupId), refusal });
    },
  }),
];

async function chooseMode(ctx: SessionContext, groupId: string, mode: ClassMode): Promise<void> {
  const { actor, now } = ctx;
  const group = await findWritingClass(ctx, groupId);
  classWritingPolicy.authorize(actor, 'choose', { circleId: group.id, schoolId: group.schoolId });
  await ctx.transaction(async (tx) => {
    await sql`
      insert into messaging.class_modes (school_id, group_id, mode, chosen_by, chosen_at)
      values (${group.schoolId}::uuid, ${group.id}::uuid, ${mode}, ${actor.personId}::uuid, ${now})
      on conflict (school_id, group_id) do update set mode = excluded.mode, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'messaging.class-mode-chosen',
      at: now,
      actorId: actor.personId,
      schoolId: group.schoolId,
      details: { groupId: group.id, label: group.label, mode },
      requestId: ctx.requestId,
    });
  });
}
