import { z } from 'zod';
import { endpoint } from '../contract/endpoint.ts';

/** The stream behind an open page: `changed` events, no content. The address is signed in the page itself. */
export const listenToChanges = endpoint({
  name: 'platform.listenToChanges',
  method: 'GET',
  path: '/live',
  summary:
    'Says when the page that holds this address has changed (server-sent events), or which of several windows’ pages; for browsers only.',
  access: 'session',
  /** As often as the browser has windows in sight. */
  query: z.object({ topics: z.union([z.string().max(8_000), z.array(z.string().max(8_000)).max(8)]) }),
  /** In that order; null for what was signed for another session, or by somebody else. */
  answer: z.object({ pages: z.array(z.object({ topics: z.array(z.string()), since: z.date() }).nullable()) }),
  refusals: { 'platform.foreign-listening': 403 },
  api: false,
});
