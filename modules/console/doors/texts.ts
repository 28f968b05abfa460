import { defineTexts } from '../../../platform/texts/texts.ts';

/** The way into the console. */
export const texts = defineTexts({
  fr: {
    title: 'Gestion',
    detail: 'Tableaux, rentrée, journal : ce qui se gère',
    hint: 'Ce dont vous avez la charge : listes à filtrer et à emporter, étapes de la rentrée, journal.',
    nothing: 'Rien à gérer pour le moment',
    nothingHint: 'Les tableaux apparaissent ici quand vous avez la charge d’un établissement.',
  },
  en: {
    title: 'Management',
    detail: 'Tables, start of the year, journal: what is managed',
    hint: 'What you are in charge of: lists to filter and take away, steps of the start of the year, journal.',
    nothing: 'Nothing to manage for the moment',
    nothingHint: 'Tables appear here when you are in charge of a school.',
  },
});
