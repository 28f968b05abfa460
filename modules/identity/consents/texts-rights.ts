import { defineTexts } from '../../../platform/texts/texts.ts';

/** Lines of the rights grid about what people allow. */
export const answerRights = defineTexts({
  fr: {
    'identity.consent': 'l’accord d’un enfant de moins de quinze ans',
    'identity.consent.answer': 'le donner avec lui, le refuser, le retirer',
    'identity.reuse': 'une demande « Dites-le-nous une fois »',
    'identity.reuse.declare': 'la faire aux familles et y mettre fin',
    'identity.reuse.read': 'lire ce que les familles acceptent',
    'identity.reuse.answer': 'y répondre pour soi',
    'every-commune': 'toutes les communes',
    'communes-of-childrens-schools': 'les communes où ses enfants vont à l’école',
  },
  en: {
    'identity.consent': 'the consent of a child under fifteen',
    'identity.consent.answer': 'give it with them, refuse it, take it back',
    'identity.reuse': 'a request “Tell us once”',
    'identity.reuse.declare': 'make it to families and end it',
    'identity.reuse.read': 'read what families agree to',
    'identity.reuse.answer': 'answer it for oneself',
    'every-commune': 'all communes',
    'communes-of-childrens-schools': 'the communes where one’s children go to school',
  },
});
