import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** Days a token may live. */
export const tokenDays = ['30', '90', '180', '365'] as const;

export const listTokens = endpoint({
  name: 'identity.listTokens',
  method: 'GET',
  path: '/account/tokens',
  summary: 'The API tokens of the person who asks, never their value.',
  access: 'session',
  answer: z.object({
    tokens: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        mayWrite: z.boolean(),
        createdAt: z.date(),
        expiresAt: z.date(),
        lastUsedAt: z.date().nullable(),
      }),
    ),
  }),
});

export const createToken = endpoint({
  name: 'identity.createToken',
  method: 'POST',
  path: '/account/tokens',
  summary: 'Makes an API token with the person’s own rights; its value is shown this once.',
  access: 'session',
  body: z.object({
    name: z.string().trim().min(1, 'identity.token-name-missing').max(80, 'identity.token-name-long'),
    access: z.enum(['read', 'write']).default('read'),
    days: z.enum(tokenDays).default('90'),
  }),
  answer: z.object({ token: z.string(), name: z.string(), expiresAt: z.date() }),
  refusals: { 'identity.too-many-tokens': 422 },
  api: false,
  stepUp: true,
});

export const revokeToken = endpoint({
  name: 'identity.revokeToken',
  method: 'POST',
  path: '/account/tokens/:tokenId/revoke',
  summary: 'Revokes one of the person’s API tokens.',
  access: 'session',
  params: z.object({ tokenId: z.uuid() }),
  answer: z.object({ revoked: z.boolean() }),
  api: false,
});
