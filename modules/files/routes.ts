import { type AnyRoute, route } from '../../platform/http/route.ts';
import { openFile, serveFile, showThumbnail } from './contract.ts';
import { leadToFile, openAddress, serveBytes, shownThumbnail, thumbnailOf } from './serve.ts';

export const fileRoutes: readonly AnyRoute[] = [
  route(openFile, {
    handle: (ctx, { params }) => leadToFile(ctx, params.fileId),
    page: (_ctx, { address }) => address,
  }),
  route(showThumbnail, {
    handle: (ctx, { params, query }) => thumbnailOf(ctx, params.fileId, query.size),
    picture: (_ctx, answer) => shownThumbnail(answer),
  }),
  route(serveFile, {
    handle: async (ctx, { params }) => openAddress(ctx, params.token),
    serve: (ctx, { fileId }) => serveBytes(ctx, fileId),
  }),
];
