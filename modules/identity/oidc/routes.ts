import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import type { View } from '../../../platform/http/view.ts';
import { openingView } from '../cas/pages.tsx';
import * as contract from './contract.ts';
import { noteExchange } from './entry.ts';
import { endAfterAsking, endAtWish } from './logout.ts';
import { lateView, noticeView, problemView, sendingView } from './pages.tsx';
import { type Outcome, runLibrary } from './run.ts';
import { findWaiting } from './store.ts';
import { asAsked, noteNotice, noticeOf } from './wait.ts';

export const openidRoutes: readonly AnyRoute[] = [
  route(contract.discovery, {
    handle: (ctx) => runLibrary(ctx, { method: 'GET', url: ctx.url }),
    page: (_, outcome) => verbatim(outcome),
    protocolError,
  }),
  route(contract.jwks, {
    handle: (ctx) => runLibrary(ctx, { method: 'GET', url: ctx.url }),
    page: (_, outcome) => verbatim(outcome),
    protocolError,
  }),
  route(contract.authorize, {
    handle: (ctx) => runLibrary(ctx, { method: 'GET', url: ctx.url }),
    page: (ctx, outcome) => shown(ctx, outcome),
  }),
  // The browser sends no session along with a form of another house: it is asked to come back by itself.
  route(contract.authorizeByForm, {
    handle: async (_, { body }) => ({ to: asQuery(contract.authorize.path, body) }),
    done: (_, { to }) => to,
  }),
  route(contract.goOn, {
    handle: async (ctx, { params }) => ({ waiting: await findWaiting(ctx.db, ctx.now, params.request) }),
    page: (ctx, { waiting }, { params }) =>
      waiting ? openingView(ctx, waiting.partyName, contract.resumeAddress(params.request)) : lateView(ctx),
  }),
  route(contract.resume, {
    handle: async (ctx, { params }) => {
      const waiting = await findWaiting(ctx.db, ctx.now, params.request);
      return waiting && runLibrary(ctx, { method: 'GET', url: asAsked(waiting), waiting });
    },
    page: (ctx, outcome) => (outcome ? shown(ctx, outcome) : lateView(ctx)),
  }),
  route(contract.showNotice, {
    handle: (ctx, { params }) => noticeOf(ctx, params.request),
    page: (ctx, notice, { params }) => noticeView(ctx, { ...notice, request: params.request }),
  }),
  route(contract.readNotice, {
    handle: async (ctx, { params }) => {
      await noteNotice(ctx, params.request);
      return {};
    },
    done: (_ctx, _answer, { params }) => contract.continueAddress(params.request),
  }),
  route(contract.token, {
    handle: async (ctx, { body }) => {
      const outcome = await runLibrary(ctx, { method: 'POST', url: contract.paths.token, body });
      if (outcome.status === 200) await noteExchange(outcome.passage);
      return outcome;
    },
    done: (_, outcome) => verbatim(outcome),
    protocolError,
  }),
  route(contract.userinfo, {
    handle: (ctx) => runLibrary(ctx, { method: 'GET', url: ctx.url }),
    page: (_, outcome) => verbatim(outcome),
    protocolError,
  }),
  route(contract.userinfoByForm, {
    handle: (ctx, { body }) => runLibrary(ctx, { method: 'POST', url: contract.paths.userinfo, body }),
    done: (_, outcome) => verbatim(outcome),
    protocolError,
  }),
  route(contract.logout, {
    handle: async (ctx, { query }) => ({ shown: await endAtWish(ctx, query) }),
    page: (_, { shown: view }) => view,
  }),
  route(contract.logoutByForm, {
    handle: async (_, { body }) => ({ to: asQuery(contract.logout.path, body) }),
    done: (_, { to }) => to,
  }),
  route(contract.confirmLogout, {
    handle: async (ctx, { body }) => ({ shown: await endAfterAsking(ctx, body.wish) }),
    done: (_, { shown: view }) => view,
  }),
];

/** The same question, asked by its address; a field that came twice is there twice. */
function asQuery(path: string, body: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)] as [string, string]),
  );
  return `${addressOf({ path })}?${new URLSearchParams(fields).toString()}`;
}

/** For a program: what the library said, to the letter. */
const verbatim = ({ status, type, text, headers }: Outcome): Verbatim => ({ status, type, text, headers });

/** For a browser: on its way, a form on its way, or a page of ours that says why neither. */
function shown(ctx: Context, { passage, to, status, text }: Outcome): View | string {
  if (to !== undefined) return to;
  if (passage.form) {
    const { origin } = new URL(passage.form.to);
    return sendingView(ctx, { ...passage.form, service: new URL(origin).host });
  }
  if (passage.problem) return problemView(ctx, String(passage.problem.error), status);
  throw new Error(`the library answers a browser with ${status} ${text.slice(0, 100)}`);
}

/** What could not even be looked at: too much at once, or a defect of ours. */
function protocolError(_ctx: Context, { code }: Refusal): Verbatim {
  const [status, error] =
    code === 'platform.too-many-requests'
      ? [429, 'temporarily_unavailable']
      : code === 'platform.defect'
        ? [500, 'server_error']
        : [400, 'invalid_request'];
  return {
    status: status as number,
    type: 'application/json; charset=utf-8',
    text: JSON.stringify({ error }),
    headers: { 'cache-control': 'no-store' },
  };
}
