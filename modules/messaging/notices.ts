import type { BadgeCount, NotificationKind } from '../../platform/module.ts';
import { audiencesOf } from '../directory/index.ts';
import { isReadingHeardStopped, stoppedReaders } from '../safety/index.ts';
import { unreadQuery } from './reading/lists.ts';
import { texts } from './texts-notices.ts';

/** The kind under which people are told of messages, and the place of what hangs on one. */
export const NOTIFICATION = 'messaging.message';
export const subjectOf = (messageId: string): string => `${NOTIFICATION}:${messageId}`;

export const messageKind: NotificationKind = {
  key: NOTIFICATION,
  order: 10,
  icon: 'mail',
  defaults: { mail: 'evening', push: true },
  // Subject and first words are the message too.
  isOutOfSight: isReadingHeardStopped,
  heldBackFrom: ({ db, clock }, personIds) => stoppedReaders({ db, now: clock.now() }, personIds),
  texts: { fr: texts.fr.kind, en: texts.en.kind },
};

/** Unread messages beside the name of the destination. */
export const unreadBadge: BadgeCount = {
  destination: 'messages',
  values: ({ actor }) => ({ personId: actor.personId, keys: audiencesOf(actor) }),
  query: unreadQuery,
};
