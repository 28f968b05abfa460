import type { TileEntry } from '../../../platform/module.ts';
import { listHeld } from '../held/contract.ts';
import { texts as heldTexts } from '../held/texts.ts';
import { readsReports } from '../reports/policy.ts';
import { listReports } from './contract.ts';
import { texts } from './texts.ts';

const READS_OVER = ['teacher', 'head', 'school_life', 'librarian', 'delegate'];

export const queueTiles: readonly TileEntry[] = [
  {
    key: 'safety.queue',
    icon: 'shield-check',
    href: listReports.path,
    label: (locale) => texts[locale].title,
    detail: (locale) => texts[locale].tileDetail,
    shownTo: ({ actor }) => readsReports(actor),
  },
  {
    key: 'safety.held',
    icon: 'eye',
    href: listHeld.path,
    label: (locale) => heldTexts[locale].title,
    detail: (locale) => heldTexts[locale].tileDetail,
    shownTo: ({ actor }) => actor.roles.some((role) => READS_OVER.includes(role)),
  },
];
