import { defineTexts } from '../../platform/texts/texts.ts';

/** Safety's lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'safety.report': 'un signalement',
    'safety.report.send': 'l’envoyer',
    'safety.report.follow': 'lire ce qu’on a envoyé et la réponse',
    'safety.report.read': 'le lire, avec ses preuves',
    'safety.report.handle': 'le traiter : masquer, avertir, transmettre, répondre, clore',
    'own-reports': 'ses propres signalements',
    'reports-of-own-school':
      'les signalements de son établissement, sauf ceux qui concernent un adulte qui y travaille, lui-même ou ses enfants',
    'reports-entrusted': 'les signalements de l’établissement qui les lui a confiés, avec les mêmes exceptions',
    'reports-outside-school': 'les signalements qui sortent de l’établissement, s’il n’y travaille pas',
    'safety.image-right': 'le droit à l’image d’un enfant',
    'safety.image-right.answer': 'dire si ses photos peuvent être montrées',
    'children-in-care': 'les enfants dont on est responsable légal',
    'safety.class-pictures': 'le droit à l’image dans une classe',
    'safety.class-pictures.see': 'lire qui peut être montré',
    'safety.class-pictures.ask': 'demander aux familles pour une occasion',
    'classes-taught': 'les classes où l’on enseigne',
    'classes-of-own-school': 'les classes de son établissement',
  },
  en: {
    'safety.report': 'a report',
    'safety.report.send': 'send it',
    'safety.report.follow': 'read what one sent, and the answer',
    'safety.report.read': 'read it, with its evidence',
    'safety.report.handle': 'deal with it: hide, warn, hand on, answer, close',
    'own-reports': 'one’s own reports',
    'reports-of-own-school':
      'the reports of one’s school, but those about an adult who works there, oneself or one’s children',
    'reports-entrusted': 'the reports of the school that entrusted them, with the same exceptions',
    'reports-outside-school': 'the reports that leave the school, where one does not work',
    'safety.image-right': 'the pictures of a child',
    'safety.image-right.answer': 'say whether they may be shown',
    'children-in-care': 'the children whose legal guardian one is',
    'safety.class-pictures': 'the pictures of a class',
    'safety.class-pictures.see': 'read who may be shown',
    'safety.class-pictures.ask': 'ask the families about one occasion',
    'classes-taught': 'the classes where one teaches',
    'classes-of-own-school': 'the classes of one’s school',
  },
});
