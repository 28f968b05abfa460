import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { byThemselves } from '../accounts/guards.ts';
import { ownAddress } from '../rules.ts';
import { answerForChild, answerOwn } from './commands.ts';
import * as contract from './contract.ts';
import { consentsView, questionView } from './pages.tsx';
import { readConsents, readQuestion } from './read.ts';
import { isInForce } from './rules.ts';
import { texts } from './texts.ts';

export const consentRoutes: readonly AnyRoute[] = [
  route(contract.listConsents, {
    handle: async (ctx) => {
      byThemselves(ctx);
      return readConsents(ctx);
    },
    page: consentsView,
  }),
  route(contract.showConsent, {
    handle: async (ctx, { params }) => {
      byThemselves(ctx);
      return readQuestion(ctx, params.serviceId);
    },
    page: (ctx, asked, { query }) => questionView(ctx, asked, ownAddress(query.next) ?? ''),
  }),
  route(contract.answerConsent, {
    handle: async (ctx, { params, body }) => {
      byThemselves(ctx);
      return { inForce: isInForce(await answerOwn(ctx, params.serviceId, body.answer)) };
    },
    done: (ctx, { inForce }, { params, body }) => {
      const t = texts[ctx.locale];
      const next = ownAddress(body.next);
      if (body.answer === 'no') {
        ctx.flash(t.saidNo);
        return next ? '/' : contract.listConsents.path;
      }
      if (!inForce) return addressOf(contract.showConsent, params, { next });
      if (!next) ctx.flash(t.saidYes);
      return next ?? contract.listConsents.path;
    },
  }),
  route(contract.answerForChild, {
    handle: async (ctx, { params, body }) => {
      byThemselves(ctx);
      return { inForce: isInForce(await answerForChild(ctx, { ...params, wish: body.answer })) };
    },
    done: (ctx, _, { body }) => {
      const t = texts[ctx.locale];
      ctx.flash(body.answer === 'yes' ? t.saidYes : t.saidNo);
      return contract.listConsents.path;
    },
  }),
];
