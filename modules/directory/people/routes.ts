import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { showPerson } from '../contract.ts';
import { mayRetry } from '../form-errors.ts';
import * as contract from './contract.ts';
import { createByHand, readNewPerson } from './create.ts';
import { noteDeparture, noteReturn, readDepartures } from './departure.ts';
import { newPersonView } from './new-page.tsx';
import { endPost, givePost, moveClass, readPlace } from './place.ts';
import { departuresPage, placeView } from './place-page.tsx';
import { changeRecord, readRecord } from './record.ts';
import { recordView } from './record-page.tsx';
import { texts } from './texts.ts';

/** People by hand: forms, and their JSON twins. */
export const peopleRoutes: readonly AnyRoute[] = [
  route(contract.showNewPerson, {
    handle: (ctx, { params, query }) => readNewPerson(ctx, params.schoolUai, query),
    page: (ctx, form) => newPersonView({ ctx, form }),
  }),
  route(contract.createPerson, {
    handle: (ctx, { params, body }) => createByHand(ctx, params.schoolUai, body),
    done: (ctx, { id, displayName }) => {
      ctx.flash(texts[ctx.locale].created(displayName));
      return addressOf(showPerson, { personUid: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      const child = /^[A-Z][0-9][A-Z]{2}[0-9]{4}$/.test(body.child ?? '') ? body.child : undefined;
      const form = await readNewPerson(signedIn, params.schoolUai ?? '', { child });
      return newPersonView({ ctx: signedIn, form, refusal, typed: body });
    },
  }),
  route(contract.showRecord, {
    handle: (ctx, { params }) => readRecord(ctx, params.personUid),
    page: (ctx, record) => recordView({ ctx, record }),
  }),
  route(contract.changeRecord, {
    handle: (ctx, { params, body }) => changeRecord(ctx, params.personUid, body),
    done: (ctx, { id, changed }) => {
      const t = texts[ctx.locale];
      ctx.flash(changed.length > 0 ? t.saved : t.savedNothing);
      return addressOf(showPerson, { personUid: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      const record = await readRecord(signedIn, params.personUid ?? '');
      return recordView({ ctx: signedIn, record, refusal, typed: body });
    },
  }),
  route(contract.showPlace, {
    handle: (ctx, { params }) => readPlace(ctx, params.personUid, params.schoolUai),
    page: (ctx, place) => placeView({ ctx, place }),
  }),
  route(contract.moveClass, {
    handle: async (ctx, { params, body }) => ({
      changed: await moveClass(ctx, params.personUid, params.schoolUai, body.class),
    }),
    done: (ctx, { changed }, { params }) =>
      backToPlace(ctx, params, changed ? texts[ctx.locale].classMoved : texts[ctx.locale].classSame),
    refused: placeAgain,
  }),
  route(contract.noteDeparture, {
    handle: async (ctx, { params, body }) => ({
      changed: await noteDeparture(ctx, params.personUid, params.schoolUai, body.on),
    }),
    done: (ctx, _answer, { params }) => backToPlace(ctx, params, texts[ctx.locale].left),
    refused: placeAgain,
  }),
  route(contract.noteReturn, {
    handle: async (ctx, { params }) => ({ changed: await noteReturn(ctx, params.personUid, params.schoolUai) }),
    done: (ctx, _answer, { params }) => backToPlace(ctx, params, texts[ctx.locale].returned),
    refused: placeAgain,
  }),
  route(contract.givePost, {
    handle: async (ctx, { params, body }) => ({
      changed: await givePost(ctx, params.personUid, params.schoolUai, body.role),
    }),
    done: (ctx, _answer, { params }) => backToPlace(ctx, params, texts[ctx.locale].postAdded),
    refused: placeAgain,
  }),
  route(contract.endPost, {
    handle: async (ctx, { params, body }) => ({
      changed: await endPost(ctx, params.personUid, params.schoolUai, body.role),
    }),
    done: (ctx, _answer, { params }) => backToPlace(ctx, params, texts[ctx.locale].postEnded),
    refused: placeAgain,
  }),
  route(contract.listDepartures, {
    handle: (ctx, { params }) => readDepartures(ctx, params.schoolUai),
    page: departuresPage,
  }),
];

function backToPlace(ctx: Context, params: { personUid: string; schoolUai: string }, said: string): string {
  ctx.flash(said);
  return addressOf(contract.showPlace, params);
}

/** The place again, with what was refused and what was typed. */
async function placeAgain(ctx: Context, refusal: Refusal, { params, body }: Raw): Promise<View> {
  const signedIn = mayRetry(ctx, refusal);
  const place = await readPlace(signedIn, params.personUid ?? '', params.schoolUai ?? '');
  return placeView({ ctx: signedIn, place, refusal, typed: body });
}
