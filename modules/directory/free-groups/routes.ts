import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { showSchool } from '../contract.ts';
import { mayRetry } from '../form-errors.ts';
import { addMember, closeGroup, createGroup, readMembers, readNewGroup, removeMember } from './commands.ts';
import * as contract from './contract.ts';
import { membersView, newGroupView } from './pages.tsx';
import { texts } from './texts.ts';

/** Groups that a school makes itself. */
export const freeGroupRoutes: readonly AnyRoute[] = [
  route(contract.showNewGroup, {
    handle: (ctx, { params }) => readNewGroup(ctx, params.schoolUai),
    page: (ctx, form) => newGroupView(ctx, form),
  }),
  route(contract.createGroup, {
    handle: async (ctx, { params, body }) => ({ id: await createGroup(ctx, params.schoolUai, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].created);
      return addressOf(contract.showMembers, { groupId: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      return newGroupView(signedIn, await readNewGroup(signedIn, params.schoolUai ?? ''), refusal, body);
    },
  }),
  route(contract.showMembers, {
    handle: (ctx, { params, query }) => readMembers(ctx, params.groupId, query.q),
    page: (ctx, answer) => membersView(ctx, answer),
  }),
  route(contract.addMember, {
    handle: async (ctx, { params, body }) => ({ added: await addMember(ctx, params.groupId, body) }),
    done: (ctx, { added }, { params }) => {
      ctx.flash(texts[ctx.locale].added(added));
      return addressOf(contract.showMembers, params);
    },
    refused: membersAgain,
  }),
  route(contract.removeMember, {
    handle: async (ctx, { params, body }) => ({ removed: await removeMember(ctx, params.groupId, body.person) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].removed);
      return addressOf(contract.showMembers, params);
    },
    refused: membersAgain,
  }),
  route(contract.closeGroup, {
    handle: async (ctx, { params }) => ({ schoolUai: await closeGroup(ctx, params.groupId) }),
    done: (ctx, { schoolUai }) => {
      ctx.flash(texts[ctx.locale].closed);
      return addressOf(showSchool, { schoolUai });
    },
    refused: membersAgain,
  }),
];

async function membersAgain(ctx: Context, refusal: Refusal, { params }: Raw): Promise<View> {
  const signedIn = mayRetry(ctx, refusal);
  return membersView(signedIn, await readMembers(signedIn, params.groupId ?? '', ''), refusal);
}
