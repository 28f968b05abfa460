import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showOwnIdentity } from './contract.ts';
import { ownIdentityView } from './page.tsx';
import { readOwnIdentity } from './read.ts';

export const ownIdentityRoutes: readonly AnyRoute[] = [
  route(showOwnIdentity, { handle: readOwnIdentity, page: ownIdentityView }),
];
