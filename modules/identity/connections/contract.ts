import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { tryReasons, tryWays } from '../tries/reasons.ts';

export const listConnections = endpoint({
  name: 'identity.listConnections',
  method: 'GET',
  path: '/account/connections',
  summary:
    'The journal of connections of the person who asks: sign-ins, and services opened, of the last twelve months.',
  access: 'session',
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.uuid(),
        at: z.date(),
        /** How they came in; null for a service that was opened. */
        means: z.enum(['password', 'pictures', 'provider', 'passkey']).nullable(),
        /** The outside service that vouched for them, by its name. */
        provider: z.string().nullable(),
        browser: z.string().nullable(),
        system: z.string().nullable(),
        /** The password was right and the second factor never given: nobody came in. */
        factorMissing: z.boolean(),
        /** The service that was opened; null for a sign-in. */
        service: z.string().nullable(),
      }),
    ),
    /** Tries that were refused, of the last thirty days. */
    refused: z.array(
      z.object({
        id: z.uuid(),
        at: z.date(),
        way: z.enum(tryWays),
        reason: z.enum(tryReasons),
        browser: z.string().nullable(),
        system: z.string().nullable(),
      }),
    ),
    /** Who looked why signing in failed. */
    visits: z.array(
      z.object({
        id: z.uuid(),
        at: z.date(),
        by: z.string().nullable(),
        ground: z.enum(['number', 'reason']),
        reason: z.string().nullable(),
      }),
    ),
  }),
});
