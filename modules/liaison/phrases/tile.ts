import type { TileEntry } from '../../../platform/module.ts';
import { listReviews } from './contract.ts';
import { phrasePolicy } from './policy.ts';
import { texts } from './texts.ts';

/** For those who sign translations off. */
export const reviewTile: TileEntry = {
  key: 'liaison.phrase-reviews',
  icon: 'languages',
  href: listReviews.path,
  label: (locale) => texts[locale].reviewTitle,
  detail: (locale) => texts[locale].reviewDetail,
  shownTo: ({ actor }) => phrasePolicy.can(actor, 'review', {}),
};
