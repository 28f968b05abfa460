import { defineTexts } from '../../../platform/texts/texts.ts';

const fr = new Intl.NumberFormat('fr-FR');
const en = new Intl.NumberFormat('en-GB');

/** The directory's steps of the start of the year. */
export const texts = defineTexts({
  fr: {
    people: {
      title: 'Tout le monde est là',
      why: 'Élèves, familles et adultes arrivent avec la livraison de l’académie ou un fichier importé.',
      count: (done: number, isShort: boolean) =>
        done === 0
          ? 'Personne pour le moment'
          : `${fr.format(done)} ${done > 1 ? 'personnes' : 'personne'}${isShort ? ' : il manque des élèves ou des enseignants' : ''}`,
      action: 'Voir les personnes',
    },
    classes: {
      title: 'Chaque élève a une classe',
      why: 'Les classes viennent avec les élèves ; il reste parfois des élèves arrivés entre-temps.',
      count: (done: number, total: number) =>
        `${fr.format(done)} ${done > 1 ? 'élèves' : 'élève'} sur ${fr.format(total)}`,
      missing: (count: number) => (count > 1 ? `Voir les ${count} élèves sans classe` : 'Voir l’élève sans classe'),
      action: 'Voir les classes',
    },
    teachers: {
      title: 'Chaque classe a son enseignant',
      why: 'Le fichier des écoles ne le dit pas : nous proposons d’après le nom des classes, vous confirmez.',
      count: (done: number, total: number) => `${done} ${done > 1 ? 'classes' : 'classe'} sur ${total}`,
      missing: (count: number) => (count > 1 ? `Rattacher ${count} classes` : 'Rattacher une classe'),
      action: 'Voir qui enseigne',
    },
  },
  en: {
    people: {
      title: 'Everybody is in',
      why: 'Pupils, families and adults come with the academy’s delivery or an imported file.',
      count: (done: number, isShort: boolean) =>
        done === 0
          ? 'Nobody yet'
          : `${en.format(done)} ${done === 1 ? 'person' : 'people'}${isShort ? ': pupils or teachers are missing' : ''}`,
      action: 'See the people',
    },
    classes: {
      title: 'Each pupil has a class',
      why: 'Classes come with the pupils; sometimes pupils who arrived since then are left.',
      count: (done: number, total: number) => `${en.format(done)} of ${en.format(total)} pupils`,
      missing: (count: number) =>
        count === 1 ? 'See the pupil without a class' : `See the ${count} pupils without a class`,
      action: 'See the classes',
    },
    teachers: {
      title: 'Each class has its teacher',
      why: 'The file of the écoles does not say so: we propose from the names of the classes, you confirm.',
      count: (done: number, total: number) => `${done} of ${total} classes`,
      missing: (count: number) => (count === 1 ? 'Attach one class' : `Attach ${count} classes`),
      action: 'See who teaches',
    },
  },
});
