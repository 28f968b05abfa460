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
    done: (ctx, { choice, eraseOn, tonight, name }) => {
      const t = texts[ctx.locale];
      const day = dayInWords(eraseOn, ctx.locale);
      const erasing = tonight ? t.erasing(name) : t.erasingOn(name, day);
      ctx.flash(choice === 'erase' ? erasing : t.kept(name, day));
      return showLeaving.path;
    },
  }),
];
