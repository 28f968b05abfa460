import { defineTexts } from '../../platform/texts/texts.ts';

/** The portal's lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'portal.banner': 'un bandeau d’information',
    'portal.banner.write': 'l’écrire et le retirer',
    'portal.school': 'le portail d’un établissement',
    'portal.school.shape': 'choisir ce qu’il montre',
    everywhere: 'partout',
    'communes-schools': 'les établissements de sa commune',
  },
  en: {
    'portal.banner': 'a banner',
    'portal.banner.write': 'write and remove it',
    'portal.school': 'the portal of a school',
    'portal.school.shape': 'choose what it shows',
    everywhere: 'the whole platform',
    'communes-schools': 'the schools of their commune',
  },
});
