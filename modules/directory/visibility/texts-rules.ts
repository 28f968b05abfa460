import { defineTexts } from '../../../platform/texts/texts.ts';

/** What a rule says once open, by name and verb. Shown to everybody: it completes nothing and needs no other sentence. */
type Sentences = Readonly<Record<string, { readonly see?: string; readonly write?: string }>>;

const fr: Sentences = {
  'pupil.classmates': {
    see: 'Les élèves voient le nom des élèves de leurs classes et de leurs groupes.',
    write: 'Les élèves écrivent aux élèves de leurs classes et de leurs groupes.',
  },
  'pupil.own-teachers': {
    see: 'Les élèves voient le nom de leurs enseignants.',
    write: 'Les élèves écrivent à leurs enseignants.',
  },
  'pupil.school-adults': {
    see: 'Les élèves voient le nom de la direction, de la vie scolaire et du CDI.',
    write: 'Les élèves écrivent à la direction, à la vie scolaire et au CDI.',
  },
  'pupil.own-adults': {
    see: 'Les élèves voient leurs responsables légaux, sauf accès fermé.',
    write: 'Les élèves écrivent à leurs responsables légaux, sauf accès fermé.',
  },
  'guardian.own-children': {
    see: 'Les responsables voient leurs enfants.',
    write: 'Les responsables écrivent à leurs enfants.',
  },
  'guardian.childrens-teachers': {
    see: 'Les responsables voient les enseignants de leurs enfants.',
    write: 'Les responsables écrivent aux enseignants de leurs enfants.',
  },
  'guardian.childrens-heads': {
    see: 'Les responsables voient la direction.',
    write: 'Les responsables écrivent à la direction.',
  },
  'guardian.childrens-school-life': {
    see: 'Les responsables voient qui travaille à la vie scolaire.',
    write: 'Les responsables écrivent à la vie scolaire.',
  },
  'guardian.childrens-after-school': {
    see: 'Les responsables voient l’équipe périscolaire.',
    write: 'Les responsables écrivent à l’équipe périscolaire.',
  },
  'guardian.class-families': {
    see: 'Les responsables voient le nom des autres responsables de la classe.',
    write: 'Les responsables écrivent aux autres responsables de la classe.',
  },
  'teacher.colleagues': {
    see: 'Les enseignants voient leurs collègues.',
    write: 'Les enseignants écrivent à leurs collègues.',
  },
  'teacher.schools-pupils': {
    see: 'Les enseignants voient le nom de tous les élèves de l’établissement.',
    write: 'Les enseignants écrivent à tous les élèves de l’établissement, même hors de leurs classes.',
  },
  'teacher.own-pupils': {
    see: 'Les enseignants voient les élèves de leurs classes.',
    write: 'Les enseignants écrivent aux élèves de leurs classes.',
  },
  'teacher.own-pupils-families': {
    see: 'Les enseignants voient les responsables des élèves de leurs classes, sauf accès fermé.',
    write: 'Les enseignants écrivent aux responsables des élèves de leurs classes, sauf accès fermé.',
  },
  'teacher.own-pupils-contacts': {
    see: 'Les enseignants voient les autres adultes connus des élèves de leurs classes.',
  },
  'librarian.colleagues': {
    see: 'Les documentalistes voient leurs collègues.',
    write: 'Les documentalistes écrivent à leurs collègues.',
  },
  'librarian.schools-pupils': {
    see: 'Les documentalistes voient le nom des élèves de l’établissement.',
    write: 'Les documentalistes écrivent aux élèves de l’établissement.',
  },
  'staff.colleagues': {
    see: 'Les personnels voient leurs collègues.',
    write: 'Les personnels écrivent à leurs collègues.',
  },
  'head.own-school': { see: 'La direction voit toutes les personnes de l’établissement.' },
  'head.colleagues': {
    see: 'La direction voit les personnes qui travaillent dans l’établissement.',
    write: 'La direction écrit aux personnes qui travaillent dans l’établissement.',
  },
  'head.schools-families': { write: 'La direction écrit aux responsables des élèves, sauf accès fermé.' },
  'head.schools-pupils': { write: 'La direction écrit aux élèves de l’établissement.' },
  'school_life.own-school': { see: 'La vie scolaire voit toutes les personnes de l’établissement.' },
  'school_life.colleagues': {
    see: 'La vie scolaire voit les personnes qui travaillent dans l’établissement.',
    write: 'La vie scolaire écrit aux personnes qui travaillent dans l’établissement.',
  },
  'school_life.schools-families': { write: 'La vie scolaire écrit aux responsables des élèves, sauf accès fermé.' },
  'school_life.schools-pupils': { write: 'La vie scolaire écrit aux élèves de l’établissement.' },
  'after_school.schools-pupils': { see: 'Le périscolaire voit les élèves de l’établissement.' },
  'after_school.legal-guardians': {
    see: 'Le périscolaire voit les responsables légaux des élèves, sauf accès fermé.',
    write: 'Le périscolaire écrit aux responsables légaux des élèves, sauf accès fermé.',
  },
  'after_school.head-and-team': {
    see: 'Le périscolaire voit la direction et sa propre équipe.',
    write: 'Le périscolaire écrit à la direction et à sa propre équipe.',
  },
};

const en: Sentences = {
  'pupil.classmates': {
    see: 'Pupils see the names of the pupils of their classes and groups.',
    write: 'Pupils write to the pupils of their classes and groups.',
  },
  'pupil.own-teachers': {
    see: 'Pupils see the names of those who teach them.',
    write: 'Pupils write to those who teach them.',
  },
  'pupil.school-adults': {
    see: 'Pupils see the names of the head, school life and librarian.',
    write: 'Pupils write to the head, school life and librarian.',
  },
  'pupil.own-adults': {
    see: 'Pupils see their legal guardians, unless access is closed.',
    write: 'Pupils write to their legal guardians, unless access is closed.',
  },
  'guardian.own-children': {
    see: 'Guardians see their children.',
    write: 'Guardians write to their children.',
  },
  'guardian.childrens-teachers': {
    see: 'Guardians see who teaches their children.',
    write: 'Guardians write to those who teach their children.',
  },
  'guardian.childrens-heads': { see: 'Guardians see the head.', write: 'Guardians write to the head.' },
  'guardian.childrens-school-life': {
    see: 'Guardians see who works in school life.',
    write: 'Guardians write to school life.',
  },
  'guardian.childrens-after-school': {
    see: 'Guardians see the after-school team.',
    write: 'Guardians write to the after-school team.',
  },
  'guardian.class-families': {
    see: 'Guardians see the names of the other guardians of the class.',
    write: 'Guardians write to the other guardians of the class.',
  },
  'teacher.colleagues': { see: 'Teachers see their colleagues.', write: 'Teachers write to their colleagues.' },
  'teacher.schools-pupils': {
    see: 'Teachers see the names of all pupils of the school.',
    write: 'Teachers write to all pupils of the school, even outside their classes.',
  },
  'teacher.own-pupils': {
    see: 'Teachers see the pupils of their classes.',
    write: 'Teachers write to the pupils of their classes.',
  },
  'teacher.own-pupils-families': {
    see: 'Teachers see the guardians of the pupils of their classes, unless access is closed.',
    write: 'Teachers write to the guardians of the pupils of their classes, unless access is closed.',
  },
  'teacher.own-pupils-contacts': { see: 'Teachers see the other known adults of the pupils of their classes.' },
  'librarian.colleagues': { see: 'Librarians see their colleagues.', write: 'Librarians write to their colleagues.' },
  'librarian.schools-pupils': {
    see: 'Librarians see the names of the pupils of the school.',
    write: 'Librarians write to the pupils of the school.',
  },
  'staff.colleagues': { see: 'Staff see their colleagues.', write: 'Staff write to their colleagues.' },
  'head.own-school': { see: 'The head sees everybody of the school.' },
  'head.colleagues': {
    see: 'The head sees those who work in the school.',
    write: 'The head writes to those who work in the school.',
  },
  'head.schools-families': { write: 'The head writes to the guardians of the pupils, unless access is closed.' },
  'head.schools-pupils': { write: 'The head writes to the pupils of the school.' },
  'school_life.own-school': { see: 'School life sees everybody of the school.' },
  'school_life.colleagues': {
    see: 'School life sees those who work in the school.',
    write: 'School life writes to those who work in the school.',
  },
  'school_life.schools-families': {
    write: 'School life writes to the guardians of the pupils, unless access is closed.',
  },
  'school_life.schools-pupils': { write: 'School life writes to the pupils of the school.' },
  'after_school.schools-pupils': { see: 'After-school staff see the pupils of the school.' },
  'after_school.legal-guardians': {
    see: 'After-school staff see the legal guardians of the pupils, unless access is closed.',
    write: 'After-school staff write to the legal guardians of the pupils, unless access is closed.',
  },
  'after_school.head-and-team': {
    see: 'After-school staff see the head and their own team.',
    write: 'After-school staff write to the head and their own team.',
  },
};

export const ruleTexts = defineTexts({ fr, en });
