import { defineTexts } from '../../platform/texts/texts.ts';

/** News in the table of notifications, and in the feed. */
export const kindTexts = defineTexts({
  fr: {
    post: { label: 'Actualités', hint: 'Ce que racontent la classe, l’école et la commune', one: 'Actualité' },
    picture: { label: 'Photos retirées', hint: 'Quand une famille retire son autorisation', one: 'Photos retirées' },
    comment: { label: 'Commentaires', hint: 'Ce que l’on écrit sous vos publications', one: 'Commentaire' },
  },
  en: {
    post: { label: 'News', hint: 'What the class, the school and the commune tell', one: 'News' },
    picture: {
      label: 'Pictures taken away',
      hint: 'When a family withdraws its authorisation',
      one: 'Pictures taken away',
    },
    comment: { label: 'Comments', hint: 'What people write under your posts', one: 'Comment' },
  },
});
