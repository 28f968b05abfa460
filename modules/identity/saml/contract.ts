import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** What came, whatever it is: a message that is none has an answer of its own. */
const anything = z.record(z.string(), z.unknown());
export type Asked = z.output<typeof anything>;

/** Other houses read the protocol's own form: the contract has nothing to filter. */
const nothingElse = z.unknown();

const handle = z.object({ request: z.uuid() });

export const metadata = endpoint({
  name: 'identity.samlMetadata',
  method: 'GET',
  path: '/saml/metadata',
  summary: 'SAML 2.0: what services need to know of us, with every certificate that serves or is about to.',
  access: 'public',
  answer: nothingElse,
  api: false,
});

export const sso = endpoint({
  name: 'identity.samlSso',
  method: 'GET',
  path: '/saml/sso',
  summary:
    'SAML 2.0: a request by the Redirect binding; leads to the service with an assertion, after signing in where that is needed.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

export const ssoPost = endpoint({
  name: 'identity.samlSsoPost',
  method: 'POST',
  path: '/saml/sso',
  summary: 'SAML 2.0: the same by the POST binding.',
  access: 'public',
  body: anything,
  answer: nothingElse,
  api: false,
  fromElsewhere: true,
});

export const start = endpoint({
  name: 'identity.samlStart',
  method: 'GET',
  path: '/saml/start',
  summary: 'SAML 2.0: opens a service that did not ask (`service`: its name, `RelayState`), where its entry allows it.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

/** After a form: a page that leads on by itself. */
export const resume = endpoint({
  name: 'identity.samlResume',
  method: 'GET',
  path: '/saml/resume',
  summary: 'Takes up the way to a service after signing in.',
  access: 'public',
  query: handle,
  answer: nothingElse,
  api: false,
});

export const goOn = endpoint({
  name: 'identity.samlGoOn',
  method: 'GET',
  path: '/saml/continue',
  summary: 'Answers a request that was kept while its person signed in.',
  access: 'public',
  query: handle,
  answer: nothingElse,
  api: false,
});

export const readNotice = endpoint({
  name: 'identity.samlReadNotice',
  method: 'POST',
  path: '/saml/notice',
  summary: 'Notes that the person was told what a service receives, and goes on to it.',
  access: 'session',
  body: handle,
  answer: nothingElse,
  api: false,
});

export const slo = endpoint({
  name: 'identity.samlSlo',
  method: 'GET',
  path: '/saml/slo',
  summary: 'SAML 2.0: a message about the end of a session, by the Redirect binding.',
  access: 'public',
  query: anything,
  answer: nothingElse,
  api: false,
});

export const sloPost = endpoint({
  name: 'identity.samlSloPost',
  method: 'POST',
  path: '/saml/slo',
  summary: 'SAML 2.0: the same by the POST binding.',
  access: 'public',
  body: anything,
  answer: nothingElse,
  api: false,
  fromElsewhere: true,
});

/** After the form: the page that has the browser's cookies. */
export const endSession = endpoint({
  name: 'identity.samlEndSession',
  method: 'GET',
  path: '/saml/slo/continue',
  summary: 'SAML 2.0: ends the session that a service asked to end by a form.',
  access: 'public',
  query: handle,
  answer: nothingElse,
  api: false,
});
