import { defineTexts } from '../../platform/texts/texts.ts';

/** The liaison book in the table of notifications, and in the feed. */
export const kindTexts = defineTexts({
  fr: {
    note: {
      label: 'Mots à signer',
      hint: 'Les mots du carnet de liaison, et leurs rappels.',
      one: 'Mot à signer',
      act: 'Signer',
    },
    word: {
      label: 'Mots des familles',
      hint: 'Absences annoncées, sorties, santé.',
      one: 'Mot d’une famille',
      act: 'Lire',
    },
  },
  en: {
    note: {
      label: 'Notes to sign',
      hint: 'The notes of the liaison book, and their reminders.',
      one: 'Note to sign',
      act: 'Sign',
    },
    word: {
      label: 'Words of families',
      hint: 'Announced absences, leaving school, health.',
      one: 'Word of a family',
      act: 'Read',
    },
  },
});
