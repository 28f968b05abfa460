import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { newViewView, viewOverView, viewView } from './pages.tsx';
import { readView } from './read.ts';
import { texts } from './texts.ts';

const readPerson = async (ctx: SessionContext, personUid: string) => {
  const { uid, displayName, isPupil } = await commands.viewableFor(ctx, personUid);
  return { id: uid, displayName, isPupil };
};

const pageOf = (viewingId: string): string => addressOf(contract.showView, { viewingId });

export const viewAsRoutes: readonly AnyRoute[] = [
  route(contract.newView, {
    handle: (ctx, { params }) => readPerson(ctx, params.personUid),
    page: (ctx, person) => newViewView(ctx, person),
  }),
  route(contract.askView, {
    handle: async (ctx, { params, body }) => ({ id: await commands.askView(ctx, params.personUid, body.reason) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].ask.asked);
      return pageOf(id);
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return newViewView(ctx, await readPerson(ctx, params.personUid ?? ''), refusal, body);
    },
  }),
  route(contract.showViewOver, {
    handle: async () => ({}),
    page: (ctx) => viewOverView(ctx),
  }),
  route(contract.endView, {
    handle: async (ctx) => {
      const id = await commands.endView(ctx);
      return { next: id ? pageOf(id) : '/' };
    },
    done: (ctx, { next }) => {
      ctx.flash(texts[ctx.locale].over.ended);
      return next;
    },
  }),
  route(contract.showView, {
    handle: (ctx, { params }) => readView(ctx, params.viewingId),
    page: (ctx, shown) => viewView(ctx, shown),
  }),
  route(contract.answerView, {
    handle: async (ctx, { params, body }) => {
      const granted = body.answer === 'yes';
      await commands.answerView(ctx, params.viewingId, granted);
      return { granted };
    },
    done: (ctx, { granted }, { params }) => {
      const t = texts[ctx.locale].view;
      ctx.flash(granted ? t.answeredYes : t.answeredNo);
      return pageOf(params.viewingId);
    },
  }),
  route(contract.giveViewCode, {
    handle: async (ctx, { params, body }) => {
      await commands.giveCode(ctx, params.viewingId, body.code);
      return { granted: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].view.codeRight);
      return pageOf(params.viewingId);
    },
    refused: async (ctx, refusal, { params }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return viewView(ctx, await readView(ctx, params.viewingId ?? ''), refusal);
    },
  }),
  route(contract.startView, {
    handle: async (ctx, { params }) => ({ until: await commands.startView(ctx, params.viewingId) }),
    done: () => '/',
  }),
  route(contract.stopView, {
    handle: async (ctx, { params }) => {
      await commands.stopView(ctx, params.viewingId);
      return { stopped: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].view.stopped);
      return pageOf(params.viewingId);
    },
  }),
];
