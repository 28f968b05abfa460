import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { answer } from './commands.ts';
import * as contract from './contract.ts';
import { occasionRoutes } from './occasions/routes.ts';
import { classImageRightsView, imageRightsView } from './pages.tsx';
import { readClassImageRights, readImageRights } from './read.ts';
import { texts } from './texts.ts';

export const imageRightRoutes: readonly AnyRoute[] = [
  route(contract.showImageRights, {
    handle: (ctx, { query }) => readImageRights(ctx, query.kind),
    page: imageRightsView,
  }),
  route(contract.answerImageRights, {
    handle: async (ctx, { params, body }) => ({ changed: await answer(ctx, params.personUid, body, body.kind) }),
    done: (ctx, _, { body }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(contract.showImageRights, {}, { kind: body.kind === 'image' ? undefined : body.kind });
    },
  }),
  route(contract.showClassImageRights, {
    handle: (ctx, { params, query }) => readClassImageRights(ctx, params.groupId, query.kind),
    page: classImageRightsView,
  }),
  ...occasionRoutes,
];
