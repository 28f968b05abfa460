import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { mayRetry } from '../form-errors.ts';
import { readArrivals } from './arrivals.ts';
import { openNow } from './commands.ts';
import * as contract from './contract.ts';
import { readYears } from './follow.ts';
import { readFormerClass, readFormerYears } from './former.ts';
import { followYearsPage } from './pages/follow.tsx';
import { arrivalsPage, formerClassPage, formerYearsPage } from './pages/former.tsx';
import { yearPlaceView } from './pages/place.tsx';
import { nextYearView } from './pages/year.tsx';
import {
  addYearClass,
  changeYearClass,
  dropYear,
  movePupils,
  prepareYear,
  removeYearClass,
  setYear,
} from './prepare.ts';
import { readNextYear, readYearPlace } from './read.ts';
import { texts } from './texts.ts';

/** Next year, former years, and who arrives. */
export const yearRoutes: readonly AnyRoute[] = [
  route(contract.showNextYear, {
    handle: (ctx, { params }) => readNextYear(ctx, params.schoolUai),
    page: (ctx, year) => nextYearView({ ctx, year }),
  }),
  route(contract.prepareYear, {
    handle: (ctx, { params }) => prepareYear(ctx, params.schoolUai),
    done: (ctx, { classes, pupils }, { params }) => back(ctx, params, texts[ctx.locale].prepared(classes, pupils)),
    refused: yearAgain,
  }),
  route(contract.dropYear, {
    handle: async (ctx, { params }) => ({ changed: await dropYear(ctx, params.schoolUai) }),
    done: (ctx, _answer, { params }) => back(ctx, params, texts[ctx.locale].dropped),
    refused: yearAgain,
  }),
  route(contract.setYear, {
    handle: async (ctx, { params, body }) => ({ changed: await setYear(ctx, params.schoolUai, body) }),
    done: (ctx, { changed }, { params }) =>
      back(ctx, params, changed ? texts[ctx.locale].saved : texts[ctx.locale].savedNothing),
    refused: yearAgain,
  }),
  route(contract.openYear, {
    handle: (ctx, { params }) => openNow(ctx, params.schoolUai),
    done: (ctx, _answer, { params }) => back(ctx, params, texts[ctx.locale].openedNow),
    refused: yearAgain,
  }),
  route(contract.addYearClass, {
    handle: async (ctx, { params, body }) => ({ id: await addYearClass(ctx, params.schoolUai, body.label) }),
    done: (ctx, _answer, { params }) => back(ctx, params, texts[ctx.locale].added),
    refused: yearAgain,
  }),
  route(contract.showYearPlace, {
    handle: (ctx, { params, query }) => readYearPlace(ctx, params.schoolUai, params.place, query.after),
    page: (ctx, place) => yearPlaceView({ ctx, place }),
  }),
  route(contract.movePupils, {
    handle: async (ctx, { params, body }) => ({ moved: await movePupils(ctx, params.schoolUai, body) }),
    done: (ctx, { moved }, { params, body }) => {
      ctx.flash(texts[ctx.locale].moved(moved));
      return addressOf(contract.showYearPlace, { ...params, place: body.back });
    },
    refused: (ctx, refusal, raw) => placeAgain(ctx, refusal, raw, raw.body.back ?? ''),
  }),
  route(contract.changeYearClass, {
    handle: async (ctx, { params, body }) => ({
      changed: await changeYearClass(ctx, params.schoolUai, params.classId, body),
    }),
    done: (ctx, _answer, { params: { schoolUai, classId } }) => {
      ctx.flash(texts[ctx.locale].changed);
      return addressOf(contract.showYearPlace, { schoolUai, place: classId });
    },
    refused: (ctx, refusal, raw) => placeAgain(ctx, refusal, raw, raw.params.classId ?? ''),
  }),
  route(contract.removeYearClass, {
    handle: async (ctx, { params }) => ({ changed: await removeYearClass(ctx, params.schoolUai, params.classId) }),
    done: (ctx, _answer, { params }) => back(ctx, params, texts[ctx.locale].removed),
    refused: yearAgain,
  }),
  route(contract.listFormerYears, {
    handle: (ctx, { params, query }) => readFormerYears(ctx, params.schoolUai, query.year),
    page: formerYearsPage,
  }),
  route(contract.showFormerClass, {
    handle: (ctx, { params }) => readFormerClass(ctx, params.groupId),
    page: formerClassPage,
  }),
  route(contract.listArrivals, {
    handle: (ctx, { params, query }) => readArrivals(ctx, params.schoolUai, query.after),
    page: arrivalsPage,
  }),
  route(contract.followYears, {
    handle: (ctx, { query }) => readYears(ctx, query),
    page: followYearsPage,
  }),
];

function back(ctx: Context, { schoolUai }: { readonly schoolUai: string }, said: string): string {
  ctx.flash(said);
  return addressOf(contract.showNextYear, { schoolUai });
}

async function yearAgain(ctx: Context, refusal: Refusal, { params, body }: Raw): Promise<View> {
  const signedIn = mayRetry(ctx, refusal);
  return nextYearView({
    ctx: signedIn,
    year: await readNextYear(signedIn, params.schoolUai ?? ''),
    refusal,
    typed: body,
  });
}

/** The list of pupils again; when the year was opened meanwhile, the year. */
async function placeAgain(ctx: Context, refusal: Refusal, raw: Raw, from: string): Promise<View> {
  const signedIn = mayRetry(ctx, refusal);
  if (refusal.code === 'directory.year-opened') return yearAgain(ctx, refusal, raw);
  const known = /^[0-9a-f-]{36}$/.test(from) || from === 'leaving' ? from : 'waiting';
  const place = await readYearPlace(signedIn, raw.params.schoolUai ?? '', known, undefined);
  return yearPlaceView({ ctx: signedIn, place, refusal, typed: raw.body, ticked: raw.several.pupil ?? [] });
}
