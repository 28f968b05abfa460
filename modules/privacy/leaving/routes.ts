import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { chooseLeaving, showLeaving } from './contract.ts';
import { leavingPage } from './page.tsx';
import { choose, readLeaving } from './read.ts';
import { texts } from './texts.ts';

/** The way out: its page and its one choice. */
export const leavingRoutes: readonly AnyRoute[] = [
  route(showLeaving, { handle: readLeaving, page: leavingPage }),
  route(chooseLeaving, {
    handle: (ctx, { body }) => choose(ctx, body),
    done: (ctx, { choice, eraseOn, name }) => {
      const t = texts[ctx.locale];
      ctx.flash(choice === 'erase' ? t.erasing(name) : t.kept(name, dayInWords(eraseOn, ctx.locale)));
      return showLeaving.path;
    },
  }),
];
