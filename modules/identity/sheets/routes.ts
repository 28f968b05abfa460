import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { printForClass, printForSchool, revokeForClass, revokeForPerson } from './commands.ts';
import * as contract from './contract.ts';
import { fileOf } from './file.ts';
import { classAccessView, schoolAccessView } from './pages.tsx';
import { readClassAccess, readSchoolAccess } from './read.ts';
import { texts } from './texts.ts';

export const sheetRoutes: readonly AnyRoute[] = [
  route(contract.showSchoolAccess, {
    handle: (ctx, { params }) => readSchoolAccess(ctx, params.schoolUai),
    page: (ctx, access) => schoolAccessView(ctx, access),
  }),
  route(contract.showClassAccess, {
    handle: (ctx, { params, query }) => readClassAccess(ctx, params.groupId, query.who),
    page: (ctx, access) => classAccessView(ctx, access),
  }),
  route(contract.printSchoolSheets, {
    handle: async (ctx, { params, body }) => ({ batch: await printForSchool(ctx, params.schoolUai, body) }),
    download: (ctx, { batch }, { params }) => fileOf(ctx, batch, params.schoolUai),
    refused: async (ctx, refusal, { params }) =>
      isAboutChoice(refusal) && isSignedIn(ctx)
        ? schoolAccessView(ctx, await readSchoolAccess(ctx, params.schoolUai ?? ''), refusal)
        : raise(refusal),
  }),
  route(contract.printClassSheets, {
    handle: async (ctx, { params, body }) => ({ batch: await printForClass(ctx, params.groupId, body) }),
    download: (ctx, { batch }) => fileOf(ctx, batch, batch.sheets[0]?.group ?? ''),
    refused: async (ctx, refusal, { params, body }) =>
      isAboutChoice(refusal) && isSignedIn(ctx)
        ? classAccessView(ctx, await readClassAccess(ctx, params.groupId ?? '', whoOf(body.audience)), refusal)
        : raise(refusal),
  }),
  route(contract.revokeClassCodes, {
    handle: async (ctx, { params, body }) => ({
      revoked: await revokeForClass(ctx, params.groupId, body.audience),
      who: body.audience,
    }),
    done: (ctx, { revoked, who }, { params }) => {
      ctx.flash(texts[ctx.locale].revoked(revoked));
      return addressOf(contract.showClassAccess, params, { who });
    },
  }),
  route(contract.revokeCode, {
    handle: async (ctx, { params }) => ({ revoked: await revokeForPerson(ctx, params.personUid) }),
    done: (ctx, { revoked }, { params }) => {
      ctx.flash(texts[ctx.locale].revoked(revoked));
      return addressOf({ path: '/people/:personUid' }, params);
    },
  }),
];

const isAboutChoice = (refusal: Refusal): boolean => refusal.code === 'identity.nobody-to-print';

const whoOf = (audience: string | undefined): 'guardians' | 'pupils' =>
  audience === 'pupils' ? 'pupils' : 'guardians';

function raise(refusal: Refusal): never {
  throw refusal;
}
