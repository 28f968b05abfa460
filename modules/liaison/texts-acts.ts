import { defineTexts } from '../../platform/texts/texts.ts';

/** The liaison book's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'liaison.note-written': 'Mot aux familles : écrit',
    'liaison.note-corrected': 'Mot aux familles : texte corrigé, signatures redemandées',
    'liaison.note-withdrawn': 'Mot aux familles : retiré',
    'liaison.acts-set': 'Carnet de liaison : qui signe les mots',
    'liaison.phrase-reviewed': 'Banque de phrases : traduction relue',
    'liaison.phrase-review-undone': 'Banque de phrases : traduction de nouveau non relue',
    'liaison.phrase-written': 'Banque de phrases : phrase de l’établissement ajoutée',
    'liaison.phrase-removed': 'Banque de phrases : phrase de l’établissement retirée',
  },
  en: {
    'liaison.note-written': 'Note to families: written',
    'liaison.note-corrected': 'Note to families: text corrected, signatures asked again',
    'liaison.note-withdrawn': 'Note to families: withdrawn',
    'liaison.acts-set': 'Liaison book: who signs notes',
    'liaison.phrase-reviewed': 'Phrase bank: translation reviewed',
    'liaison.phrase-review-undone': 'Phrase bank: translation no longer reviewed',
    'liaison.phrase-written': 'Phrase bank: phrase of the school added',
    'liaison.phrase-removed': 'Phrase bank: phrase of the school removed',
  },
});
