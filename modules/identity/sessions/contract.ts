import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const renewSession = endpoint({
  name: 'identity.renewSession',
  method: 'POST',
  path: '/session/renew',
  summary: 'Keeps the session open and says when it ends if nothing is asked any more.',
  access: 'session',
  answer: z.object({ expiresAt: z.date() }),
});

export const listSessions = endpoint({
  name: 'identity.listSessions',
  method: 'GET',
  path: '/account/sessions',
  summary: 'The open sessions of the person who asks: device, first and last use.',
  access: 'session',
  answer: z.object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        browser: z.string().nullable(),
        system: z.string().nullable(),
        kind: z.enum([
          'administrator',
          'staff',
          'family',
          'college',
          'young',
          'own',
          'shared',
          'tablet',
          'solo',
          'card',
        ]),
        startedAt: z.date(),
        lastSeenAt: z.date(),
        endsAt: z.date(),
        /** The outside provider that vouched when it was opened. */
        provider: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  }),
});

export const endSession = endpoint({
  name: 'identity.endSession',
  method: 'POST',
  path: '/account/sessions/:sessionId/end',
  summary: 'Ends one of the open sessions of the person who asks.',
  access: 'session',
  params: z.object({ sessionId: z.uuid() }),
  answer: z.object({ ended: z.boolean() }),
});

export const signOutEverywhere = endpoint({
  name: 'identity.signOutEverywhere',
  method: 'POST',
  path: '/account/sessions/end-others',
  summary: 'Ends every session of the person who asks but this one.',
  access: 'session',
  answer: z.object({ ended: z.number().int() }),
});
