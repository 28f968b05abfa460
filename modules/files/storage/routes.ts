import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { listOwnFiles, removeOwnFile, setQuota, showStorage } from './contract.ts';
import { ownFilesView, storageView } from './pages.tsx';
import { changeQuota, readOwnFiles, readStorage, removeOwn } from './queries.ts';
import { texts } from './texts.ts';

export const storageRoutes: readonly AnyRoute[] = [
  route(listOwnFiles, { handle: (ctx, { query }) => readOwnFiles(ctx, query.before), page: ownFilesView }),
  route(removeOwnFile, {
    handle: (ctx, { params }) => removeOwn(ctx, params.fileId),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].removed);
      return listOwnFiles.path;
    },
  }),
  route(showStorage, { handle: (ctx, { params }) => readStorage(ctx, params.schoolUai), page: storageView }),
  route(setQuota, {
    handle: (ctx, { params, body }) => changeQuota(ctx, params.schoolUai, body.gigabytes),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(showStorage, params);
    },
  }),
];
