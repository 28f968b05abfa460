import { defineTexts } from '../../../platform/texts/texts.ts';

/** The head's table of who is on the way out. */
export const texts = defineTexts({
  fr: {
    label: 'Départs de Préau',
    detail: 'Qui a quitté l’établissement, et quand ses données sont effacées',
    count: (rows: number, figure: string) => (rows > 1 ? `${figure} personnes` : `${figure} personne`),
    empty:
      'Les personnes qui quittent l’établissement sans aller dans un autre de Préau apparaissent ici le lendemain.',
    name: 'Nom',
    leftOn: 'Départ',
    eraseOn: 'Effacement',
    choice: 'Choix de la personne',
    choices: { keep: 'Garder jusqu’au dernier jour', erase: 'Effacer sans attendre' },
    rights: { leavers: 'les personnes en train de quitter Préau', list: 'voir qui est parti et quand tout est effacé' },
  },
  en: {
    label: 'Leaving Préau',
    detail: 'Who left the school, and when their data is erased',
    count: (rows: number, figure: string) => (rows === 1 ? `${figure} person` : `${figure} people`),
    empty: 'People who leave the school without going to another one of Préau appear here the day after.',
    name: 'Name',
    leftOn: 'Departure',
    eraseOn: 'Erasure',
    choice: 'The person’s choice',
    choices: { keep: 'Keep until the last day', erase: 'Erase without waiting' },
    rights: { leavers: 'the people who are leaving Préau', list: 'see who left and when all is erased' },
  },
});
