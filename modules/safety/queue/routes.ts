import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { act } from './act.ts';
import * as contract from './contract.ts';
import { queueView, reportView, warningView } from './pages.tsx';
import { readQueue, readReport, readWarning } from './read.ts';
import { texts } from './texts.ts';

export const queueRoutes: readonly AnyRoute[] = [
  route(contract.listReports, {
    handle: (ctx, { query }) => readQueue(ctx, query),
    page: queueView,
  }),
  route(contract.showReport, {
    handle: (ctx, { params }) => readReport(ctx, params.reportId),
    page: (ctx, report) => reportView(ctx, report),
  }),
  route(contract.actOnReport, {
    handle: (ctx, { params, body }) => act(ctx, params.reportId, body),
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].done);
      return addressOf(contract.showReport, params);
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      const report = await readReport(ctx, params.reportId ?? '');
      return reportView(ctx, report, refusal, { step: body.step ?? '', words: body.words ?? '' });
    },
  }),
  route(contract.showWarning, {
    handle: (ctx, { params }) => readWarning(ctx, params.reportId),
    page: warningView,
  }),
];
