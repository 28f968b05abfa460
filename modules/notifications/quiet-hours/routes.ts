import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { platformHoursView } from './platform-page.tsx';
import { readPlatformHours, readSchoolHours } from './read.ts';
import { schoolHoursView } from './school-page.tsx';
import { texts } from './texts.ts';

const schoolAgain = async (ctx: Context, refusal: Refusal, { params, body }: Raw) => {
  const signedIn = whoTyped(ctx, refusal);
  const hours = await readSchoolHours(signedIn, params.schoolUai ?? '');
  return schoolHoursView({ ctx: signedIn, hours, refusal, typed: body });
};

const platformAgain = async (ctx: Context, refusal: Refusal, { body }: Raw) => {
  const signedIn = whoTyped(ctx, refusal);
  return platformHoursView({ ctx: signedIn, hours: await readPlatformHours(signedIn), refusal, typed: body });
};

function whoTyped(ctx: Context, refusal: Refusal): SessionContext {
  if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
  return ctx;
}

const backToSchool = (ctx: SessionContext, said: string, schoolUai: string): string => {
  ctx.flash(said);
  return addressOf(contract.showSchoolHours, { schoolUai });
};

const backToPlatform = (ctx: SessionContext, said: string): string => {
  ctx.flash(said);
  return contract.showPlatformHours.path;
};

/** When schools and the platform publish. */
export const quietHoursRoutes: readonly AnyRoute[] = [
  route(contract.showSchoolHours, {
    handle: (ctx, { params }) => readSchoolHours(ctx, params.schoolUai),
    page: (ctx, hours) => schoolHoursView({ ctx, hours }),
  }),
  route(contract.decideSchoolHours, {
    handle: async (ctx, { params, body }) => {
      await commands.decideSchoolHours(ctx, params.schoolUai, body);
      return {};
    },
    done: (ctx, _, { params }) => backToSchool(ctx, texts[ctx.locale].saved, params.schoolUai),
    refused: schoolAgain,
  }),
  route(contract.addSchoolException, {
    handle: async (ctx, { params, body }) => ({ id: await commands.addException(ctx, params.schoolUai, body) }),
    done: (ctx, _, { params }) => backToSchool(ctx, texts[ctx.locale].added, params.schoolUai),
    refused: schoolAgain,
  }),
  route(contract.removeSchoolException, {
    handle: async (ctx, { params }) => {
      await commands.removeException(ctx, params.schoolUai, params.exceptionId);
      return { removed: true };
    },
    done: (ctx, _, { params }) => backToSchool(ctx, texts[ctx.locale].removed, params.schoolUai),
  }),
  route(contract.showPlatformHours, {
    handle: readPlatformHours,
    page: (ctx, hours) => platformHoursView({ ctx, hours }),
  }),
  route(contract.decidePlatformHours, {
    handle: async (ctx, { body }) => {
      await commands.decidePlatformHours(ctx, body);
      return {};
    },
    done: (ctx) => backToPlatform(ctx, texts[ctx.locale].saved),
    refused: platformAgain,
  }),
  route(contract.addPlatformException, {
    handle: async (ctx, { body }) => ({ id: await commands.addException(ctx, null, body) }),
    done: (ctx) => backToPlatform(ctx, texts[ctx.locale].added),
    refused: platformAgain,
  }),
  route(contract.removePlatformException, {
    handle: async (ctx, { params }) => {
      await commands.removeException(ctx, null, params.exceptionId);
      return { removed: true };
    },
    done: (ctx) => backToPlatform(ctx, texts[ctx.locale].removed),
  }),
  route(contract.loadCalendar, {
    handle: async (ctx, { file }) => ({ lines: await commands.loadCalendar(ctx, file) }),
    done: (ctx, { lines }) => backToPlatform(ctx, texts[ctx.locale].loaded(lines)),
    refused: platformAgain,
  }),
];
