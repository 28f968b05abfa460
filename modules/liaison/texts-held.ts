import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of the liaison book in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Carnet de liaison',
    things: {
      answers: {
        title: 'Mots signés',
        fields: {
          title: 'Mot',
          outcome: 'Réponse',
          given: 'Détail',
          means: 'Moyen',
          answered_at: 'Le',
          replaced_at: 'Remplacé le',
        },
        values: {
          outcome: { signed: 'signé', refused: 'refusé' },
          means: { password: 'mot de passe', pictures: 'images', passkey: 'clé d’accès', session: 'session' },
        },
      },
      copies: {
        title: 'Mots reçus',
        fields: { title: 'Mot', delivered_at: 'Reçu le', seen_at: 'Vu le' },
      },
      about: {
        title: 'Mots qui parlent de la personne',
        fields: { title: 'Mot', added_at: 'Le', acknowledged_at: 'Lu par l’élève le' },
      },
      written: {
        title: 'Mots écrits aux familles',
        fields: { title: 'Mot', created_at: 'Le', withdrawn_at: 'Retiré le' },
      },
      words: {
        title: 'Mots écrits à l’école',
        fields: {
          kind: 'Sujet',
          words: 'Texte',
          starts_on: 'À partir du',
          ends_on: 'Jusqu’au (non compris)',
          sent_at: 'Envoyé le',
        },
        values: { kind: { absence: 'absence', 'pick-up': 'sortie', health: 'santé', other: 'autre' } },
      },
    },
    exceptions: ['La preuve des mots signés reste cinq ans dans l’archive du délégué à la protection des données.'],
  },
  en: {
    title: 'Liaison book',
    things: {
      answers: {
        title: 'Notes signed',
        fields: {
          title: 'Note',
          outcome: 'Answer',
          given: 'Detail',
          means: 'Means',
          answered_at: 'On',
          replaced_at: 'Replaced on',
        },
        values: {
          outcome: { signed: 'signed', refused: 'refused' },
          means: { password: 'password', pictures: 'pictures', passkey: 'passkey', session: 'session' },
        },
      },
      copies: {
        title: 'Notes received',
        fields: { title: 'Note', delivered_at: 'Received on', seen_at: 'Seen on' },
      },
      about: {
        title: 'Notes about the person',
        fields: { title: 'Note', added_at: 'On', acknowledged_at: 'Read by the pupil on' },
      },
      written: {
        title: 'Notes written to families',
        fields: { title: 'Note', created_at: 'On', withdrawn_at: 'Withdrawn on' },
      },
      words: {
        title: 'Words written to the school',
        fields: { kind: 'About', words: 'Text', starts_on: 'From', ends_on: 'Until (excluded)', sent_at: 'Sent on' },
        values: { kind: { absence: 'absence', 'pick-up': 'pick-up', health: 'health', other: 'other' } },
      },
    },
    exceptions: ['The proof of signed notes stays five years in the archive of the data-protection officer.'],
  },
};
