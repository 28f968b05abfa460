import { z } from 'zod';
import { addressOf, endpoint } from '../../../platform/contract/endpoint.ts';

/** Where a program finds out how to speak with us. */
const DISCOVERY = '/.well-known/openid-configuration';

export const discoveryAddress = (publicUrl: string): string => `${new URL(publicUrl).origin}${DISCOVERY}`;

/** Addresses that the protocol knows by its configuration. */
export const paths = {
  authorize: '/oidc/authorize',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
  jwks: '/oidc/jwks',
  logout: '/oidc/logout',
} as const;

/** What came, whatever it is: the library reads it, and refuses in the protocol's own words. */
const anything = z.record(z.string(), z.unknown());
/** Programs of other houses read the protocol's own form: the contract has nothing to filter. */
const nothingElse = z.unknown();

/** Services ask from a few addresses of their own, hundreds of times a second on a Monday morning. */
const MANY = 120_000;

const program = <N extends string, M extends 'GET' | 'POST'>(name: N, method: M, path: string, summary: string) =>
  endpoint({
    name: `identity.${name}`,
    method,
    path,
    summary,
    access: 'public',
    query: anything,
    ...(method === 'POST' ? { body: anything } : {}),
    answer: nothingElse,
    api: false,
    rateLimit: MANY,
    // Programs carry credentials of their own; a session of this browser gives them nothing.
    fromElsewhere: true,
  });

export const discovery = program('openidDiscovery', 'GET', DISCOVERY, 'OpenID Connect: how to speak with us.');
export const jwks = program('openidKeys', 'GET', paths.jwks, 'OpenID Connect: the public keys of our tokens.');
export const token = program('openidToken', 'POST', paths.token, 'OpenID Connect: tokens for a code, once.');
export const userinfo = program('openidUserinfo', 'GET', paths.userinfo, 'OpenID Connect: the claims of a person.');
export const userinfoByForm = program('openidUserinfoByForm', 'POST', paths.userinfo, 'The same, asked by a form.');

export const authorize = endpoint({
  name: 'identity.openidAuthorize',
  method: 'GET',
  path: paths.authorize,
  summary: 'OpenID Connect: leads to the service with a code, after signing in where that is needed.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

const form = <N extends string>(name: N, path: string, summary: string) =>
  endpoint({
    name: `identity.${name}`,
    method: 'POST',
    path,
    summary,
    access: 'public',
    body: anything,
    answer: nothingElse,
    api: false,
    fromElsewhere: true,
  });

export const authorizeByForm = form(
  'openidAuthorizeByForm',
  paths.authorize,
  'The same, asked by a form of the service.',
);
export const logoutByForm = form('openidLogoutByForm', paths.logout, 'The same, asked by a form of the service.');

const request = z.object({ request: z.string().regex(/^[\w-]{21,64}$/) });

const waiting = <N extends string>(name: N, path: string, summary: string) =>
  endpoint({
    name: `identity.${name}`,
    method: 'GET',
    path,
    summary,
    access: 'public',
    params: request,
    answer: nothingElse,
    api: false,
  });

/** After a form: a page that leads on by itself, for the answer of a form may not leave the product. */
export const goOn = waiting('openidGoOn', '/oidc/continue/:request', 'Takes up the way to a service after signing in.');
export const resume = waiting('openidResume', '/oidc/resume/:request', 'Answers a request that waited for its person.');

export const showNotice = endpoint({
  name: 'identity.openidShowNotice',
  method: 'GET',
  path: '/oidc/notice/:request',
  summary: 'What a service receives about the person, before the first time.',
  access: 'session',
  personal: true,
  params: request,
  answer: nothingElse,
  api: false,
});

export const readNotice = endpoint({
  name: 'identity.openidReadNotice',
  method: 'POST',
  path: '/oidc/notice/:request',
  summary: 'Notes that the person was told what a service receives, and goes on to it.',
  access: 'session',
  params: request,
  answer: nothingElse,
  api: false,
});

export const logout = endpoint({
  name: 'identity.openidLogout',
  method: 'GET',
  path: paths.logout,
  summary: 'OpenID Connect: ends the session, here and in the services entered with it.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

export const confirmLogout = endpoint({
  name: 'identity.openidConfirmLogout',
  method: 'POST',
  path: '/oidc/logout/confirm',
  summary: 'Ends the session that a service asked to end, once its person agrees.',
  access: 'public',
  body: z.object({ wish: z.string().max(4000).default('') }),
  answer: nothingElse,
  api: false,
});

export const continueAddress = (name: string): string => addressOf(goOn, { request: name });
export const resumeAddress = (name: string): string => addressOf(resume, { request: name });
export const noticeAddress = (name: string): string => addressOf(showNotice, { request: name });
