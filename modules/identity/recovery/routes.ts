import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { audienceOf } from '../sessions/kinds.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { forgottenView, resetView, sentView } from './pages.tsx';

export const recoveryRoutes: readonly AnyRoute[] = [
  route(contract.showForgotten, {
    handle: async () => ({}),
    page: (ctx) => forgottenView({ ctx }),
  }),
  route(contract.askReset, {
    handle: async (ctx, { body }) => {
      await commands.askReset(ctx, body.login);
      return {};
    },
    done: (ctx) => sentView(ctx),
    refused: (ctx, refusal, { body }) => forgottenView({ ctx, refusal, login: body.login }),
  }),
  route(contract.followLink, {
    handle: async (ctx, { params }) => {
      await commands.followLink(ctx, params.token);
      return {};
    },
    page: () => contract.showReset.path,
    refused: (ctx, refusal) => forgottenView({ ctx, refusal }),
  }),
  route(contract.showReset, {
    handle: async (ctx) => ({ owner: ownerFacts(await commands.findOwner(ctx)) }),
    page: (ctx, { owner }) => (owner ? resetView({ ctx, owner }) : contract.showForgotten.path),
  }),
  route(contract.resetPassword, {
    handle: async (ctx, { body }) => {
      await commands.resetPassword(ctx, body);
      return {};
    },
    done: () => '/',
    refused: async (ctx, refusal) => {
      const owner = ownerFacts(await commands.findOwner(ctx));
      return owner && refusal.code !== 'identity.link-over'
        ? resetView({ ctx, refusal, owner })
        : forgottenView({ ctx, refusal });
    },
  }),
];

const ownerFacts = (owner: commands.ResetOwner | undefined) =>
  owner ? { login: owner.login, audience: audienceOf(owner.actor) } : null;
