import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { doorView } from '../federation/door/door.ts';
import { BY_LOGIN, rememberWay } from '../federation/door/last-way.ts';
import { signOutThere } from '../federation/door/leaving.ts';
import { signedOutView } from '../federation/door/pages.tsx';
import { whos } from '../federation/providers/kinds.ts';
import { littleDoor } from '../little/door.ts';
import { frontChannels } from '../oidc/front-channel.ts';
import { signedOutView as toldInBrowserView } from '../oidc/pages.tsx';
import { ownAddress, safeDestination } from '../rules.ts';
import { samlFrames } from '../saml/logout.ts';
import * as sessions from '../sessions/commands.ts';
import { signIn } from './command.ts';
import * as contract from './contract.ts';
import { keepLanguage } from './language.ts';
import { signInView } from './page.tsx';
import { texts } from './texts.ts';
import { boundFor } from './ways-out.ts';

export const signInRoutes: readonly AnyRoute[] = [
  route(contract.showSignIn, {
    handle: async (_, { query }) => ({ next: safeDestination(query.next) }),
    page: async (ctx, { next }, { query }) => {
      const bound = await boundFor(ctx, next);
      if (ctx.actor && !bound?.asksAnew) return next;
      const little = littleDoor(ctx, next);
      if (little) return little;
      const form = { next, opens: bound?.name, login: bound?.login };
      // Asked to prove anew who they are: a provider that remembers them would prove nothing.
      return ctx.actor ? signInView(ctx, form) : doorView(ctx, { ...form, who: query.who });
    },
  }),
  route(contract.frenchSignIn, {
    handle: async () => ({}),
    page: () => contract.showSignIn.path,
  }),
  route(contract.signIn, {
    handle: async (ctx, { body }) => {
      await signIn(ctx, body);
      if (body.who && body.device !== 'shared') rememberWay(ctx, BY_LOGIN);
      return { next: safeDestination(body.next) };
    },
    done: (_, { next }) => next,
    refused: async (ctx, refusal, { body }) => {
      const next = safeDestination(body.next);
      const bound = await boundFor(ctx, next);
      const form = { next, login: body.login, device: body.device, refusal, opens: bound?.name };
      // Without other ways in the form carries no answer to "who are you?": no statement is spent on looking for them.
      return body.who
        ? doorView(ctx, { ...form, who: whos.find((known) => known === body.who) })
        : signInView(ctx, form);
    },
  }),
  route(contract.signOut, {
    handle: async (ctx) => {
      const there = await signOutThere(ctx);
      const frames = [...(await frontChannels(ctx)), ...(await samlFrames(ctx))];
      await sessions.signOut(ctx);
      return { there, frames };
    },
    done: (ctx, { there, frames }) => {
      // Services that only the browser can tell are told first; the provider's own sign-out is one press further.
      if (frames.length > 0) return toldInBrowserView(ctx, { frames, to: there?.to ?? contract.showSignIn.path });
      if (there) return signedOutView(ctx, there);
      ctx.flash(texts[ctx.locale].signedOut);
      return contract.showSignIn.path;
    },
  }),
  route(contract.chooseLanguage, {
    handle: async (ctx, { body }) => {
      await keepLanguage(ctx, body.locale);
      return { next: ownAddress(body.next) ?? '/' };
    },
    done: (_, { next }) => next,
  }),
];
