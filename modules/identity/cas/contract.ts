import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/**
 * What came in an address, whatever it is: a parameter given twice, missing or of another kind has an answer in the protocol's own words, so
 * that nothing is refused before.
 */
const anything = z.record(z.string(), z.unknown());
export type Asked = z.output<typeof anything>;

/** Services validate from a few addresses of their own, hundreds of times a second on a Monday morning. */
const MANY = 120_000;

/** Programs of other houses read the protocol's own form: the contract has nothing to filter. */
const nothingElse = z.unknown();

export const casLogin = endpoint({
  name: 'identity.casLogin',
  method: 'GET',
  path: '/cas/login',
  summary: 'CAS: leads to the service with a ticket, after signing in where that is needed.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

/** After a form: a page that leads on by itself, for the answer of a form may not leave the product. */
export const casResume = endpoint({
  name: 'identity.casResume',
  method: 'GET',
  path: '/cas/resume',
  summary: 'Takes up the way to a service after signing in.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

export const readNotice = endpoint({
  name: 'identity.readNotice',
  method: 'POST',
  path: '/cas/notice',
  summary: 'Notes that the person was told what a service receives, and goes on to it.',
  access: 'session',
  body: z.object({ resume: z.string().max(4000) }),
  answer: nothingElse,
  api: false,
});

export const casLogout = endpoint({
  name: 'identity.casLogout',
  method: 'GET',
  path: '/cas/logout',
  summary: 'CAS: ends the session, here and in the services entered with it.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

const validation = <N extends string, P extends string>(name: N, path: P, summary: string) =>
  endpoint({
    name: `identity.${name}`,
    method: 'GET',
    path: `/cas/${path}`,
    summary,
    access: 'public',
    query: anything,
    answer: nothingElse,
    api: false,
    rateLimit: MANY,
  });

export const validate = validation('casValidate', 'validate', 'CAS 1: yes and the name, or no.');
export const serviceValidate = validation(
  'casServiceValidate',
  'serviceValidate',
  'CAS 2: validates a service ticket.',
);
export const proxyValidate = validation('casProxyValidate', 'proxyValidate', 'CAS 2: also a proxy ticket.');
export const p3ServiceValidate = validation('casP3ServiceValidate', 'p3/serviceValidate', 'CAS 3, with attributes.');
export const p3ProxyValidate = validation('casP3ProxyValidate', 'p3/proxyValidate', 'CAS 3, also a proxy ticket.');
export const proxy = validation('casProxy', 'proxy', 'CAS 2: a proxy ticket for another service.');

export const samlValidate = endpoint({
  name: 'identity.casSamlValidate',
  method: 'POST',
  path: '/cas/samlValidate',
  summary: 'CAS: validates a ticket in a SAML 1.1 envelope.',
  access: 'public',
  query: anything,
  body: anything,
  answer: nothingElse,
  api: false,
  rateLimit: MANY,
});
