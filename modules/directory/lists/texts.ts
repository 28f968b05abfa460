import { countInFigures } from '../../../platform/texts/days.ts';
import { defineTexts } from '../../../platform/texts/texts.ts';

const plural = (count: number, one: string, many: string): string =>
  `${countInFigures(count, 'fr')} ${count > 1 ? many : one}`;
const pluralEn = (count: number, one: string, many: string): string =>
  `${countInFigures(count, 'en')} ${count === 1 ? one : many}`;

/** The directory's tables of management. */
export const texts = defineTexts({
  fr: {
    people: {
      label: 'Personnes',
      detail: 'Élèves, familles et adultes de l’établissement',
      count: (rows: number) => plural(rows, 'personne', 'personnes'),
      empty: 'Les personnes arrivent avec la livraison de l’académie, un fichier importé, ou une par une.',
      name: 'Nom',
      kind: 'Profil',
      class: 'Classe',
      classes: 'Classes',
      family: 'Famille',
      birthDate: 'Naissance',
      phone: 'Téléphone',
      email: 'E-mail',
    },
    groups: {
      label: 'Classes et groupes',
      detail: 'Effectifs, enseignants, ce qui manque',
      count: (rows: number) => plural(rows, 'classe ou groupe', 'classes et groupes'),
      empty: 'Les classes arrivent avec la livraison de l’académie ou un fichier importé.',
      name: 'Classe ou groupe',
      kind: 'Genre',
      pupils: 'Élèves',
      teachers: 'Enseignants',
    },
    schools: {
      label: 'Établissements',
      detail: 'Tous les établissements, avec leurs effectifs et leur rentrée',
      count: (rows: number) => plural(rows, 'établissement', 'établissements'),
      empty: 'Les établissements arrivent avec la première livraison de l’académie.',
      name: 'Établissement',
      commune: 'Commune',
      uai: 'UAI',
      kind: 'Genre',
      pupils: 'Élèves',
      degree: 'Degré',
      first: 'Écoles',
      second: 'Collèges',
    },
    flags: {
      noGuardian: 'Sans responsable',
      noClass: 'Sans classe',
      duplicate: 'Doublon possible',
      noTeacher: 'Sans enseignant',
      noPupil: 'Sans élève',
    },
  },
  en: {
    people: {
      label: 'People',
      detail: 'Pupils, families and adults of the school',
      count: (rows: number) => pluralEn(rows, 'person', 'people'),
      empty: 'People come with the academy’s delivery, an imported file, or one by one.',
      name: 'Name',
      kind: 'Profile',
      class: 'Class',
      classes: 'Classes',
      family: 'Family',
      birthDate: 'Date of birth',
      phone: 'Phone',
      email: 'E-mail',
    },
    groups: {
      label: 'Classes and groups',
      detail: 'Numbers, teachers, what is missing',
      count: (rows: number) => pluralEn(rows, 'class or group', 'classes and groups'),
      empty: 'Classes come with the academy’s delivery or an imported file.',
      name: 'Class or group',
      kind: 'Kind',
      pupils: 'Pupils',
      teachers: 'Teachers',
    },
    schools: {
      label: 'Schools',
      detail: 'All schools, with their numbers and their start of the year',
      count: (rows: number) => pluralEn(rows, 'school', 'schools'),
      empty: 'Schools come with the academy’s first delivery.',
      name: 'School',
      commune: 'Town',
      uai: 'UAI',
      kind: 'Kind',
      pupils: 'Pupils',
      degree: 'Degree',
      first: 'Écoles',
      second: 'Collèges',
    },
    flags: {
      noGuardian: 'No guardian',
      noClass: 'No class',
      duplicate: 'Possible duplicate',
      noTeacher: 'No teacher',
      noPupil: 'No pupil',
    },
  },
});
