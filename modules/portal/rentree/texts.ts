import { defineTexts } from '../../../platform/texts/texts.ts';

/** The portal's steps of the start of the year. */
export const texts = defineTexts({
  fr: {
    portal: {
      title: 'Le portail est choisi',
      why: 'Les services et les liens que trouvent familles, élèves et personnels. S’ils conviennent, gardez-les tels quels en un geste.',
      count: (isDone: boolean) => (isDone ? 'Choisi pour cette année' : 'Pas encore choisi cette année'),
      choose: 'Choisir le portail',
      see: 'Voir le portail',
    },
    welcome: {
      title: 'Le mot d’accueil est publié',
      why: 'Quelques lignes de votre part, que les familles lisent en arrivant.',
      count: (isDone: boolean) => (isDone ? 'Publié cette année' : 'Pas encore écrit cette année'),
      write: 'Écrire le mot d’accueil',
      see: 'Voir le mot d’accueil',
    },
  },
  en: {
    portal: {
      title: 'The portal is chosen',
      why: 'The services and links that families, pupils and staff find. If they suit you, keep them as they are in one tap.',
      count: (isDone: boolean) => (isDone ? 'Chosen for this year' : 'Not chosen yet this year'),
      choose: 'Choose the portal',
      see: 'See the portal',
    },
    welcome: {
      title: 'The word of welcome is published',
      why: 'A few lines of yours, which families read when they come in.',
      count: (isDone: boolean) => (isDone ? 'Published this year' : 'Not written yet this year'),
      write: 'Write the word of welcome',
      see: 'See the word of welcome',
    },
  },
});
