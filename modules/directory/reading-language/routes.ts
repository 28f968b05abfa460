import { type AnyRoute, route } from '../../../platform/http/route.ts';
import * as contract from './contract.ts';
import { chooseReadingLanguage } from './language.ts';

export const readingLanguageRoutes: readonly AnyRoute[] = [
  route(contract.chooseReadingLanguage, {
    handle: (ctx, { body }) => chooseReadingLanguage(ctx, body.language),
    done: (_ctx, _answer, { body }) => body.back,
  }),
];
