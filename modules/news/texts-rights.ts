import { defineTexts } from '../../platform/texts/texts.ts';

/** News in the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'news.post': 'une actualité',
    'news.post.read': 'la lire',
    'news.post.change': 'en changer les mots',
    'news.post.manage': 'la retirer, l’épingler, voir qui l’a lue',
    'own-circles': 'celles de ses classes, écoles et communes, ou de celles de ses enfants',
    'own-posts': 'celles qu’on a écrites',
    'posts-of-own-school': 'celles de son établissement',
    'posts-of-own-commune': 'celles de sa commune',
    'posts-of-the-platform': 'celles de toute la plateforme',
  },
  en: {
    'news.post': 'a post',
    'news.post.read': 'read it',
    'news.post.change': 'change its words',
    'news.post.manage': 'withdraw it, pin it, see who has read it',
    'own-circles': 'those of their classes, schools and communes, or of their children’s',
    'own-posts': 'those they wrote themselves',
    'posts-of-own-school': 'those of their school',
    'posts-of-own-commune': 'those of their commune',
    'posts-of-the-platform': 'those of the whole platform',
  },
});
