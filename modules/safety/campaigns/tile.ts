import type { TileEntry } from '../../../platform/module.ts';
import { listCampaigns } from './contract.ts';
import { campaignPolicy } from './policy.ts';
import { texts } from './texts.ts';

/** Under "Plus", for academy and operator. */
export const campaignTile: TileEntry = {
  key: 'safety.campaigns',
  icon: 'megaphone',
  href: listCampaigns.path,
  label: (locale) => texts[locale].title,
  detail: (locale) => texts[locale].detail,
  shownTo: ({ actor }) => campaignPolicy.can(actor, 'see', {}),
};
