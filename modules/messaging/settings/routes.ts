import { notFound, type Refusal } from '../../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import * as absence from '../absence/contract.ts';
import { absenceOf, endAbsence, keepAbsence, mayBeAbsent } from '../absence/own.ts';
import { texts as absenceTexts } from '../absence/texts.ts';
import * as contract from '../contract.ts';
import { preferencesView } from '../pages/preferences.tsx';
import { texts } from '../texts.ts';
import { addFolder, blockedBy, foldersOf, keepSignature, removeFolder, signatureOf, unblock } from './own.ts';

const saved = (ctx: SessionContext): string => {
  ctx.flash(texts[ctx.locale].preferences.saved);
  return contract.showPreferences.path;
};

async function readOwn({ db, actor }: SessionContext) {
  const [signature, folders, blocked, absence] = await Promise.all([
    signatureOf(db, actor),
    foldersOf(db, actor),
    blockedBy(db, actor),
    absenceOf(db, actor),
  ]);
  return { signature, folders, blocked, absence: absence ?? null, mayBeAbsent: mayBeAbsent(actor) };
}

/** The page again, with what was typed. */
async function again(ctx: Parameters<typeof isSignedIn>[0], refusal: Refusal, { body }: Raw) {
  if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
  return preferencesView({ ctx, own: await readOwn(ctx), refusal, typed: body });
}

export const preferenceRoutes: readonly AnyRoute[] = [
  route(contract.showPreferences, { handle: readOwn, page: (ctx, own) => preferencesView({ ctx, own }) }),
  route(contract.keepSignature, {
    handle: async (ctx, { body }) => {
      await keepSignature(ctx.db, ctx.actor, body.signature);
      return {};
    },
    done: saved,
    refused: again,
  }),
  route(absence.keepAbsence, {
    handle: async (ctx, { body }) => {
      if (!mayBeAbsent(ctx.actor)) notFound();
      await keepAbsence(ctx.db, ctx.actor, body, ctx.now);
      return {};
    },
    done: (ctx) => {
      ctx.flash(absenceTexts[ctx.locale].saved);
      return contract.showPreferences.path;
    },
    refused: again,
  }),
  route(absence.endAbsence, {
    handle: async (ctx) => {
      await endAbsence(ctx.db, ctx.actor);
      return {};
    },
    done: (ctx) => {
      ctx.flash(absenceTexts[ctx.locale].ended);
      return contract.showPreferences.path;
    },
  }),
  route(contract.addFolder, {
    handle: async (ctx, { body }) => ({ number: await addFolder(ctx.db, ctx.actor, body.label) }),
    done: saved,
    refused: again,
  }),
  route(contract.removeFolder, {
    handle: async (ctx, { params }) => {
      await removeFolder(ctx.db, ctx.actor, params.number);
      return {};
    },
    done: saved,
  }),
  route(contract.unblock, {
    handle: async (ctx, { params }) => {
      await unblock(ctx.db, ctx.actor, params.personUid);
      return {};
    },
    done: saved,
  }),
];
