import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as addresses from '../addresses/commands.ts';
import * as addressContract from '../addresses/contract.ts';
import { confirmationView, confirmedView } from '../addresses/pages.tsx';
import { texts as addressTexts } from '../addresses/texts.ts';
import { changePassword } from '../passwords/change.ts';
import * as passwordContract from '../passwords/contract.ts';
import { passwordChangeView } from '../passwords/page.tsx';
import { texts as passwordTexts } from '../passwords/texts.ts';
import { showAccount, showLanguage } from './contract.ts';
import { languageView } from './language-page.tsx';
import { accountView } from './page.tsx';
import { readAccount } from './read.ts';

/** One's own account: its page, its password, its addresses. */
export const accountRoutes: readonly AnyRoute[] = [
  route(showAccount, {
    handle: readAccount,
    page: async (ctx, account) =>
      accountView({ ctx, account, parts: await ctx.partsFor('identity.account', ctx.actor.uid, {}) }),
  }),
  route(showLanguage, {
    handle: async ({ locale }) => ({ locale }),
    page: languageView,
  }),
  route(passwordContract.showPasswordChange, {
    handle: async (ctx) => ({ login: (await readAccount(ctx)).login }),
    page: (ctx, { login }) => passwordChangeView(ctx, login),
  }),
  route(passwordContract.changePassword, {
    handle: async (ctx, { body }) => {
      await changePassword(ctx, body);
      return {};
    },
    done: (ctx) => {
      ctx.flash(passwordTexts[ctx.locale].page.changed);
      return showAccount.path;
    },
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx)) throw refusal;
      return passwordChangeView(ctx, (await readAccount(ctx)).login, refusal);
    },
  }),
  route(addressContract.addAddress, {
    handle: async (ctx, { body }) => ({ sentTo: await addresses.giveAddress(ctx, body.email, body.present) }),
    done: (ctx, { sentTo }) => {
      ctx.flash(addressTexts[ctx.locale].sent(sentTo));
      return showAccount.path;
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx)) throw refusal;
      const parts = await ctx.partsFor('identity.account', ctx.actor.uid, {});
      return accountView({ ctx, account: await readAccount(ctx), refusal, typed: body.email, parts });
    },
  }),
  route(addressContract.removeAddress, {
    handle: async (ctx, { params }) => {
      await addresses.removeAddress(ctx, params.addressId);
      return { removed: true };
    },
    done: (ctx) => {
      ctx.flash(addressTexts[ctx.locale].removed);
      return showAccount.path;
    },
  }),
  route(addressContract.showConfirmation, {
    handle: async (_, { params }) => ({ token: params.token }),
    page: (ctx, { token }) => confirmationView(ctx, token),
  }),
  route(addressContract.confirmAddress, {
    handle: async (ctx, { body }) => {
      await addresses.confirmAddress(ctx, body.token);
      return {};
    },
    done: (ctx) => confirmedView(ctx, true),
    refused: (ctx) => confirmedView(ctx, false),
  }),
];
