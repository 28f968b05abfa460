import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { changeFunction, readFunctions } from './commands.ts';
import { listFunctions, setFunction } from './contract.ts';
import { changed, functionsPage } from './page.tsx';

export const functionRoutes: readonly AnyRoute[] = [
  route(listFunctions, { handle: (ctx) => readFunctions(ctx), page: functionsPage }),
  route(setFunction, { handle: (ctx, { body }) => changeFunction(ctx, body), done: changed }),
];
