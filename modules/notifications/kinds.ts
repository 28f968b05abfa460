import type { NotificationKind } from '../../platform/module.ts';
import { ADDRESS_KIND } from './mails/bounces.ts';

/** What notifications themselves tell: that mails come back. It stays in the feed, for a mail would come back too. */
export const ownKinds: readonly NotificationKind[] = [
  {
    key: ADDRESS_KIND,
    order: 90,
    icon: 'mail',
    defaults: { mail: 'never', push: true },
    offeredTo: () => false,
    texts: {
      fr: { label: 'Votre adresse', hint: 'Quand des courriels nous reviennent', one: 'Adresse', act: 'Vérifier' },
      en: { label: 'Your address', hint: 'When e-mails come back to us', one: 'Address', act: 'Check' },
    },
  },
];
