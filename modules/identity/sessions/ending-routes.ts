import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { endOfPerson, endOfSchool, readEndPerson, readEndSchool } from './ending.ts';
import * as contract from './ending-contract.ts';
import { endingView } from './ending-pages.tsx';
import { texts } from './texts-ending.ts';

export const endingRoutes: readonly AnyRoute[] = [
  route(contract.showEndPerson, {
    handle: (ctx, { params }) => readEndPerson(ctx, params.personUid),
    page: (ctx, counted, { params }) =>
      endingView(ctx, {
        of: 'person',
        counted,
        action: addressOf(contract.endPerson, params),
        back: `/people/${params.personUid}`,
      }),
  }),
  route(contract.endPerson, {
    handle: (ctx, { params }) => endOfPerson(ctx, params.personUid),
    done: (ctx, { sessions }, { params }) => {
      ctx.flash(texts[ctx.locale].done(sessions));
      return `/people/${params.personUid}`;
    },
  }),
  route(contract.showEndSchool, {
    handle: (ctx, { params }) => readEndSchool(ctx, params.schoolUai),
    page: (ctx, counted, { params }) =>
      endingView(ctx, {
        of: 'school',
        counted,
        action: addressOf(contract.endSchool, params),
        back: `/schools/${params.schoolUai}`,
      }),
  }),
  route(contract.endSchool, {
    handle: (ctx, { params }) => endOfSchool(ctx, params.schoolUai),
    done: (ctx, { sessions }, { params }) => {
      ctx.flash(texts[ctx.locale].done(sessions));
      return `/schools/${params.schoolUai}`;
    },
  }),
];
