import type { NotificationKind } from '../../platform/module.ts';
import { maySend } from './read.ts';

/** Of what news tells people, each by the ways that they choose. */
export const notificationKinds: readonly NotificationKind[] = [
  {
    key: 'news.post',
    order: 30,
    icon: 'megaphone',
    defaults: { mail: 'evening', push: true },
    texts: {
      fr: { label: 'Actualités', hint: 'Ce que racontent la classe, l’école et la commune', one: 'Actualité' },
      en: { label: 'News', hint: 'What the class, the school and the commune tell', one: 'News' },
    },
  },
  {
    key: 'news.picture',
    order: 34,
    icon: 'image',
    defaults: { mail: 'now', push: true },
    offeredTo: maySend,
    texts: {
      fr: { label: 'Photos retirées', hint: 'Quand une famille retire son autorisation', one: 'Photos retirées' },
      en: {
        label: 'Pictures taken away',
        hint: 'When a family withdraws its authorisation',
        one: 'Pictures taken away',
      },
    },
  },
  {
    key: 'news.comment',
    order: 35,
    icon: 'message-circle',
    defaults: { mail: 'evening', push: false },
    offeredTo: maySend,
    texts: {
      fr: { label: 'Commentaires', hint: 'Ce que l’on écrit sous vos publications', one: 'Commentaire' },
      en: { label: 'Comments', hint: 'What people write under your posts', one: 'Comment' },
    },
  },
];
