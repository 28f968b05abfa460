import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { decide, readHeld } from './commands.ts';
import * as contract from './contract.ts';
import { heldView } from './page.tsx';
import { texts } from './texts.ts';

export const heldRoutes: readonly AnyRoute[] = [
  route(contract.listHeld, {
    handle: (ctx) => readHeld(ctx),
    page: (ctx, held) => heldView(ctx, held),
  }),
  route(contract.decideHeld, {
    handle: (ctx, { params, body }) => decide(ctx, params, body),
    done: (ctx, answer) => {
      const t = texts[ctx.locale];
      ctx.flash(answer.let === 'through' ? t.letThrough : t.keptBack);
      return contract.listHeld.path;
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.fields.length === 0) throw refusal;
      return heldView(ctx, await readHeld(ctx), { refusal, id: params.heldId ?? '', words: body.words ?? '' });
    },
  }),
];
