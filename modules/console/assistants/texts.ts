import { defineTexts } from '../../../platform/texts/texts.ts';

/** The assistant of the start of the year. */
export const texts = defineTexts({
  fr: {
    title: (steps: number) => `La rentrée en ${steps} étapes`,
    detail: 'Ce qui est fait, ce qui reste à faire',
    hint: (done: number, steps: number) =>
      done === steps
        ? 'Tout est fait. Bonne année scolaire !'
        : `${done} ${done > 1 ? 'étapes faites' : 'étape faite'} sur ${steps}`,
    progress: 'Étapes faites',
    done: 'Fait',
    todo: 'À faire',
    step: (rank: number, title: string) => `${rank}. ${title}`,
    places: 'Établissement affiché',
    everywhere: 'La rentrée de tous les établissements',
    everywhereDetail: 'Où en est chacun, étape par étape',
    column: 'Rentrée',
    stepsDone: (done: number, steps: number) => `${done} sur ${steps}`,
    filter: 'Étape à faire',
    countedAt: 'Compté',
    card: 'Rentrée',
    go: 'Continuer',
    classTodo: 'À faire pour la classe',
    classDone: 'Chaque élève a un responsable qui s’est connecté.',
    none: 'Aucune étape pour le moment',
    noneHint: 'Les étapes apparaissent quand les services de l’établissement sont là.',
    rights: {
      'console.progress': 'l’avancement de la rentrée',
      'console.progress.see': 'suivre les étapes de la rentrée d’un établissement',
    },
  },
  en: {
    title: (steps: number) => `The start of the year in ${steps} steps`,
    detail: 'What is done, what is left to do',
    hint: (done: number, steps: number) =>
      done === steps ? 'All is done. Have a good school year!' : `${done} of ${steps} steps done`,
    progress: 'Steps done',
    done: 'Done',
    todo: 'To do',
    step: (rank: number, title: string) => `${rank}. ${title}`,
    places: 'School shown',
    everywhere: 'The start of the year in all schools',
    everywhereDetail: 'How far each is, step by step',
    column: 'Start of the year',
    stepsDone: (done: number, steps: number) => `${done} of ${steps}`,
    filter: 'Step to do',
    countedAt: 'Counted',
    card: 'Start of the year',
    go: 'Go on',
    classTodo: 'To do for the class',
    classDone: 'Each pupil has a guardian who signed in.',
    none: 'No step for the moment',
    noneHint: 'Steps appear when the services of the school are there.',
    rights: {
      'console.progress': 'the progress of the start of the year',
      'console.progress.see': 'follow the steps of a school’s start of the year',
    },
  },
});
