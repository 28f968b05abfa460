import { notFound, type Refusal } from '../../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import type { View } from '../../../../platform/http/view.ts';
import { problemView } from '../door/pages.tsx';
import { sentenceOf } from '../door/texts.ts';
import * as contract from './contract.ts';
import { choose, comeIn, profilesOf, takeAnswer } from './enter.ts';
import { joinAll, readJoining } from './join.ts';
import { type Carried, leadOn, takePosted, takeRedirected } from './logout.ts';
import { ownMetadata } from './own-metadata.ts';
import { carryingView, joinView, placesOf, profilesView, unknownView } from './pages.tsx';
import { openSamlProvider, samlProviderByKey } from './provider.ts';
import { texts } from './texts.ts';

/** To EduConnect and the guichet agents and back. */
export const samlRoutes: readonly AnyRoute[] = [
  route(contract.showMetadata, {
    // Before the door is opened too: it is what one registers with.
    handle: async (ctx, { params }) => {
      if (!(await samlProviderByKey(ctx.db, params.provider))) notFound();
      return { metadata: await ownMetadata(ctx, params.provider) };
    },
    page: (_, { metadata }) => ({ type: 'application/samlmetadata+xml; charset=utf-8', text: metadata }),
  }),
  route(contract.takeAnswer, {
    handle: async (ctx, { params, body }) => ({ to: await takeAnswer(ctx, params.provider, body.SAMLResponse) }),
    done: (_, { to }) => to,
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.land, {
    handle: async (ctx, { params, query }) => ({ to: await comeIn(ctx, params.provider, query.passage) }),
    page: (_, { to }) => to,
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.showProfiles, {
    handle: async (ctx, { params }) => {
      const actors = await profilesOf(ctx, params.provider);
      return {
        actors,
        profiles: (actors ?? []).map(({ uid, displayName: name, ...actor }) => ({ uid, name, ...shownOf(actor) })),
      };
    },
    page: async (ctx, { actors }, { params }) =>
      actors ? profilesView(ctx, await openSamlProvider(ctx, params.provider), actors) : '/sign-in',
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.chooseProfile, {
    handle: async (ctx, { params, body }) => ({ to: await choose(ctx, params.provider, body.profile) }),
    done: (_, { to }) => to,
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.showJoining, {
    handle: async (ctx) => {
      const joining = await readJoining(ctx);
      const others = (joining?.others ?? []).map(({ uid, displayName: name, ...other }) => ({
        uid,
        name,
        places: placesOf(other),
      }));
      return { joining, next: joining?.next ?? '/', others };
    },
    page: async (ctx, { joining, next }) =>
      joining && joining.others.length > 0 ? joinView(ctx, { joining, login: await loginOf(ctx) }) : next,
  }),
  route(contract.joinProfiles, {
    handle: async (ctx) => ({ next: await joinAll(ctx) }),
    done: (ctx, { next }) => {
      ctx.flash(texts[ctx.locale].join.done);
      return next;
    },
    refused: async (ctx, refusal) => {
      const sentences: Readonly<Record<string, string>> = texts[ctx.locale].join.refused;
      if (!isSignedIn(ctx) || !sentences[refusal.code]) throw refusal;
      return joinView(ctx, { joining: { next: '/', others: [] }, login: await loginOf(ctx), refusal });
    },
  }),
  route(contract.takeSignOut, {
    handle: (ctx, { params }) => takeRedirected(ctx, params.provider, ctx.url.split('?')[1] ?? ''),
    page: (ctx, carried) => carriedOn(ctx, carried as Carried),
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.takePostedSignOut, {
    handle: (ctx, { params, body }) => takePosted(ctx, params.provider, body),
    done: (ctx, carried) => carriedOn(ctx, carried as Carried),
    refused: (ctx, refusal, { params }) => problem(ctx, refusal, params.provider),
  }),
  route(contract.afterSignOut, {
    handle: async (ctx, { params, query }) => ({
      to: await leadOn(ctx, await openSamlProvider(ctx, params.provider), query.request),
    }),
    page: (_, { to }) => to,
  }),
];

const shownOf = (
  actor: Parameters<typeof placesOf>[0] & { readonly children: readonly { readonly givenName: string }[] },
) => ({
  places: placesOf(actor),
  children: actor.children.map(({ givenName }) => givenName),
});

const carriedOn = (ctx: Context, carried: Carried): View | string =>
  'fields' in carried ? carryingView(ctx, carried) : carried.to;

/** What went wrong, in words, with the other ways in; whoever nobody knows is told why. */
async function problem(ctx: Context, refusal: Refusal, key: string | undefined): Promise<View> {
  const provider = await samlProviderByKey(ctx.db, key ?? '');
  if (!provider || !sentenceOf(ctx.locale, refusal.code, undefined)) throw refusal;
  return refusal.code === 'identity.person-unknown' ? unknownView(ctx, provider) : problemView(ctx, refusal, key);
}

async function loginOf(ctx: SessionContext): Promise<string> {
  const row = await firstOf(
    ctx.db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${ctx.actor.personId}`,
  );
  return row?.login ?? '';
}
