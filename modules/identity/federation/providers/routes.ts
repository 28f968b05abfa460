import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import { type Context, isSignedIn } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import { sentenceOf } from '../door/texts.ts';
import { showSamlProvider } from '../saml-providers/contract.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { kinds, speaksSaml } from './kinds.ts';
import { formView, providersView } from './pages.tsx';
import type { Provider } from './queries.ts';
import { texts } from './texts.ts';

/** The operator's pages: whose word is taken at the door. */
export const providerRoutes: readonly AnyRoute[] = [
  route(contract.listProviders, {
    handle: async (ctx) => ({ providers: await commands.readProviders(ctx) }),
    page: (ctx, { providers }) => providersView(ctx, providers),
  }),
  route(contract.showNewProvider, {
    handle: async (ctx, { params }) => commands.readKind(ctx, params.kind),
    page: (ctx, { kind }) => formView({ ctx, kind }),
  }),
  route(contract.declareProvider, {
    handle: async (ctx, { params, body }) => {
      await commands.declareProvider(ctx, params.kind, body);
      return { key: body.key };
    },
    done: (ctx, { key }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(contract.showProvider, { provider: key });
    },
    refused: async (ctx, refusal, { params, body, several }) => {
      const kind = kinds.find((known) => known === params.kind);
      if (!isSignedIn(ctx) || !kind || !isOurs(refusal)) throw refusal;
      commands.readKind(ctx, kind);
      return formView({ ctx, kind, refusal, typed: body, audiences: several.audiences });
    },
  }),
  route(contract.showProvider, {
    handle: (ctx, { params }): Promise<Provider> => commands.readProvider(ctx, params.provider),
    page: (ctx, provider) =>
      speaksSaml(provider.kind)
        ? addressOf(showSamlProvider, { provider: provider.key })
        : formView({ ctx, kind: provider.kind, provider }),
  }),
  route(contract.changeProvider, {
    handle: async (ctx, { params, body }) => {
      await commands.changeProvider(ctx, params.provider, body);
      return { changed: true };
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(contract.showProvider, params);
    },
    refused: async (ctx, refusal, { params, body, several }) => {
      if (!isSignedIn(ctx) || !isOurs(refusal)) throw refusal;
      const provider = await commands.readProvider(ctx, params.provider ?? '');
      const { kind } = provider;
      if (speaksSaml(kind)) throw refusal;
      return formView({ ctx, kind, provider, refusal, typed: body, audiences: several.audiences });
    },
  }),
  route(contract.tryProvider, {
    handle: async (ctx, { params }) => ({ outcome: await commands.tryProvider(ctx, params.provider) }),
    done: async (ctx, { outcome }, { params }) => {
      ctx.flash(outcomeInWords(ctx, outcome, (await commands.readProvider(ctx, params.provider)).name));
      return addressOf(contract.showProvider, params);
    },
  }),
];

const isOurs = ({ code }: Refusal): boolean => code === 'platform.invalid-input' || code.startsWith('identity.');

const outcomeInWords = (ctx: Context, outcome: string, name: string): string =>
  sentenceOf(ctx.locale, outcome, name) ?? texts[ctx.locale].fits;
