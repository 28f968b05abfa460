import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { clientAuths, kinds, samlKinds, signedAlgs, whos } from './kinds.ts';

/** Words parted by spaces, commas or lines, each once. */
export const list = (most: number, word: RegExp, fault: string) =>
  z
    .string()
    .max(4_000)
    .default('')
    .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))])
    .refine((words) => words.length <= most && words.every((each) => word.test(each)), fault);

const issuer = z
  .string()
  .trim()
  .max(500)
  .refine((typed) => {
    const url = URL.parse(typed);
    const isLoopback = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
    return (
      url !== null &&
      (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) &&
      !url.search &&
      !url.hash &&
      !url.username
    );
  }, 'identity.issuer-faulty');

const who = z.enum(whos);

/** For whom a provider is: one box or several. */
export const audiences = z
  .union([who.transform((one) => [one]), z.array(who)], 'identity.audience-missing')
  .default([])
  .refine((chosen) => chosen.length > 0, 'identity.audience-missing');

const declared = {
  name: z.string().trim().min(1, 'identity.provider-name-missing').max(60),
  issuer,
  clientId: z.string().trim().min(1, 'identity.client-missing').max(255),
  scopes: list(30, /^[\w:.-]+$/, 'identity.scopes-faulty').refine(
    (words) => words.includes('openid'),
    'identity.scopes-faulty',
  ),
  acrValues: list(10, /^[\w:/.#-]+$/, 'identity.acr-faulty'),
  audiences,
  clientAuth: z.enum(clientAuths),
  signedAlg: z.enum(signedAlgs),
  signedUserinfo: z.literal('yes').optional(),
  /** SIRET of the employers let in; none: any. */
  organisations: list(2_000, /^\d{14}$/, 'identity.siret-faulty'),
  active: z.literal('yes').optional(),
};

export const key = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'identity.provider-key-faulty');
const params = z.object({ provider: key });

const shown = z.object({
  key: z.string(),
  kind: z.enum([...kinds, ...samlKinds]),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  acrValues: z.array(z.string()),
  audiences: z.array(who),
  clientAuth: z.enum(clientAuths),
  signedAlg: z.enum(signedAlgs),
  signedUserinfo: z.boolean(),
  organisations: z.array(z.string()),
  active: z.boolean(),
});

export const listProviders = endpoint({
  name: 'identity.listProviders',
  method: 'GET',
  path: '/providers',
  summary: 'The outside identity providers that the operator declared; never their secret.',
  access: 'session',
  answer: z.object({ providers: z.array(shown) }),
  api: false,
});

export const showNewProvider = endpoint({
  name: 'identity.showNewProvider',
  method: 'GET',
  path: '/providers/new/:kind',
  summary: 'The form that declares an outside identity provider.',
  access: 'session',
  params: z.object({ kind: z.enum(kinds) }),
  answer: z.object({ kind: z.enum(kinds) }),
  api: false,
});

export const declareProvider = endpoint({
  name: 'identity.declareProvider',
  method: 'POST',
  path: '/providers/new/:kind',
  summary: 'Declares an outside identity provider whose word is taken at the door.',
  access: 'session',
  stepUp: true,
  params: z.object({ kind: z.enum(kinds) }),
  body: z.object({ ...declared, key, secret: z.string().trim().min(1, 'identity.secret-missing').max(1_000) }),
  answer: z.object({ key: z.string() }),
  refusals: { 'identity.provider-key-taken': 409 },
  api: false,
});

export const showProvider = endpoint({
  name: 'identity.showProvider',
  method: 'GET',
  path: '/providers/:provider',
  summary: 'An outside identity provider as it was declared; never its secret.',
  access: 'session',
  params,
  answer: shown,
  api: false,
});

export const changeProvider = endpoint({
  name: 'identity.changeProvider',
  method: 'POST',
  path: '/providers/:provider',
  summary: 'Changes how an outside identity provider is declared; an empty secret keeps the former one.',
  access: 'session',
  stepUp: true,
  params,
  body: z.object({ ...declared, secret: z.string().trim().max(1_000).default('') }),
  answer: z.object({ changed: z.boolean() }),
  api: false,
});

export const tryProvider = endpoint({
  name: 'identity.tryProvider',
  method: 'POST',
  path: '/providers/:provider/try',
  summary: 'Asks an outside identity provider what it says of itself, and tells whether it fits.',
  access: 'session',
  params,
  answer: z.object({ outcome: z.string() }),
  api: false,
});
