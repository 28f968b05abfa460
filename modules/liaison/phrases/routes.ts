import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { removeOwnPhrase, reviewPhrase, writeOwnPhrase } from './commands.ts';
import * as contract from './contract.ts';
import { ownPhrasesView } from './page-own.tsx';
import { phrasesView, phraseView, reviewsView } from './pages.tsx';
import { readOwnPhrases, readPhrase, readPhrases, readReviews } from './read.ts';
import { texts } from './texts.ts';

export const phraseRoutes: readonly AnyRoute[] = [
  route(contract.listPhrases, {
    handle: readPhrases,
    page: (ctx, phrases, { query }) => phrasesView(ctx, phrases, query.form),
  }),
  route(contract.showPhrase, {
    handle: (ctx, { params }) => readPhrase(ctx, params.key),
    page: (ctx, phrase, { query }) => phraseView(ctx, phrase, query.form),
  }),
  route(contract.listReviews, {
    handle: (ctx, { query }) => readReviews(ctx, query.language),
    page: (ctx, reviews) => reviewsView(ctx, reviews),
  }),
  route(contract.reviewPhrase, {
    handle: (ctx, { params, body }) => reviewPhrase(ctx, params, body.undo === 'yes'),
    done: (ctx, { reviewed }, { params }) => {
      ctx.flash(reviewed ? texts[ctx.locale].signed : texts[ctx.locale].undone);
      return addressOf(contract.listReviews, {}, { language: params.language });
    },
  }),
  route(contract.listOwnPhrases, {
    handle: (ctx, { params }) => readOwnPhrases(ctx, params.schoolUai),
    page: (ctx, own, { query }) => ownPhrasesView(ctx, own, { replaces: query.replaces }),
  }),
  route(contract.writeOwnPhrase, {
    handle: async (ctx, { params, body }) =>
      writeOwnPhrase(ctx, (await readOwnPhrases(ctx, params.schoolUai)).schoolId, body),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].added);
      return addressOf(contract.listOwnPhrases, params);
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return ownPhrasesView(ctx, await readOwnPhrases(ctx, params.schoolUai ?? ''), { refusal, typed: body });
    },
  }),
  route(contract.removeOwnPhrase, {
    handle: async (ctx, { params }) =>
      removeOwnPhrase(ctx, (await readOwnPhrases(ctx, params.schoolUai)).schoolId, params.phraseId),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].removed);
      return addressOf(contract.listOwnPhrases, { schoolUai: params.schoolUai });
    },
  }),
];
