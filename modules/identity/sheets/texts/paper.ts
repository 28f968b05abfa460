import { CODE_DAYS } from '../../activation/code.ts';

/** What a login sheet says in French, always there: to adults, to pupils (`tu`). A sheet is a document of the school: French only. */
export const paper = {
  title: (school: string) => `Fiches de connexion · ${school}`,
  author: 'Préau',
  about: {
    guardian: (children: string) => `Parent ou responsable de ${children}`,
    pupil: 'Élève',
    staff: 'Personnel de l’établissement',
  },
  and: ' et ',
  square: 'Carré à scanner avec un téléphone : il ouvre la page de première connexion.',
  code: 'Code',
  login: 'Identifiant',
  site: 'Adresse',
  until: (day: string) => `Code valable jusqu’au ${day}, une seule fois`,
  steps: 'Pour entrer',
  adult: {
    scan: 'Scannez le carré avec un téléphone, ou ouvrez l’adresse et recopiez le code.',
    proof: {
      'child-birth-date': 'Donnez la date de naissance de votre enfant.',
      'own-birth-date': 'Donnez votre date de naissance.',
      mail: 'Donnez l’adresse électronique que l’établissement connaît.',
    },
    choose: 'Choisissez votre mot de passe : vous ne vous servirez plus du code.',
    keep: `Cette fiche est pour vous seul : chaque responsable a la sienne. Elle ne contient aucun mot de passe. Perdue ou plus vieille que ${CODE_DAYS} jours ? Demandez-en une autre à l’établissement : l’ancienne ne marchera plus.`,
  },
  pupil: {
    scan: 'Scanne le carré avec un téléphone, ou ouvre l’adresse et recopie le code.',
    proof: {
      'child-birth-date': 'Donne la date de naissance de ton enfant.',
      'own-birth-date': 'Donne ta date de naissance.',
      mail: 'Donne l’adresse électronique que l’établissement connaît.',
    },
    choose: 'Choisis ton mot de passe : tu ne te serviras plus du code.',
    keep: `Cette fiche est pour toi seul. Elle ne contient aucun mot de passe. Perdue ou plus vieille que ${CODE_DAYS} jours ? Demandes-en une autre à ton établissement : l’ancienne ne marchera plus.`,
  },
} as const;
