import { z } from 'zod';
import { endpoint } from '../contract/endpoint.ts';

/** The stream behind an open page: `changed` events, no content. The address is signed in the page itself. */
export const listenToChanges = endpoint({
  name: 'platform.listenToChanges',
  method: 'GET',
  path: '/live',
  summary: 'Says when the page that holds this address has changed (server-sent events); for browsers only.',
  access: 'session',
  query: z.object({ topics: z.string().max(8_000) }),
  answer: z.object({ topics: z.array(z.string()), since: z.date() }),
  refusals: { 'platform.foreign-listening': 403 },
  api: false,
});
