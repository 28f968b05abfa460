import type { NotificationKind } from '../../platform/module.ts';
import { LATE_KIND } from './deliveries/late.ts';
import { ADDRESS_KIND } from './mails/bounces.ts';

/** What notifications themselves tell: that mails come back, or do not leave. It stays in the feed, for a mail would not arrive either. */
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
  {
    key: LATE_KIND,
    order: 91,
    icon: 'mail',
    defaults: { mail: 'never', push: true },
    offeredTo: () => false,
    texts: {
      fr: { label: 'Courrier', hint: 'Quand les courriels ne partent plus', one: 'Courrier', act: 'Voir pourquoi' },
      en: { label: 'Mail', hint: 'When e-mails do not leave any more', one: 'Mail', act: 'See why' },
    },
  },
];
