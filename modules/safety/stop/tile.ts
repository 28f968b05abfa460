import type { TileEntry } from '../../../platform/module.ts';
import { listStops } from './contract.ts';
import { stopsSomewhere } from './policy.ts';
import { texts } from './texts.ts';

/** Under "Plus", for who may stop something. */
export const stopTile: TileEntry = {
  key: 'safety.stop',
  icon: 'octagon-alert',
  href: listStops.path,
  label: (locale) => texts[locale].title,
  detail: (locale) => texts[locale].detail,
  shownTo: ({ actor }) => stopsSomewhere(actor),
};
