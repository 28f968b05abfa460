import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { openVisit } from './commands.ts';
import * as contract from './contract.ts';
import { signInHelpView } from './help-page.tsx';
import { askView, findView, visitView } from './pages.tsx';
import { findWho, readSignInHelp, readToAsk, readToHelp, readVisit } from './read.ts';

export const doctorRoutes: readonly AnyRoute[] = [
  route(contract.showSignInHelp, { handle: async (ctx) => readSignInHelp(ctx), page: signInHelpView }),
  route(contract.showToHelp, { handle: readToHelp, page: (ctx, { visits }) => findView(ctx, visits) }),
  route(contract.findToHelp, {
    handle: async (ctx, { body }) => ({ found: await findWho(ctx, body.who), ...(await readToHelp(ctx)) }),
    done: (ctx, { found, visits }, { body }) =>
      found === null ? findView(ctx, visits, body.who) : addressOf(contract.askToHelp, { personUid: found }),
  }),
  route(contract.askToHelp, {
    handle: (ctx, { params }) => readToAsk(ctx, params.personUid),
    page: (ctx, asked) => askView(ctx, asked),
  }),
  route(contract.openVisit, {
    handle: async (ctx, { params, body }) => ({ id: await openVisit(ctx, params.personUid, body) }),
    done: (_, { id }) => addressOf(contract.showVisit, { visitId: id }),
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return askView(ctx, await readToAsk(ctx, params.personUid ?? ''), refusal, body);
    },
  }),
  route(contract.showVisit, {
    handle: (ctx, { params }) => readVisit(ctx, params.visitId),
    page: visitView,
  }),
];
