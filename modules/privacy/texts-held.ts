import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** This module's own headings of "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Départ et demandes',
    things: {
      leaves: {
        title: 'Départ et effacement',
        fields: {
          left_on: 'Départ',
          erase_on: 'Effacement prévu',
          disabled_at: 'Compte fermé le',
          choice: 'Choix',
          chosen_at: 'Choisi le',
          returned_at: 'Retour le',
        },
        values: { choice: { keep: 'Garder jusqu’au dernier jour', erase: 'Effacer sans attendre' } },
      },
      requests: {
        title: 'Demandes au délégué à la protection des données',
        fields: { kind: 'Nature', words: 'Demande', asked_at: 'Du', answered_at: 'Répondu le', answer: 'Réponse' },
        values: {
          kind: {
            rectify: 'Corriger',
            erase: 'Effacer',
            oppose: 'S’opposer à un usage',
            limit: 'Limiter un usage',
            other: 'Autre',
          },
        },
      },
    },
    exceptions: [
      'Après l’effacement restent un numéro qui ne désigne plus personne, les dates et la raison.',
      'Quand une procédure le demande, le délégué à la protection des données suspend l’effacement.',
    ],
  },
  en: {
    title: 'Departure and requests',
    things: {
      leaves: {
        title: 'Departure and erasure',
        fields: {
          left_on: 'Departure',
          erase_on: 'Erasure due',
          disabled_at: 'Account closed on',
          choice: 'Choice',
          chosen_at: 'Chosen on',
          returned_at: 'Returned on',
        },
        values: { choice: { keep: 'Keep until the last day', erase: 'Erase without waiting' } },
      },
      requests: {
        title: 'Requests to the data-protection officer',
        fields: { kind: 'Kind', words: 'Request', asked_at: 'Of', answered_at: 'Answered on', answer: 'Answer' },
        values: {
          kind: {
            rectify: 'Correct',
            erase: 'Erase',
            oppose: 'Object to a use',
            limit: 'Limit a use',
            other: 'Other',
          },
        },
      },
    },
    exceptions: [
      'After the erasure a number stays that designates nobody any more, with the days and the reason.',
      'When a procedure asks for it, the data-protection officer holds the erasure back.',
    ],
  },
};
