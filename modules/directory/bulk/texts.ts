import { defineTexts } from '../../../platform/texts/texts.ts';

const persons = (count: number): string => `${count} ${count > 1 ? 'personnes' : 'personne'}`;
const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

/** What is done to chosen people in one go. */
export const texts = defineTexts({
  fr: {
    people: 'Personnes',
    count: (count: number) => `${persons(count)}. Rien n’est encore fait.`,
    aside: (count: number) => `${persons(count)} de votre choix ${count > 1 ? 'restent' : 'reste'} de côté.`,
    who: 'Voir les noms',
    nobody: 'Personne n’est concerné',
    newGroup: 'Créer un groupe',
    back: 'Revenir à la liste',
    kinds: {
      move: {
        label: 'Changer de classe',
        title: 'Changer de classe',
        what: 'Ces élèves quittent leur classe d’aujourd’hui et entrent dans celle que vous choisissez.',
        aside: 'Seuls les élèves ont une classe.',
        nobody: 'Choisissez des élèves dans la liste : seuls les élèves ont une classe.',
        none: 'L’établissement n’a pas encore de classe',
        field: 'Nouvelle classe',
        submit: (count: number) => (count > 1 ? `Changer ${count} élèves de classe` : 'Changer l’élève de classe'),
        done: (count: number) =>
          count === 0 ? 'Rien n’a changé : c’était déjà le cas.' : `C’est fait pour ${persons(count)}.`,
      },
      join: {
        label: 'Ajouter à un groupe',
        title: 'Ajouter à un groupe',
        what: 'Ces personnes entrent aujourd’hui dans le groupe que vous choisissez. On les en retire une à une.',
        aside: 'Un responsable entre par son enfant.',
        nobody: 'Choisissez des élèves ou des adultes qui travaillent dans l’établissement.',
        none: 'L’établissement n’a pas encore de groupe libre',
        field: 'Groupe',
        submit: (count: number) => `Ajouter ${persons(count)}`,
        done: (count: number) =>
          count === 0 ? 'Rien n’a changé : c’était déjà le cas.' : `${persons(count)} de plus dans le groupe.`,
      },
      leave: {
        label: 'Noter un départ',
        title: 'Noter des départs',
        what: 'À partir de ce jour, ces personnes ne sont plus rien dans l’établissement. Chaque départ peut être annulé ensuite.',
        aside: 'La direction, vous-même et les responsables (qui suivent leurs enfants) ne partent pas ainsi.',
        nobody: 'Ni la direction, ni vous-même, ni un responsable ne partent ainsi.',
        none: 'Aucun départ à noter',
        field: 'Départ à partir du',
        submit: (count: number) => (count > 1 ? `Noter ${count} départs` : 'Noter le départ'),
        done: (count: number) =>
          count > 1
            ? `${count} départs sont notés. Chacun peut être annulé ici.`
            : 'Le départ est noté. Il peut être annulé ici.',
      },
    },
    refused: {
      'directory.no-such-class': 'Choisissez une classe de l’établissement.',
      'directory.no-such-group': 'Choisissez un groupe libre de l’établissement.',
      'directory.departure-day-odd': 'Choisissez un jour entre quatre mois en arrière et six mois en avant.',
      'directory.nobody-concerned': 'Cela ne concerne aucune des personnes choisies : refaites votre choix.',
    },
  },
  en: {
    people: 'People',
    count: (count: number) => `${people(count)}. Nothing is done yet.`,
    aside: (count: number) => `${people(count)} of your choice ${count === 1 ? 'stays' : 'stay'} aside.`,
    who: 'See the names',
    nobody: 'Nobody is concerned',
    newGroup: 'Create a group',
    back: 'Back to the list',
    kinds: {
      move: {
        label: 'Change class',
        title: 'Change class',
        what: 'These pupils leave today’s class and enter the one that you choose.',
        aside: 'Only pupils have a class.',
        nobody: 'Choose pupils in the list: only pupils have a class.',
        none: 'The school has no class yet',
        field: 'New class',
        submit: (count: number) => (count === 1 ? 'Change the pupil’s class' : `Change the class of ${count} pupils`),
        done: (count: number) =>
          count === 0 ? 'Nothing changed: all were in this class already.' : `Done for ${people(count)}.`,
      },
      join: {
        label: 'Add to a group',
        title: 'Add to a group',
        what: 'These people enter today the group that you choose. They are taken out one by one.',
        aside: 'A guardian enters through a child.',
        nobody: 'Choose pupils or adults who work in the school.',
        none: 'The school has no free group yet',
        field: 'Group',
        submit: (count: number) => `Add ${people(count)}`,
        done: (count: number) =>
          count === 0 ? 'Nothing changed: all were in it already.' : `${people(count)} more in the group.`,
      },
      leave: {
        label: 'Note a departure',
        title: 'Note departures',
        what: 'From this day on these people are nothing in the school. Each departure can be taken back afterwards.',
        aside: 'Heads, yourself and guardians (who follow their children) do not leave this way.',
        nobody: 'Neither heads, nor yourself, nor guardians leave this way.',
        none: 'No departure to note',
        field: 'Gone from',
        submit: (count: number) => (count === 1 ? 'Note the departure' : `Note ${count} departures`),
        done: (count: number) =>
          count === 1
            ? 'The departure is noted. It can be taken back here.'
            : `${count} departures are noted. Each can be taken back here.`,
      },
    },
    refused: {
      'directory.no-such-class': 'Choose a class of the school.',
      'directory.no-such-group': 'Choose a free group of the school.',
      'directory.departure-day-odd': 'Choose a day between four months ago and six months from now.',
      'directory.nobody-concerned': 'This concerns none of the chosen people: choose again.',
    },
  },
});
