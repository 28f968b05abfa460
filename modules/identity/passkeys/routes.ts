import type { Refusal } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { doorView } from '../federation/door/door.ts';
import { BY_LOGIN, rememberWay } from '../federation/door/last-way.ts';
import { safeDestination } from '../rules.ts';
import { recoveryCodesView, secondFactorView } from '../second-factor/account-pages.tsx';
import { readSecondFactor } from '../second-factor/commands.ts';
import { showSecondFactor } from '../second-factor/contract.ts';
import { hasFactor } from '../second-factor/keep.ts';
import { factorsOf, proveFactorByPasskey } from '../second-factor/proof.ts';
import { factorView } from '../second-factor/proof-pages.tsx';
import { boundFor } from '../sign-in/ways-out.ts';
import { askAtDoor, askOwner } from './ask.ts';
import * as contract from './contract.ts';
import { enterByPasskey } from './enter.ts';
import * as keep from './keep.ts';
import { newPasskeyView, passkeyView } from './pages.tsx';
import { texts } from './texts.ts';

export const passkeyRoutes: readonly AnyRoute[] = [
  route(contract.askPasskey, { handle: askAtDoor }),
  route(contract.enterByPasskey, {
    handle: async (ctx, { body }) => {
      await enterByPasskey(ctx, body);
      // The page of the login is the one with their button.
      if (body.device !== 'shared') rememberWay(ctx, BY_LOGIN);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      const next = safeDestination(body.next);
      const opens = (await boundFor(ctx, next))?.name;
      return doorView(ctx, { next, device: body.device, refusal, opens });
    },
  }),
  route(contract.askOwnPasskey, { handle: askOwner }),
  route(contract.giveFactorByPasskey, {
    handle: async (ctx, { body }) => {
      await proveFactorByPasskey(ctx, body.credential);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      return factorView({ ctx, refusal, next: safeDestination(body.next), factors: await factorsOf(ctx) });
    },
  }),
  route(contract.beginPasskey, {
    handle: begin,
    done: (ctx, making) => newPasskeyView(ctx, making),
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx)) throw refusal;
      return secondFactorView(ctx, await readSecondFactor(ctx), refusal);
    },
  }),
  route(contract.addPasskey, {
    handle: async (ctx, { body }) => {
      const codes = await keep.addPasskey(ctx, body);
      return { codes: codes && [...codes] };
    },
    done: (ctx, { codes }) => {
      if (codes) return recoveryCodesView(ctx, codes);
      ctx.flash(texts[ctx.locale].page.isAdded);
      return showSecondFactor.path;
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      return newPasskeyView(ctx, await begin(ctx), { refusal, name: body.name, alone: body.alone === 'yes' });
    },
  }),
  route(contract.showPasskey, {
    handle: (ctx, { params }) => keep.readPasskey(ctx, params.passkeyId),
    page: (ctx, passkey) => passkeyView(ctx, passkey),
  }),
  route(contract.changePasskey, {
    handle: async (ctx, { params, body }) => {
      await keep.changePasskey(ctx, params.passkeyId, body);
      return { changed: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].page.isChanged);
      return showSecondFactor.path;
    },
    refused: (ctx, refusal, { params, body }) => {
      if (refusal.code !== 'platform.invalid-input') throw refusal;
      return showAgain(ctx, refusal, params.passkeyId, { name: body.name ?? '', opensAlone: body.alone === 'yes' });
    },
  }),
  route(contract.removePasskey, {
    handle: async (ctx, { params }) => ({ name: await keep.removePasskey(ctx, params.passkeyId) }),
    done: (ctx, { name }) => {
      ctx.flash(texts[ctx.locale].page.isRemoved(name));
      return showSecondFactor.path;
    },
    refused: (ctx, refusal, { params }) => {
      if (refusal.code !== 'identity.second-factor-mandatory') throw refusal;
      return showAgain(ctx, refusal, params.passkeyId);
    },
  }),
];

async function begin(ctx: SessionContext): Promise<keep.Making & { readonly isFirst: boolean }> {
  return { ...(await keep.beginPasskey(ctx)), isFirst: !(await hasFactor(ctx.db, ctx.actor.personId)) };
}

/** The passkey's page again, with what was typed. */
async function showAgain(
  ctx: Context,
  refusal: Refusal,
  id: string | undefined,
  typed: { readonly name?: string; readonly opensAlone?: boolean } = {},
): Promise<View> {
  if (!isSignedIn(ctx) || !id) throw refusal;
  return passkeyView(ctx, { ...(await keep.readPasskey(ctx, id)), ...typed }, refusal);
}
