import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showPerson } from '../contract.ts';
import { mayRetry } from '../form-errors.ts';
import { keepApart, mergePair, readDuplicates, readPair, undoMerge } from './commands.ts';
import * as contract from './contract.ts';
import { duplicatesPage, pairView } from './pages.tsx';
import { texts } from './texts.ts';

/** Records that may be one person. */
export const duplicateRoutes: readonly AnyRoute[] = [
  route(contract.listDuplicates, {
    handle: (ctx, { params }) => readDuplicates(ctx, params.schoolUai),
    page: duplicatesPage,
  }),
  route(contract.showPair, {
    handle: (ctx, { params }) => readPair(ctx, params.leftUid, params.rightUid),
    page: (ctx, pair) => pairView(ctx, pair),
  }),
  route(contract.mergePair, {
    handle: (ctx, { params, body }) => mergePair(ctx, params.leftUid, params.rightUid, body.stays),
    done: (ctx, { id, displayName }) => {
      ctx.flash(texts[ctx.locale].merged(displayName));
      return addressOf(showPerson, { personUid: id });
    },
    refused: async (ctx, refusal, { params }) => {
      const signedIn = mayRetry(ctx, refusal);
      return pairView(signedIn, await readPair(signedIn, params.leftUid ?? '', params.rightUid ?? ''), refusal);
    },
  }),
  route(contract.keepApart, {
    handle: async (ctx, { params }) => ({ back: await keepApart(ctx, params.leftUid, params.rightUid) }),
    done: (ctx, { back }) => {
      ctx.flash(texts[ctx.locale].keptApart);
      return back ?? '/';
    },
  }),
  route(contract.partMerged, {
    handle: async (ctx, { params }) => ({ parted: await undoMerge(ctx, params.schoolUai, params.mergeId) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].parted);
      return addressOf(contract.listDuplicates, { schoolUai: params.schoolUai });
    },
  }),
];
