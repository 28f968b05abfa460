import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showAssistant } from './contract.ts';
import { assistantPage } from './page.tsx';
import { type Assistant, followedPlaces, readAssistant } from './read.ts';

/** The assistant of the start of the year, over the steps that the modules register. */
export const assistantRoutes = (assistant: Assistant): readonly AnyRoute[] => [
  route(showAssistant, {
    handle: (ctx, { query }) => readAssistant(assistant, ctx, query.place),
    page: (ctx, shown) => assistantPage(ctx, shown, followedPlaces(assistant.names, ctx)),
  }),
];
