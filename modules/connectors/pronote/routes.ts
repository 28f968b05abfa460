import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { foldName } from '../../directory/rules.ts';
import { askPronotes, noteWithout, pronotesOf } from './ask.ts';
import { pronoteView } from './card.tsx';
import { showPronote } from './contract.ts';
import type { PronotePupil } from './read.ts';

export const pronoteRoutes: readonly AnyRoute[] = [
  route(showPronote, {
    handle: async (ctx, { query }) => {
      const addresses = await pronotesOf(ctx);
      if (addresses.length === 0) noteWithout(ctx);
      const answers = await askPronotes(ctx, addresses);
      const child = ctx.actor.children.find(({ uid }) => uid === query.child);
      const isAsked = (pupil: PronotePupil): boolean =>
        !child || foldName(`${pupil.givenName} ${pupil.familyName}`) === foldName(child.displayName);
      return {
        addresses,
        answers: answers.map(({ address, pupils }) => ({ address, pupils: pupils.filter(isAsked).map(shown) })),
      };
    },
    page: pronoteView,
  }),
];

/** The same, as the contract lists it. */
const shown = ({ marks, homework, pages, ...pupil }: PronotePupil) => ({
  ...pupil,
  marks: [...marks],
  homework: homework.map(({ page, ...one }) => (page === undefined ? one : { ...one, page })),
  pages: [...pages],
});
