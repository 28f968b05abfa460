import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { mayRetry } from '../form-errors.ts';
import { listDepartures } from '../people/contract.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { bulkView, tableOf } from './page.tsx';
import { texts } from './texts.ts';

/** The preview again, with what is to correct. */
const again =
  (kind: contract.BulkKind) =>
  (ctx: Context, refusal: Refusal, { params, body }: Raw): Promise<View> => {
    const uids = (body.people ?? '').split(',').slice(0, 700);
    return bulkView(mayRetry(ctx, refusal), params.schoolUai ?? '', kind, { uids }, { refusal, typed: body });
  };

const told = (ctx: Context, kind: contract.BulkKind, people: number, href: string): string => {
  ctx.flash(texts[ctx.locale].kinds[kind].done(people));
  return href;
};

export const bulkRoutes: readonly AnyRoute[] = [
  route(contract.movePeople, {
    handle: async (ctx, { params, body }) => ({
      people: await commands.movePeople(ctx, params.schoolUai, body.people, body.class),
    }),
    done: (ctx, { people }, { params }) => told(ctx, 'move', people, tableOf(params.schoolUai)),
    refused: again('move'),
  }),
  route(contract.joinPeople, {
    handle: async (ctx, { params, body }) => ({
      people: await commands.joinPeople(ctx, params.schoolUai, body.people, body.group),
    }),
    done: (ctx, { people }, { params }) => told(ctx, 'join', people, tableOf(params.schoolUai)),
    refused: again('join'),
  }),
  route(contract.leavePeople, {
    handle: async (ctx, { params, body }) => ({
      people: await commands.leavePeople(ctx, params.schoolUai, body.people, body.on),
    }),
    // Where each departure can be taken back.
    done: (ctx, { people }, { params }) => told(ctx, 'leave', people, addressOf(listDepartures, params)),
    refused: again('leave'),
  }),
];
