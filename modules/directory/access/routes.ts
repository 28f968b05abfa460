import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { mayRetry } from '../form-errors.ts';
import { closeAccess, liftClosure, readClosing, readClosures } from './commands.ts';
import * as contract from './contract.ts';
import { closingView, closuresPage } from './pages.tsx';
import { texts } from './texts.ts';

/** Accesses that a head closes and lifts. */
export const accessRoutes: readonly AnyRoute[] = [
  route(contract.listClosedAccesses, {
    handle: (ctx, { params }) => readClosures(ctx, params.schoolUai),
    page: closuresPage,
  }),
  route(contract.showClosing, {
    handle: (ctx, { params }) => readClosing(ctx, params.personUid),
    page: (ctx, form) => closingView({ ctx, form }),
  }),
  route(contract.closeAccess, {
    handle: (ctx, { params, body }) => closeAccess(ctx, params.personUid, body),
    done: (ctx, { schoolUai }, { body }) => {
      const t = texts[ctx.locale];
      const today = ctx.actor?.today ?? '';
      ctx.flash(body.from && body.from > today ? t.closedLater : t.closed);
      return addressOf(contract.listClosedAccesses, { schoolUai });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      const form = await readClosing(signedIn, params.personUid ?? '');
      return closingView({ ctx: signedIn, form, refusal, typed: body });
    },
  }),
  route(contract.liftClosure, {
    handle: async (ctx, { params }) => ({ lifted: await liftClosure(ctx, params.schoolUai, params.suspensionId) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].lifted);
      return addressOf(contract.listClosedAccesses, { schoolUai: params.schoolUai });
    },
  }),
];
