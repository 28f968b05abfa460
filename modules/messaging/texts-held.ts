import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of messages in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Messagerie',
    things: {
      written: {
        title: 'Messages écrits',
        fields: {
          subject: 'Objet',
          words: 'Premiers mots',
          written_at: 'Écrit le',
          sent_at: 'Envoyé le',
          people: 'Destinataires',
          text: 'Texte',
        },
      },
      received: {
        title: 'Messages reçus',
        fields: { subject: 'Objet', words: 'Premiers mots', sent_at: 'Reçu le', read_at: 'Lu le' },
      },
      drafts: { title: 'Brouillons', fields: { subject: 'Objet', body: 'Texte', saved_at: 'Enregistré le' } },
      folders: { title: 'Dossiers', fields: { label: 'Nom' } },
      preferences: { title: 'Signature', fields: { signature: 'Texte' } },
      absence: {
        title: 'Absence annoncée',
        fields: { starts_on: 'Du', ends_on: 'Jusqu’au (exclu)', words: 'Réponse' },
      },
      blocks: { title: 'Personnes bloquées', fields: { since: 'Depuis le' } },
    },
    exceptions: [
      'Ce qu’une personne a écrit reste chez celles et ceux qui l’ont reçu, sans son nom, jusqu’à ce que leur copie disparaisse : trois années scolaires au plus.',
    ],
  },
  en: {
    title: 'Messages',
    things: {
      written: {
        title: 'Messages written',
        fields: {
          subject: 'Subject',
          words: 'First words',
          written_at: 'Written on',
          sent_at: 'Sent on',
          people: 'Recipients',
          text: 'Text',
        },
      },
      received: {
        title: 'Messages received',
        fields: { subject: 'Subject', words: 'First words', sent_at: 'Received on', read_at: 'Read on' },
      },
      drafts: { title: 'Drafts', fields: { subject: 'Subject', body: 'Text', saved_at: 'Saved on' } },
      folders: { title: 'Folders', fields: { label: 'Name' } },
      preferences: { title: 'Signature', fields: { signature: 'Text' } },
      absence: {
        title: 'Absence announced',
        fields: { starts_on: 'From', ends_on: 'Until (excluded)', words: 'Answer' },
      },
      blocks: { title: 'Blocked people', fields: { since: 'Since' } },
    },
    exceptions: [
      'What a person wrote stays with those who received it, without their name, until their copy goes: three school years at most.',
    ],
  },
};
