import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { ask } from '../requests/commands.ts';
import { askOfficer } from '../requests/contract.ts';
import { texts as requestTexts } from '../requests/texts.ts';
import { downloadHeld, showHeld } from './contract.ts';
import { htmlFile, jsonFile } from './file.tsx';
import { heldPage } from './page.tsx';
import { readHeld, takeHeld } from './read.ts';

/** "Mes données": the page and its two files. */
export const heldRoutes: readonly AnyRoute[] = [
  route(showHeld, {
    handle: (ctx, { query }) => readHeld(ctx, query.person),
    page: (ctx, held) => heldPage(ctx, held),
  }),
  route(askOfficer, {
    handle: async (ctx, { body }) => ({ asked: await ask(ctx, body) }),
    done: (ctx, _, { body }) => {
      ctx.flash(requestTexts[ctx.locale].sent);
      return addressOf(showHeld, {}, body.person === ctx.actor.uid ? {} : { person: body.person });
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return heldPage(ctx, await readHeld(ctx, body.person), { refusal, typed: body });
    },
  }),
  route(downloadHeld, {
    handle: (ctx, { body }) => takeHeld(ctx, body),
    download: (ctx, held, { body }) =>
      body.format === 'json' ? jsonFile(held, ctx.locale) : htmlFile(held, ctx.locale),
  }),
];
