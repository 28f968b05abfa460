import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showLittleSafety, showSafety } from './contract.ts';
import { littleSafetyView, safetyView } from './page.tsx';
import { readPanel } from './read.ts';

export const panelRoutes: readonly AnyRoute[] = [
  route(showSafety, { handle: readPanel, page: safetyView }),
  route(showLittleSafety, { handle: async () => ({}), page: littleSafetyView }),
];
