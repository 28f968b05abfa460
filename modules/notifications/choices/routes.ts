import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { MailPace } from '../../../platform/module.ts';
import type { Ways } from '../deliveries/rules.ts';
import { forgetBounces } from '../mails/bounces.ts';
import { devicesOf } from '../push/devices.ts';
import { Devices } from '../push/devices-part.tsx';
import * as contract from './contract.ts';
import { choicesOf, keepByKind, keepPace, waysByKind } from './keep.ts';
import { choicesView } from './page.tsx';
import { ownChoices } from './read.ts';
import { texts } from './texts.ts';

const isPace = (given: string | undefined): given is MailPace => contract.mailPaces.some((pace) => pace === given);

/** The kinds that a form names, each with what it says; a kind of which it says half keeps the other half. */
function givenByKind(
  body: Readonly<Record<string, string>>,
  kinds: ReturnType<typeof waysByKind>,
): ReadonlyMap<string, Ways> {
  return new Map(
    kinds.flatMap(({ kind: { key }, ways }): [string, Ways][] => {
      const [mail, push] = [body[`mail-${key}`], body[`push-${key}`]];
      if (!isPace(mail) && push === undefined) return [];
      return [
        [key, { mail: isPace(mail) ? mail : ways.mail, isPushed: push === undefined ? ways.isPushed : push === 'yes' }],
      ];
    }),
  );
}

export const choiceRoutes: readonly AnyRoute[] = [
  route(contract.showChoices, {
    handle: async (ctx) => {
      const [choices, devices] = await Promise.all([choicesOf(ctx.db, ctx.actor.personId), devicesOf(ctx)]);
      return {
        mail: choices.get('*')?.mail ?? null,
        kinds: waysByKind(ctx, choices).map(({ kind, ways }) => ({ kind: kind.key, ...ways })),
        devices: [...devices],
      };
    },
    page: async (ctx, { devices }) =>
      choicesView(ctx, { ...(await ownChoices(ctx)), devices: await Devices({ ctx, devices }) }),
  }),
  route(contract.choosePace, {
    handle: async (ctx, { body }) => {
      await keepPace(ctx, body.mail);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].saved);
      return contract.showChoices.path;
    },
    refused: async (ctx, refusal) => {
      if (!isSignedIn(ctx)) throw refusal;
      return choicesView(ctx, await ownChoices(ctx), refusal);
    },
  }),
  route(contract.chooseByKind, {
    handle: async (ctx, { body }) => {
      const kinds = waysByKind(ctx, await choicesOf(ctx.db, ctx.actor.personId));
      await keepByKind(ctx, givenByKind(body, kinds));
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].saved);
      return contract.showChoices.path;
    },
  }),
  route(contract.retryAddress, {
    handle: async (ctx) => {
      await forgetBounces(ctx.transaction, ctx.actor.personId);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].again);
      return contract.showChoices.path;
    },
  }),
];
