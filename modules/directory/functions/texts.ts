import { defineTexts } from '../../../platform/texts/texts.ts';

export const texts = defineTexts({
  fr: {
    title: 'Fonctions et profils',
    detail: 'Ce que chaque fonction du fichier de l’académie permet d’être ici',
    subtitle:
      'Le fichier de l’académie donne une fonction à chaque personnel ; ce tableau en fait un profil, à la prochaine livraison.',
    code: 'Code',
    label: 'Fonction',
    profile: 'Profil',
    people: 'Personnes',
    change: 'Changer',
    changeOne: 'Changer ou ajouter une fonction',
    codeHelp: 'En capitales, comme dans le fichier : ENS, DOC, EDU…',
    labelOptional: 'Libellé',
    save: 'Enregistrer',
    saved: (code: string) => `C’est noté pour ${code} : la prochaine livraison en tiendra compte.`,
    roles: {
      teacher: 'enseignant',
      head: 'direction',
      librarian: 'documentaliste',
      school_life: 'vie scolaire',
      staff: 'personnel de l’établissement',
      academy: 'académie',
      after_school: 'périscolaire',
    },
  },
  en: {
    title: 'Functions and profiles',
    detail: 'What each function of the academy’s file lets one be here',
    subtitle:
      'The academy’s file gives each member of staff a function; this table makes it a profile, at the next delivery.',
    code: 'Code',
    label: 'Function',
    profile: 'Profile',
    people: 'People',
    change: 'Change',
    changeOne: 'Change or add a function',
    codeHelp: 'In capitals, as in the file: ENS, DOC, EDU…',
    labelOptional: 'Label',
    save: 'Save',
    saved: (code: string) => `Noted for ${code}: the next delivery will follow it.`,
    roles: {
      teacher: 'teacher',
      head: 'head',
      librarian: 'librarian',
      school_life: 'school life',
      staff: 'school staff',
      academy: 'academy',
      after_school: 'after-school',
    },
  },
});
