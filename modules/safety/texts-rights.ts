import { defineTexts } from '../../platform/texts/texts.ts';

/** Safety's lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'safety.image-right': 'le droit à l’image d’un enfant',
    'safety.image-right.answer': 'dire si ses photos peuvent être montrées',
    'children-in-care': 'les enfants dont on est responsable légal',
    'safety.class-pictures': 'le droit à l’image dans une classe',
    'safety.class-pictures.see': 'lire qui peut être montré',
    'classes-taught': 'les classes où l’on enseigne',
    'classes-of-own-school': 'les classes de son établissement',
  },
  en: {
    'safety.image-right': 'the pictures of a child',
    'safety.image-right.answer': 'say whether they may be shown',
    'children-in-care': 'the children whose legal guardian one is',
    'safety.class-pictures': 'the pictures of a class',
    'safety.class-pictures.see': 'read who may be shown',
    'classes-taught': 'the classes where one teaches',
    'classes-of-own-school': 'the classes of one’s school',
  },
});
