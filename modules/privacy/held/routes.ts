import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { downloadHeld, showHeld } from './contract.ts';
import { htmlFile, jsonFile } from './file.tsx';
import { heldPage } from './page.tsx';
import { readHeld, takeHeld } from './read.ts';

/** "Mes données": the page and its two files. */
export const heldRoutes: readonly AnyRoute[] = [
  route(showHeld, { handle: (ctx, { query }) => readHeld(ctx, query.person), page: heldPage }),
  route(downloadHeld, {
    handle: (ctx, { body }) => takeHeld(ctx, body),
    done: (ctx, held, { body }) => (body.format === 'json' ? jsonFile(held, ctx.locale) : htmlFile(held, ctx.locale)),
  }),
];
