import { addressOf } from '../../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import { showImageRights } from '../contract.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { occasionsView, occasionView } from './pages.tsx';
import { texts } from './texts.ts';

export const occasionRoutes: readonly AnyRoute[] = [
  route(contract.listOccasions, {
    handle: (ctx, { params }) => commands.readOccasions(ctx, params.groupId),
    page: (ctx, board) => occasionsView(ctx, board),
  }),
  route(contract.askOccasion, {
    handle: (ctx, { params, body }) => commands.ask(ctx, params.groupId, body),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].sent);
      return addressOf(contract.showOccasion, { requestId: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.fields.length === 0) throw refusal;
      return occasionsView(ctx, await commands.readOccasions(ctx, params.groupId ?? ''), refusal, body);
    },
  }),
  route(contract.showOccasion, {
    handle: (ctx, { params }) => commands.readOccasion(ctx, params.requestId),
    page: occasionView,
  }),
  route(contract.closeOccasion, {
    handle: async (ctx, { params }) => ({ closed: await commands.close(ctx, params.requestId) }),
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].closedNow);
      return addressOf(contract.showOccasion, params);
    },
  }),
  route(contract.answerOccasion, {
    handle: async (ctx, { params, body }) => ({
      changed: await commands.answerRequest(ctx, params.personUid, params.requestId, body.answer),
    }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].asked.saved);
      return showImageRights.path;
    },
  }),
];
