import type { NotificationKind } from '../../platform/module.ts';
import { texts as campaigns } from './campaigns/texts.ts';
import { texts as occasions } from './image-rights/occasions/texts.ts';
import { readsReports } from './reports/policy.ts';
import { stopsSomewhere } from './stop/policy.ts';
import { texts } from './texts-told.ts';

const wordsOf = (kind: keyof (typeof texts)['fr']['kinds']) => ({ fr: texts.fr.kinds[kind], en: texts.en.kinds[kind] });

/** Of what safety tells people. */
export const notificationKinds: readonly NotificationKind[] = [
  {
    key: 'safety.report',
    order: 1,
    icon: 'flag',
    defaults: { mail: 'now', push: true },
    offeredTo: ({ actor }) => readsReports(actor),
    texts: wordsOf('report'),
  },
  {
    key: 'safety.image-request',
    order: 30,
    icon: 'image',
    defaults: { mail: 'evening', push: true },
    offeredTo: ({ actor }) => actor.children.length > 0,
    texts: { fr: occasions.fr.notice, en: occasions.en.notice },
  },
  {
    key: 'safety.answer',
    order: 90,
    icon: 'flag',
    defaults: { mail: 'now', push: false },
    texts: wordsOf('answer'),
  },
  {
    key: 'safety.warning',
    order: 91,
    icon: 'shield',
    defaults: { mail: 'now', push: false },
    texts: wordsOf('warning'),
  },
  {
    key: 'safety.alarm',
    order: 2,
    icon: 'octagon-alert',
    defaults: { mail: 'now', push: true },
    offeredTo: ({ actor }) => stopsSomewhere(actor),
    texts: { fr: campaigns.fr.kind, en: campaigns.en.kind },
  },
  {
    key: 'safety.doors-closed',
    order: 3,
    icon: 'key-round',
    defaults: { mail: 'now', push: false },
    offeredTo: ({ actor }) => actor.roles.includes('head'),
    texts: { fr: campaigns.fr.doorsKind, en: campaigns.en.doorsKind },
  },
];
