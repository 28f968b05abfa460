import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of files in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Fichiers',
    things: {
      files: {
        title: 'Fichiers envoyés',
        fields: {
          name: 'Nom',
          bytes: 'Octets',
          media_type: 'Nature',
          created_at: 'Envoyé le',
          scan: 'Antivirus',
          holds: 'Joint à (nombre)',
        },
        values: {
          scan: {
            'not-scanned': 'non analysé',
            waiting: 'analyse en cours',
            clean: 'rien trouvé',
            quarantined: 'bloqué',
            unexamined: 'bloqué, non examiné',
          },
        },
      },
    },
    exceptions: [
      'Un fichier joint à un message, à une actualité ou à un mot reste avec lui, sous un nom neutre, aussi longtemps que lui.',
      'Un fichier supprimé reste dans les sauvegardes aussi longtemps qu’elles sont gardées.',
    ],
  },
  en: {
    title: 'Files',
    things: {
      files: {
        title: 'Files sent',
        fields: {
          name: 'Name',
          bytes: 'Bytes',
          media_type: 'Kind',
          created_at: 'Sent on',
          scan: 'Virus scanner',
          holds: 'Attached to (number)',
        },
        values: {
          scan: {
            'not-scanned': 'not scanned',
            waiting: 'being scanned',
            clean: 'nothing found',
            quarantined: 'blocked',
            unexamined: 'blocked, not examined',
          },
        },
      },
    },
    exceptions: [
      'A file attached to a message, a post or a note stays with it, under a neutral name, for as long as it stays.',
      'A deleted file stays in backups for as long as they are kept.',
    ],
  },
};
