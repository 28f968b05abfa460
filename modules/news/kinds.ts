import type { NotificationKind } from '../../platform/module.ts';
import { maySend } from './read.ts';
import { kindTexts } from './texts-kinds.ts';

/** Of what news tells people, each by the ways that they choose. */
export const notificationKinds: readonly NotificationKind[] = [
  {
    key: 'news.post',
    order: 30,
    icon: 'megaphone',
    defaults: { mail: 'evening', push: true },
    texts: { fr: kindTexts.fr.post, en: kindTexts.en.post },
  },
  {
    key: 'news.picture',
    order: 34,
    icon: 'image',
    defaults: { mail: 'now', push: true },
    offeredTo: maySend,
    texts: { fr: kindTexts.fr.picture, en: kindTexts.en.picture },
  },
  {
    key: 'news.comment',
    order: 35,
    icon: 'message-circle',
    defaults: { mail: 'evening', push: false },
    offeredTo: maySend,
    texts: { fr: kindTexts.fr.comment, en: kindTexts.en.comment },
  },
];
