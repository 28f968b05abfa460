import type { NotificationKind } from '../../../platform/module.ts';
import { answersForPupils } from './policy.ts';
import { texts } from './texts.ts';

/** What is told about messages that somebody reads first: to who reads, to their author. */
export const pupilKinds: readonly NotificationKind[] = [
  {
    key: 'messaging.held',
    order: 12,
    icon: 'eye',
    defaults: { mail: 'evening', push: true },
    offeredTo: ({ actor }) => answersForPupils(actor) || actor.groups.some(({ role }) => role === 'owner'),
    texts: { fr: texts.fr.kinds.held, en: texts.en.kinds.held },
  },
  {
    key: 'messaging.kept-back',
    order: 13,
    icon: 'mail',
    defaults: { mail: 'never', push: true },
    offeredTo: ({ actor }) => actor.roles.includes('pupil') || actor.groups.some(({ role }) => role === 'member'),
    texts: { fr: texts.fr.kinds.keptBack, en: texts.en.kinds.keptBack },
  },
];
