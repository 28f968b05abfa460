import type { PartWords } from '../../../platform/personal-data/part.ts';
import type { Locale } from '../../../platform/texts/texts.ts';

/** The headings of image rights in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Droit à l’image',
    things: {
      answers: {
        title: 'Réponses sur les photos',
        fields: {
          about: 'Pour',
          purpose: 'Usage',
          answer: 'Réponse',
          text_version: 'Version du texte',
          answered_at: 'Répondu le',
          ends_on: 'Jusqu’au (non compris)',
          replaced_at: 'Remplacée le',
        },
        values: {
          about: { self: 'la personne elle-même', child: 'un enfant' },
          purpose: { class: 'la classe', public: 'le public', press: 'la presse' },
          answer: { allowed: 'accordé', refused: 'refusé', withdrawn: 'retiré' },
        },
      },
    },
    exceptions: [
      'La preuve des réponses sur les photos reste cinq ans dans l’archive du délégué à la protection des données.',
    ],
  },
  en: {
    title: 'Image rights',
    things: {
      answers: {
        title: 'Answers about pictures',
        fields: {
          about: 'For',
          purpose: 'Use',
          answer: 'Answer',
          text_version: 'Version of the words',
          answered_at: 'Answered on',
          ends_on: 'Until (excluded)',
          replaced_at: 'Replaced on',
        },
        values: {
          about: { self: 'the person', child: 'a child' },
          purpose: { class: 'the class', public: 'the public', press: 'the press' },
          answer: { allowed: 'allowed', refused: 'refused', withdrawn: 'withdrawn' },
        },
      },
    },
    exceptions: [
      'The proof of the answers about pictures stays five years in the archive of the data-protection officer.',
    ],
  },
};
