import { defineTexts } from '../../platform/texts/texts.ts';

/** The portal's lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'portal.banner': 'un bandeau d’information',
    'portal.banner.write': 'l’écrire et le retirer',
    everywhere: 'partout',
  },
  en: {
    'portal.banner': 'a banner',
    'portal.banner.write': 'write and remove it',
    everywhere: 'everywhere',
  },
});
