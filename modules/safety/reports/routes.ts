import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as contract from './contract.ts';
import { add, readOwnReport, readOwnReports } from './follow.ts';
import { newReportView, toneOf } from './form.tsx';
import { ownReportsView, ownReportView } from './pages.tsx';
import { readNewReport, send } from './send.ts';
import { texts } from './texts.ts';

export const reportRoutes: readonly AnyRoute[] = [
  route(contract.newReport, {
    handle: (ctx, { query }) => readNewReport(ctx, query),
    page: (ctx, form) => newReportView(ctx, form),
  }),
  route(contract.sendReport, {
    handle: (ctx, { body }) => send(ctx, body),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].sent[toneOf(ctx)]);
      return addressOf(contract.showOwnReport, { reportId: id });
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      const { place = '', subject = '', person = '' } = body;
      // What is gone may still be told of in words.
      const gone = refusal.code === 'safety.content-gone';
      const form = await readNewReport(ctx, { place: gone ? '' : place, subject, person });
      return newReportView(ctx, form, refusal, body);
    },
  }),
  route(contract.showOwnReports, {
    handle: (ctx, { query }) => readOwnReports(ctx, query.after),
    page: ownReportsView,
  }),
  route(contract.showOwnReport, {
    handle: (ctx, { params }) => readOwnReport(ctx, params.reportId),
    page: (ctx, report) => ownReportView(ctx, report),
  }),
  route(contract.addToReport, {
    handle: (ctx, { params, body }) => add(ctx, params.reportId, body.words),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].added);
      return addressOf(contract.showOwnReport, { reportId: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.fields.length === 0) throw refusal;
      return ownReportView(ctx, await readOwnReport(ctx, params.reportId ?? ''), refusal, body.words);
    },
  }),
];
