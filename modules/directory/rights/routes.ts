import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { mayRetry } from '../form-errors.ts';
import { giveRight, readNewRight, readRights, revokeRight } from './commands.ts';
import * as contract from './contract.ts';
import { newRightView } from './new-page.tsx';
import { rightsPage } from './page.tsx';
import { texts } from './texts.ts';

/** Who may do what in a school. */
export const rightRoutes: readonly AnyRoute[] = [
  route(contract.showRights, {
    handle: (ctx, { params }) => readRights(ctx, params.schoolUai),
    page: rightsPage,
  }),
  route(contract.showNewRight, {
    handle: (ctx, { params, query }) => readNewRight(ctx, params.schoolUai, query),
    page: (ctx, form) => newRightView({ ctx, form }),
  }),
  route(contract.giveRight, {
    handle: (ctx, { params, body }) => giveRight(ctx, params.schoolUai, body),
    done: (ctx, { displayName }, { params }) => {
      ctx.flash(texts[ctx.locale].given(displayName));
      return addressOf(contract.showRights, { schoolUai: params.schoolUai });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      const person = /^[A-Z][0-9][A-Z]{2}[0-9]{4}$/.test(body.person ?? '') ? body.person : undefined;
      const form = await readNewRight(signedIn, params.schoolUai ?? '', { q: '', person });
      return newRightView({ ctx: signedIn, form, refusal, typed: body });
    },
  }),
  route(contract.revokeRight, {
    handle: async (ctx, { params }) => ({ revoked: await revokeRight(ctx, params.schoolUai, params.mandateId) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].revoked);
      return addressOf(contract.showRights, { schoolUai: params.schoolUai });
    },
  }),
];
