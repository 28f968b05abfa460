import { dayOf } from '../../../platform/clock/clock.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import type { View } from '../../../platform/http/view.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { findParty } from '../relying-parties/find.ts';
import { releaseOf } from '../relying-parties/release.ts';
import { signOut as endSession } from '../sessions/commands.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { answer1, answer2, answerJson, answerProxy, JSON_TYPE, PLAIN, XML } from './answers.ts';
import * as contract from './contract.ts';
import { doorAddress, enterService, noteNotice, type Step } from './login.ts';
import { closedView, noticeView, openingView, sendingView, unknownView } from './pages.tsx';
import { readSamlRequest, samlAnswer } from './saml-one.ts';
import { texts } from './texts.ts';
import { proxyTicket, type Validation, validateTicket } from './validate.ts';
import type { Verdict } from './verdict.ts';

export const casRoutes: readonly AnyRoute[] = [
  route(contract.casLogin, {
    handle: (ctx, { query }) => enterService(ctx, query),
    page: show,
  }),
  route(contract.casResume, {
    handle: async (ctx, { query }) => ({ found: await findParty(ctx.db, query.service ?? query.TARGET, null) }),
    page: (ctx, { found }, { query }) =>
      found ? openingView(ctx, found.party.name, doorAddress(query)) : unknownView(ctx),
  }),
  route(contract.readNotice, {
    handle: async (ctx, { body }) => ({ to: await noteNotice(ctx, body.resume) }),
    done: (_, { to }) => to,
  }),
  route(contract.casLogout, {
    handle: async (ctx, { query }) => {
      const wanted = query.service ?? query.url;
      const found = await findParty(ctx.db, wanted, null);
      await endSession(ctx);
      return { to: found && typeof wanted === 'string' ? wanted : undefined };
    },
    page: (ctx, { to }) => {
      if (to !== undefined) return to;
      ctx.flash(texts[ctx.locale].signedOut);
      return showSignIn.path;
    },
  }),
  route(contract.validate, {
    handle: async (ctx, { query }) => ({ verdict: await validateTicket(ctx, asValidation(query), ['ST']) }),
    page: (_, { verdict }) => ({ type: PLAIN, text: answer1(verdict) }),
    protocolError: () => ({ type: PLAIN, text: answer1({ ok: false, code: 'INTERNAL_ERROR' }) }),
  }),
  ...(
    [
      [contract.serviceValidate, 2, ['ST']],
      [contract.proxyValidate, 2, ['ST', 'PT']],
      [contract.p3ServiceValidate, 3, ['ST']],
      [contract.p3ProxyValidate, 3, ['ST', 'PT']],
    ] as const
  ).map(([endpoint, version, accepts]) =>
    route(endpoint, {
      handle: async (ctx, { query }) => ({ verdict: await validateTicket(ctx, asValidation(query), accepts) }),
      page: (_, { verdict }, { query }): Verbatim =>
        query.format === 'JSON' || query.format === 'json'
          ? { type: JSON_TYPE, text: answerJson(verdict, version) }
          : { type: XML, text: answer2(verdict, version) },
      protocolError: (_, refusal) => ({ type: XML, text: answer2(brokenOff(refusal), version) }),
    }),
  ),
  route(contract.proxy, {
    handle: (ctx, { query: { pgt, targetService } }) => proxyTicket(ctx, { pgt, targetService }),
    page: (_, answer): Verbatim => ({ type: XML, text: answerProxy(answer) }),
    protocolError: () => ({ type: XML, text: answerProxy({ code: 'INTERNAL_ERROR' }) }),
  }),
  route(contract.samlValidate, {
    handle: async (ctx, { query, body }) => {
      const request = typeof body.xml === 'string' ? readSamlRequest(body.xml) : undefined;
      const asked = { ticket: request?.ticket, service: query.TARGET };
      return { request, verdict: await validateTicket(ctx, asked, ['ST']) };
    },
    done: (ctx, { request, verdict }, { query }): Verbatim => ({
      type: XML,
      text: samlAnswer(verdict, {
        now: ctx.now,
        issuer: ctx.publicUrl,
        recipient: typeof query.TARGET === 'string' ? query.TARGET : '',
        requestId: request?.requestId,
      }),
    }),
    protocolError: (ctx, refusal) => ({
      type: XML,
      text: samlAnswer(brokenOff(refusal), {
        now: ctx.now,
        issuer: ctx.publicUrl,
        recipient: '',
        requestId: undefined,
      }),
    }),
  }),
];

const asValidation = ({ ticket, service, renew, pgtUrl }: contract.Asked): Validation => ({
  ticket,
  service,
  renew,
  pgtUrl,
});

/** What could not even be looked at: too much at once, or a defect of ours. */
const brokenOff = ({ code }: Refusal): Verdict => ({
  ok: false,
  code: code === 'platform.invalid-input' || code === 'platform.foreign-form' ? 'INVALID_REQUEST' : 'INTERNAL_ERROR',
});

async function show(ctx: Context, step: Step): Promise<View | string> {
  switch (step.kind) {
    case 'go':
      return step.to;
    case 'send':
      return sendingView(ctx, step);
    case 'unknown':
      return unknownView(ctx);
    case 'closed':
      return closedView(ctx, step.party);
    case 'notice': {
      if (!isSignedIn(ctx)) return showSignIn.path;
      const { party, schoolIds, resume } = step;
      const facts = await factsFor(ctx.db, {
        personId: ctx.actor.personId,
        party,
        schoolIds,
        today: dayOf(ctx.now),
      });
      return facts
        ? noticeView(ctx, {
            party,
            release: releaseOf(party, facts),
            form: { action: contract.readNotice.path, name: 'resume', value: resume },
          })
        : closedView(ctx, party.name);
    }
  }
}
