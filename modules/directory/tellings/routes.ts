import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { markTellingsSeen } from './contract.ts';
import { markSeen } from './tell.ts';

export const tellingRoutes: readonly AnyRoute[] = [
  route(markTellingsSeen, {
    handle: async (ctx, { body }) => ({ seen: await markSeen(ctx, body.tellings) }),
    done: () => '/',
  }),
];
