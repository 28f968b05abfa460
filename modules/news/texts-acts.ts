import { defineTexts } from '../../platform/texts/texts.ts';

/** Acts of news in the audit. */
export const actTexts = defineTexts({
  fr: {
    'news.post-published': 'Actualité publiée à un établissement ou au-delà',
    'news.post-withdrawn': 'Actualité d’une autre personne retirée',
  },
  en: {
    'news.post-published': 'News published to a school or beyond',
    'news.post-withdrawn': 'Post of another person withdrawn',
  },
});
