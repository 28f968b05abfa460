import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { providerRefusals } from '../door/contract.ts';

const provider = z.object({ provider: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/) });

/** What came, whatever it is: what is wrong with it has an answer and a line in the audit. */
const anything = z.record(z.string(), z.unknown());

export const showMetadata = endpoint({
  name: 'identity.showSamlMetadata',
  method: 'GET',
  path: '/sign-in/with/:provider/saml/metadata',
  summary: 'SAML: what we say of ourselves to an identity provider, with our certificates.',
  access: 'public',
  params: provider,
  answer: z.object({ metadata: z.string() }),
  api: false,
});

export const takeAnswer = endpoint({
  name: 'identity.takeSamlAnswer',
  method: 'POST',
  path: '/sign-in/with/:provider/saml/answer',
  summary: 'SAML: receives the answer of an identity provider, by the POST binding.',
  access: 'public',
  fromElsewhere: true,
  params: provider,
  body: anything,
  answer: z.object({ to: z.string() }),
  refusals: providerRefusals,
  api: false,
});

/** The page after the answer: it has the browser's cookies, which the form from elsewhere has not. */
export const land = endpoint({
  name: 'identity.landBySaml',
  method: 'GET',
  path: '/sign-in/with/:provider/saml/landing',
  summary: 'Opens the session of whoever an identity provider vouched for, or asks which account they want.',
  access: 'public',
  params: provider,
  query: z.object({ passage: z.string().max(100).catch('') }),
  answer: z.object({ to: z.string() }),
  refusals: providerRefusals,
  api: false,
});

export const showProfiles = endpoint({
  name: 'identity.showProfiles',
  method: 'GET',
  path: '/sign-in/with/:provider/profiles',
  summary: 'The accounts of whoever an identity provider vouched for, when they are several: by school.',
  access: 'public',
  params: provider,
  answer: z.object({
    profiles: z.array(
      z.object({
        uid: z.string(),
        name: z.string(),
        places: z.array(z.string()),
        children: z.array(z.string()),
      }),
    ),
  }),
  refusals: providerRefusals,
  api: false,
});

export const chooseProfile = endpoint({
  name: 'identity.chooseProfile',
  method: 'POST',
  path: '/sign-in/with/:provider/profiles',
  summary: 'Opens a session with the chosen one of several accounts that one identity provider vouched for together.',
  access: 'public',
  params: provider,
  body: z.object({ profile: z.string().max(20) }),
  answer: z.object({ to: z.string() }),
  refusals: providerRefusals,
  api: false,
});

export const showJoining = endpoint({
  name: 'identity.showJoining',
  method: 'GET',
  path: '/account/join',
  summary: 'Offers once to join the accounts that an identity provider just vouched for together.',
  access: 'session',
  answer: z.object({
    next: z.string(),
    others: z.array(z.object({ uid: z.string(), name: z.string(), places: z.array(z.string()) })),
  }),
  api: false,
});

export const joinProfiles = endpoint({
  name: 'identity.joinProfiles',
  method: 'POST',
  path: '/account/join',
  summary: 'Joins the accounts that an identity provider vouched for together within the last ten minutes.',
  access: 'session',
  answer: z.object({ next: z.string() }),
  refusals: {
    'identity.joining-over': 422,
    'identity.merge-ask-school': 422,
    'directory.kin-not-merged': 422,
    'directory.merged-already': 409,
    'directory.other-ine': 422,
  },
  api: false,
});

/** A sign-out of theirs, or their answer to ours, by Redirect. */
export const takeSignOut = endpoint({
  name: 'identity.takeSamlSignOut',
  method: 'GET',
  path: '/sign-in/with/:provider/saml/sign-out',
  summary:
    'SAML: ends the sessions that an identity provider ends, and takes its answer to our own sign-out (Redirect).',
  access: 'public',
  params: provider,
  query: anything,
  answer: z.unknown(),
  refusals: providerRefusals,
  api: false,
});

export const takePostedSignOut = endpoint({
  name: 'identity.takePostedSamlSignOut',
  method: 'POST',
  path: '/sign-in/with/:provider/saml/sign-out',
  summary: 'SAML: the same by POST.',
  access: 'public',
  fromElsewhere: true,
  params: provider,
  body: anything,
  answer: z.unknown(),
  refusals: providerRefusals,
  api: false,
});

/** After a sign-out of theirs or of ours that came by POST: the page that has the browser's cookies. */
export const afterSignOut = endpoint({
  name: 'identity.afterSamlSignOut',
  method: 'GET',
  path: '/sign-in/with/:provider/saml/signed-out',
  summary: 'Leads on after an identity provider answered a sign-out.',
  access: 'public',
  params: provider,
  query: z.object({ request: z.string().max(200).catch('') }),
  answer: z.object({ to: z.string() }),
  api: false,
});
