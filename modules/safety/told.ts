import type { NotificationKind } from '../../platform/module.ts';
import { readsReports } from './reports/policy.ts';
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
];
