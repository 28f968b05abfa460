import { defineTexts } from '../../platform/texts/texts.ts';

/** The directory's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'directory.kin-reviewed': 'Responsables d’une classe vérifiés',
    'directory.teacher-attached': 'Rattachement à une classe comme enseignant',
    'directory.function-changed': 'Profil donné par une fonction changé',
    'directory.role-given': 'Rôle donné depuis la ligne de commande',
    'directory.table-sent': 'Tableau envoyé pour être comparé',
    'directory.table-applied': 'Tableau appliqué à l’annuaire',
    'directory.table-undone': 'Import d’un tableau annulé',
    'directory.table-dropped': 'Tableau abandonné',
    'directory.person-created': 'Fiche créée',
    'directory.person-changed': 'Fiche corrigée',
    'directory.class-changed': 'Changement de classe',
    'directory.post-given': 'Fonction ajoutée',
    'directory.post-ended': 'Fonction retirée',
    'directory.person-left': 'Départ noté',
    'directory.person-returned': 'Départ annulé',
  },
  en: {
    'directory.kin-reviewed': 'Guardians of a class verified',
    'directory.teacher-attached': 'Attached to a class as a teacher',
    'directory.function-changed': 'Profile given by a function changed',
    'directory.role-given': 'Role given from the command line',
    'directory.table-sent': 'Table sent to be compared',
    'directory.table-applied': 'Table applied to the directory',
    'directory.table-undone': 'Import of a table undone',
    'directory.table-dropped': 'Table dropped',
    'directory.person-created': 'Record created',
    'directory.person-changed': 'Record corrected',
    'directory.class-changed': 'Class changed',
    'directory.post-given': 'Post added',
    'directory.post-ended': 'Post taken away',
    'directory.person-left': 'Departure noted',
    'directory.person-returned': 'Departure taken back',
  },
});
