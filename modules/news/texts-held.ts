import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of news in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Actualités',
    things: {
      posts: {
        title: 'Ce que j’ai publié',
        fields: { title: 'Titre', words: 'Texte', publish_at: 'Publié le', withdrawn_at: 'Retiré le' },
      },
      comments: { title: 'Mes commentaires', fields: { words: 'Texte', written_at: 'Écrit le' } },
      answers: {
        title: 'Mes réponses',
        fields: { title: 'Publication', answer: 'Réponse', answered_at: 'Le' },
        values: { answer: { read: 'lu', thanks: 'Merci', seen: 'Vu', bravo: 'Bravo' } },
      },
      pictured: { title: 'Photos où l’on me reconnaît', fields: { title: 'Publication', publish_at: 'Publié le' } },
    },
    exceptions: ['Ce qu’un adulte a publié pour une classe ou une école y reste, sans son nom, jusqu’à deux ans.'],
  },
  en: {
    title: 'News',
    things: {
      posts: {
        title: 'What I posted',
        fields: { title: 'Title', words: 'Text', publish_at: 'Published on', withdrawn_at: 'Withdrawn on' },
      },
      comments: { title: 'My comments', fields: { words: 'Text', written_at: 'Written on' } },
      answers: {
        title: 'My answers',
        fields: { title: 'Post', answer: 'Answer', answered_at: 'On' },
        values: { answer: { read: 'read', thanks: 'Thank you', seen: 'Seen', bravo: 'Well done' } },
      },
      pictured: { title: 'Pictures in which I am recognised', fields: { title: 'Post', publish_at: 'Published on' } },
    },
    exceptions: ['What an adult posted for a class or a school stays there, without their name, for up to two years.'],
  },
};
