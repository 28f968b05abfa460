import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { confirmProposed, readClassTeachers } from './commands.ts';
import { confirmClassTeachers, showClassTeachers } from './contract.ts';
import { classTeachersPage } from './page.tsx';
import { texts } from './texts.ts';

export const classTeacherRoutes: readonly AnyRoute[] = [
  route(showClassTeachers, {
    handle: (ctx, { params }) => readClassTeachers(ctx, params.schoolUai),
    page: classTeachersPage,
  }),
  route(confirmClassTeachers, {
    handle: async (ctx, { params, body }) => ({ attached: await confirmProposed(ctx, params.schoolUai, body.pairs) }),
    done: (ctx, { attached }, { params }) => {
      ctx.flash(texts[ctx.locale].attached(attached));
      return addressOf(showClassTeachers, params);
    },
  }),
];
