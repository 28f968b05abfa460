import { defineTexts } from '../../platform/texts/texts.ts';

/** The liaison book's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'liaison.note-written': 'Mot aux familles : écrit',
    'liaison.note-corrected': 'Mot aux familles : texte corrigé, signatures redemandées',
    'liaison.note-withdrawn': 'Mot aux familles : retiré',
    'liaison.acts-set': 'Carnet de liaison : qui signe les mots',
  },
  en: {
    'liaison.note-written': 'Note to families: written',
    'liaison.note-corrected': 'Note to families: text corrected, signatures asked again',
    'liaison.note-withdrawn': 'Note to families: withdrawn',
    'liaison.acts-set': 'Liaison book: who signs notes',
  },
});
