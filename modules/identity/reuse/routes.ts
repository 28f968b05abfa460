import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { byThemselves } from '../accounts/guards.ts';
import { newRequestView, readView, requestsView, requestView } from './agent-pages.tsx';
import { answerReuse, askingCommunes, closeReuse, declareReuse, forDeclarers, pageOf, readReuse } from './commands.ts';
import * as contract from './contract.ts';
import { ownRequestsView, ownRequestView } from './pages.tsx';
import { declares } from './policy.ts';
import { readOwnRequest, readOwnRequests, readRequest, readRequests } from './read.ts';
import { texts } from './texts.ts';

export const reuseRoutes: readonly AnyRoute[] = [
  route(contract.listReuse, { handle: readOwnRequests, page: ownRequestsView }),
  route(contract.showReuse, {
    handle: (ctx, { params }) => readOwnRequest(ctx, params.requestId),
    page: ownRequestView,
  }),
  route(contract.answerReuse, {
    handle: async (ctx, { params, body }) => {
      byThemselves(ctx);
      return { inForce: await answerReuse(ctx, params.requestId, body.answer) };
    },
    done: (ctx, { inForce }, { params }) => {
      ctx.flash(inForce ? texts[ctx.locale].saidYes : texts[ctx.locale].saidNo);
      return pageOf(params.requestId);
    },
  }),
  route(contract.listReuseRequests, { handle: readRequests, page: requestsView }),
  route(contract.showNewReuse, {
    handle: async (ctx) => {
      forDeclarers(ctx);
      return { communes: await askingCommunes(ctx) };
    },
    page: (ctx, answer) => newRequestView(ctx, answer),
  }),
  route(contract.declareReuse, {
    handle: async (ctx, { body }) => ({ id: await declareReuse(ctx, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].agent.sent);
      return addressOf(contract.showReuseRequest, { requestId: id });
    },
    refused: async (ctx, refusal, { body, several }) => {
      if (!isSignedIn(ctx) || !declares(ctx.actor)) throw refusal;
      const communes = await askingCommunes(ctx);
      return newRequestView(ctx, { communes }, refusal, { fields: body, facts: several.facts ?? [] });
    },
  }),
  route(contract.showReuseRequest, {
    handle: (ctx, { params }) => readRequest(ctx, params.requestId),
    page: requestView,
  }),
  route(contract.readReuse, {
    handle: (ctx, { params, body }) => readReuse(ctx, params.requestId, body),
    done: (ctx, read, { body }) => readView(ctx, read, body.name),
  }),
  route(contract.closeReuse, {
    handle: async (ctx, { params }) => {
      await closeReuse(ctx, params.requestId);
      return { closed: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].agent.closedNow);
      return addressOf(contract.showReuseRequest, params);
    },
  }),
];
