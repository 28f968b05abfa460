import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { campaignsView, campaignView } from './pages.tsx';
import { readCampaign, readCampaigns } from './read.ts';
import { makeSearch, readSearch } from './search.ts';
import { searchView } from './search-page.tsx';
import { texts } from './texts.ts';

/** Campaigns: found, hidden, given back; the accounts that sent them, shut out. */
export const campaignRoutes: readonly AnyRoute[] = [
  route(contract.listCampaigns, {
    handle: (ctx) => readCampaigns(ctx),
    page: (ctx, listed) => campaignsView(ctx, listed, {}),
  }),
  route(contract.makeSearch, {
    handle: async (ctx, { body }) => ({ id: await makeSearch(ctx, body) }),
    done: (_ctx, { id }) => addressOf(contract.showSearch, { searchId: id }),
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return campaignsView(ctx, await readCampaigns(ctx), body, refusal);
    },
  }),
  route(contract.showSearch, {
    handle: (ctx, { params }) => readSearch(ctx, params.searchId),
    page: (ctx, search) => searchView(ctx, search, {}),
  }),
  route(contract.hideCampaign, {
    handle: async (ctx, { params, body }) => ({ id: await commands.hideCampaign(ctx, params.searchId, body.reason) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].hidden);
      return addressOf(contract.showCampaign, { campaignId: id });
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return searchView(ctx, await readSearch(ctx, `${params.searchId}`), body, refusal);
    },
  }),
  route(contract.showCampaign, {
    handle: (ctx, { params }) => readCampaign(ctx, params.campaignId),
    page: campaignView,
  }),
  route(contract.resumeCampaign, {
    handle: async (ctx, { params }) => {
      await commands.hideRest(ctx, params.campaignId);
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].hidden);
      return addressOf(contract.showCampaign, params);
    },
  }),
  route(contract.restoreCampaign, {
    handle: async (ctx, { params }) => {
      await commands.restoreCampaign(ctx, params.campaignId);
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].restored);
      return addressOf(contract.showCampaign, params);
    },
  }),
  route(contract.closeSenders, {
    handle: (ctx, { params }) => commands.closeSenders(ctx, params.campaignId),
    done: (ctx, { accounts }, { params }) => {
      ctx.flash(texts[ctx.locale].closed(accounts));
      return addressOf(contract.showCampaign, params);
    },
  }),
  route(contract.seeAlarm, {
    handle: async (ctx, { params }) => {
      await commands.seeAlarm(ctx, params.alarmId);
      return {};
    },
    done: () => contract.listCampaigns.path,
  }),
];
