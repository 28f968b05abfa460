import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of image rights in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Droit à l’image et signalements',
    things: {
      answers: {
        title: 'Réponses sur les photos',
        fields: {
          about: 'Pour',
          purpose: 'Où',
          kind: 'Quoi',
          occasion: 'Occasion',
          answer: 'Réponse',
          text_version: 'Version du texte',
          answered_at: 'Répondu le',
          ends_on: 'Jusqu’au (non compris)',
          replaced_at: 'Remplacée le',
        },
        values: {
          about: { self: 'la personne elle-même', child: 'un enfant' },
          purpose: {
            class: 'la classe',
            school: 'l’établissement',
            between: 'entre établissements',
            public: 'le public',
            press: 'la presse',
          },
          kind: { image: 'photos et vidéos', voice: 'voix', production: 'travaux' },
          answer: { allowed: 'accordé', refused: 'refusé', withdrawn: 'retiré' },
        },
      },
      reports: {
        title: 'Signalements envoyés',
        fields: { sent_at: 'Envoyé le', school: 'Établissement', words: 'Texte', closed_at: 'Terminé le' },
      },
    },
    exceptions: [
      'Un signalement et ses preuves restent jusqu’à douze mois après sa clôture, même si la personne part : il protège aussi les autres. Ils restent ensuite dans l’archive du délégué à la protection des données, jusqu’à six ans après le signalement.',
      'La preuve des réponses sur les photos reste cinq ans dans l’archive du délégué à la protection des données.',
    ],
  },
  en: {
    title: 'Image rights and reports',
    things: {
      answers: {
        title: 'Answers about pictures',
        fields: {
          about: 'For',
          purpose: 'Where',
          kind: 'What',
          occasion: 'Occasion',
          answer: 'Answer',
          text_version: 'Version of the words',
          answered_at: 'Answered on',
          ends_on: 'Until (excluded)',
          replaced_at: 'Replaced on',
        },
        values: {
          about: { self: 'the person', child: 'a child' },
          purpose: {
            class: 'the class',
            school: 'the school',
            between: 'between schools',
            public: 'the public',
            press: 'the press',
          },
          kind: { image: 'pictures and films', voice: 'voice', production: 'work' },
          answer: { allowed: 'allowed', refused: 'refused', withdrawn: 'withdrawn' },
        },
      },
      reports: {
        title: 'Reports sent',
        fields: { sent_at: 'Sent on', school: 'School', words: 'Words', closed_at: 'Finished on' },
      },
    },
    exceptions: [
      'A report and its evidence stay until twelve months after it was closed, even if the person leaves: it protects others too. They then stay in the archive of the data-protection officer, until six years after the report.',
      'The proof of the answers about pictures stays five years in the archive of the data-protection officer.',
    ],
  },
};
