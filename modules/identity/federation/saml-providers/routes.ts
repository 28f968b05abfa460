import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import { isSignedIn } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import { mayDeclare } from '../providers/commands.ts';
import { samlKinds } from '../providers/kinds.ts';
import { texts as providerTexts } from '../providers/texts.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { samlFormView } from './pages.tsx';

/** The operator's pages of the academy's providers. */
export const samlProviderRoutes: readonly AnyRoute[] = [
  route(contract.showNewSamlProvider, {
    handle: async (ctx, { params }) => {
      mayDeclare(ctx);
      return { kind: params.kind };
    },
    page: (ctx, { kind }) => samlFormView({ ctx, kind }),
  }),
  route(contract.declareSamlProvider, {
    handle: async (ctx, { params, body }) => {
      await commands.declareSamlProvider(ctx, params.kind, body);
      return { key: body.key };
    },
    done: (ctx, { key }) => {
      ctx.flash(providerTexts[ctx.locale].saved);
      return addressOf(contract.showSamlProvider, { provider: key });
    },
    refused: (ctx, refusal, { params, body, several }) => {
      const kind = samlKinds.find((known) => known === params.kind);
      if (!isSignedIn(ctx) || !kind || !isOurs(refusal)) throw refusal;
      mayDeclare(ctx);
      return samlFormView({ ctx, kind, refusal, typed: body, audiences: several.audiences });
    },
  }),
  route(contract.showSamlProvider, {
    handle: (ctx, { params }) => commands.readSamlProvider(ctx, params.provider),
    page: (ctx, provider) => samlFormView({ ctx, kind: provider.kind, provider }),
  }),
  route(contract.changeSamlProvider, {
    handle: async (ctx, { params, body }) => {
      await commands.changeSamlProvider(ctx, params.provider, body);
      return { changed: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(providerTexts[ctx.locale].saved);
      return addressOf(contract.showSamlProvider, params);
    },
    refused: async (ctx, refusal, { params, body, several }) => {
      if (!isSignedIn(ctx) || !isOurs(refusal)) throw refusal;
      const provider = await commands.readSamlProvider(ctx, params.provider ?? '');
      return samlFormView({ ctx, kind: provider.kind, provider, refusal, typed: body, audiences: several.audiences });
    },
  }),
];

const isOurs = ({ code }: Refusal): boolean => code === 'platform.invalid-input' || code.startsWith('identity.');
