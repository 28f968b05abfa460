import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showPerson } from '../contract.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { facesView, photoView } from './pages.tsx';
import { texts } from './texts.ts';

/** Seconds that a browser may keep a face: as long after a consent ends may it still be seen there. */
const KEPT_FOR = 3600;

export const photoRoutes: readonly AnyRoute[] = [
  route(contract.showPhotoForm, {
    handle: (ctx, { params }) => commands.readPhoto(ctx, params.personUid),
    page: (ctx, person) => photoView(ctx, person),
  }),
  route(contract.setPhoto, {
    handle: async (ctx, { params, body, file }) => {
      await commands.setPhoto(ctx, params.personUid, { ...body, bytes: file?.bytes });
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(showPerson, params);
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return photoView(ctx, await commands.readPhoto(ctx, params.personUid ?? ''), refusal, body);
    },
  }),
  route(contract.removePhoto, {
    handle: async (ctx, { params }) => {
      await commands.removePhoto(ctx, params.personUid);
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].removed);
      return addressOf(showPerson, params);
    },
  }),
  route(contract.showPhoto, {
    handle: async (ctx, { params, query }) => ({
      bytes: await commands.readPhotoBytes(ctx, params.personUid, params.address, query.w),
    }),
    picture: (_ctx, { bytes }) => ({ bytes, keptFor: KEPT_FOR }),
  }),
  route(contract.showFaces, {
    handle: (ctx, { params }) => commands.readFaces(ctx, params.groupId),
    page: facesView,
  }),
];
