import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
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
    page: (ctx, consents) => consentsView(ctx, consents),
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
      return { inForce: isInForce(await answerOwn(ctx, params.serviceId, body)) };
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
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code !== 'identity.question-changed') throw refusal;
      const asked = await readQuestion(ctx, params.serviceId ?? '');
      return questionView(ctx, asked, ownAddress(body.next) ?? '', true);
    },
  }),
  route(contract.answerForChild, {
    handle: async (ctx, { params, body }) => {
      byThemselves(ctx);
      return { inForce: isInForce(await answerForChild(ctx, { ...params, ...body })) };
    },
    done: (ctx, _, { body }) => {
      const t = texts[ctx.locale];
      ctx.flash(body.answer === 'yes' ? t.saidYes : t.saidNo);
      return contract.listConsents.path;
    },
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx) || refusal.code !== 'identity.question-changed') throw refusal;
      return consentsView(ctx, await readConsents(ctx), true);
    },
  }),
];
