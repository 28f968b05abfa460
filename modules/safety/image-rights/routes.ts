import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { answer } from './commands.ts';
import * as contract from './contract.ts';
import { classImageRightsView, imageRightsView } from './pages.tsx';
import { readClassImageRights, readImageRights } from './read.ts';
import { texts } from './texts.ts';

export const imageRightRoutes: readonly AnyRoute[] = [
  route(contract.showImageRights, {
    handle: readImageRights,
    page: imageRightsView,
  }),
  route(contract.answerImageRights, {
    handle: async (ctx, { params, body }) => ({ changed: await answer(ctx, params.personUid, body) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].saved);
      return contract.showImageRights.path;
    },
  }),
  route(contract.showClassImageRights, {
    handle: (ctx, { params }) => readClassImageRights(ctx, params.groupId),
    page: classImageRightsView,
  }),
];
