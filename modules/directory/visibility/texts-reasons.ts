import { defineTexts } from '../../../platform/texts/texts.ts';

/** Who meets whom, where: what a reason needs. `ownChild` is of `a`, `othersChild` of `b`. */
interface Met {
  readonly a: string;
  readonly b: string;
  /** "CM2 Roux, École Jules-Ferry", or the school alone. */
  readonly place: string;
  readonly ownChild: string;
  readonly othersChild: string;
}

/** "de Noé", "d’Awa". */
const of = (name: string): string => (/^[aeiouhàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`);

type Reasons = Readonly<Record<string, (met: Met) => string>>;

const colleaguesFr = ({ a, b, place }: Met) => `${a} et ${b} travaillent dans le même établissement : ${place}.`;
const pupilsFr = ({ a, b, place }: Met) => `${b} est élève là où ${a} travaille : ${place}.`;
const familiesFr = ({ a, b, place, othersChild }: Met) =>
  `${b} est responsable ${of(othersChild)}, élève là où ${a} travaille : ${place}.`;
const wholeSchoolFr = ({ b, place }: Met) => `${b} fait partie de l’établissement, ou un de ses enfants : ${place}.`;

const fr: Reasons = {
  'pupil.classmates': ({ a, b, place }) => `${a} et ${b} sont ensemble : ${place}.`,
  'pupil.own-teachers': ({ a, b, place }) => `${b} enseigne à ${a} : ${place}.`,
  'pupil.school-adults': ({ a, b, place }) => `${b} travaille dans l’établissement ${of(a)} : ${place}.`,
  'pupil.own-adults': ({ a, b }) => `${b} est responsable ${of(a)}.`,
  'guardian.own-children': ({ a, b }) => `${a} est responsable ${of(b)}.`,
  'guardian.childrens-teachers': ({ a, b, place, ownChild }) =>
    `${a} est responsable ${of(ownChild)}, et ${b} lui enseigne : ${place}.`,
  'guardian.childrens-heads': ({ a, b, place, ownChild }) =>
    `${a} est responsable ${of(ownChild)}, et ${b} dirige son établissement : ${place}.`,
  'guardian.childrens-school-life': ({ a, b, place, ownChild }) =>
    `${a} est responsable ${of(ownChild)}, et ${b} travaille à la vie scolaire de son établissement : ${place}.`,
  'guardian.childrens-after-school': ({ a, b, place, ownChild }) =>
    `${a} est responsable ${of(ownChild)}, et ${b} fait partie de l’équipe périscolaire : ${place}.`,
  'guardian.class-families': ({ a, b, place, ownChild, othersChild }) =>
    `${a} est responsable ${of(ownChild)} et ${b} ${of(othersChild)}, qui sont ensemble : ${place}.`,
  'teacher.colleagues': colleaguesFr,
  'teacher.schools-pupils': pupilsFr,
  'teacher.own-pupils': ({ a, b, place }) => `${a} enseigne à ${b} : ${place}.`,
  'teacher.own-pupils-families': ({ a, b, place, othersChild }) =>
    `${a} enseigne à ${othersChild}, dont ${b} est responsable : ${place}.`,
  'teacher.own-pupils-contacts': ({ a, b, place, othersChild }) =>
    `${a} enseigne à ${othersChild}, dont ${b} est un autre adulte connu : ${place}.`,
  'librarian.colleagues': colleaguesFr,
  'librarian.schools-pupils': pupilsFr,
  'staff.colleagues': colleaguesFr,
  'head.own-school': wholeSchoolFr,
  'head.colleagues': colleaguesFr,
  'head.schools-families': familiesFr,
  'head.schools-pupils': pupilsFr,
  'school_life.own-school': wholeSchoolFr,
  'school_life.colleagues': colleaguesFr,
  'school_life.schools-families': familiesFr,
  'school_life.schools-pupils': pupilsFr,
  'after_school.schools-pupils': pupilsFr,
  'after_school.legal-guardians': familiesFr,
  'after_school.head-and-team': ({ a, b, place }) =>
    `${a} fait partie de l’équipe périscolaire, ${b} de la même équipe ou de la direction : ${place}.`,
  'platform.everybody': ({ a }) => `${a} administre Préau et aide tout le monde.`,
  'platform.office-holders': ({ a, b }) => `${a} administre Préau, et ${b} exerce une fonction.`,
  'delegate.delegated-people': ({ a, b }) => `La direction a confié à ${a} des fiches, dont celle ${of(b)}.`,
  'delegate.delegated-codes': ({ a, b }) => `La direction a confié à ${a} des codes de connexion, dont celui ${of(b)}.`,
  'delegate.delegated-duplicates': ({ a, b }) =>
    `La direction a confié à ${a} des doublons à examiner, dont ceux ${of(b)}.`,
};

const colleaguesEn = ({ a, b, place }: Met) => `${a} and ${b} work in the same school: ${place}.`;
const pupilsEn = ({ a, b, place }: Met) => `${b} is a pupil where ${a} works: ${place}.`;
const familiesEn = ({ a, b, place, othersChild }: Met) =>
  `${b} is a guardian of ${othersChild}, a pupil where ${a} works: ${place}.`;
const wholeSchoolEn = ({ b, place }: Met) => `${b} belongs to the school, or a child of theirs does: ${place}.`;

const en: Reasons = {
  'pupil.classmates': ({ a, b, place }) => `${a} and ${b} are together: ${place}.`,
  'pupil.own-teachers': ({ a, b, place }) => `${b} teaches ${a}: ${place}.`,
  'pupil.school-adults': ({ a, b, place }) => `${b} works in the school of ${a}: ${place}.`,
  'pupil.own-adults': ({ a, b }) => `${b} is a guardian of ${a}.`,
  'guardian.own-children': ({ a, b }) => `${a} is a guardian of ${b}.`,
  'guardian.childrens-teachers': ({ a, b, place, ownChild }) =>
    `${a} is a guardian of ${ownChild}, and ${b} teaches them: ${place}.`,
  'guardian.childrens-heads': ({ a, b, place, ownChild }) =>
    `${a} is a guardian of ${ownChild}, and ${b} heads their school: ${place}.`,
  'guardian.childrens-school-life': ({ a, b, place, ownChild }) =>
    `${a} is a guardian of ${ownChild}, and ${b} works in school life there: ${place}.`,
  'guardian.childrens-after-school': ({ a, b, place, ownChild }) =>
    `${a} is a guardian of ${ownChild}, and ${b} belongs to the after-school team: ${place}.`,
  'guardian.class-families': ({ a, b, place, ownChild, othersChild }) =>
    `${a} is a guardian of ${ownChild} and ${b} of ${othersChild}, who are together: ${place}.`,
  'teacher.colleagues': colleaguesEn,
  'teacher.schools-pupils': pupilsEn,
  'teacher.own-pupils': ({ a, b, place }) => `${a} teaches ${b}: ${place}.`,
  'teacher.own-pupils-families': ({ a, b, place, othersChild }) =>
    `${a} teaches ${othersChild}, of whom ${b} is a guardian: ${place}.`,
  'teacher.own-pupils-contacts': ({ a, b, place, othersChild }) =>
    `${a} teaches ${othersChild}, of whom ${b} is another known adult: ${place}.`,
  'librarian.colleagues': colleaguesEn,
  'librarian.schools-pupils': pupilsEn,
  'staff.colleagues': colleaguesEn,
  'head.own-school': wholeSchoolEn,
  'head.colleagues': colleaguesEn,
  'head.schools-families': familiesEn,
  'head.schools-pupils': pupilsEn,
  'school_life.own-school': wholeSchoolEn,
  'school_life.colleagues': colleaguesEn,
  'school_life.schools-families': familiesEn,
  'school_life.schools-pupils': pupilsEn,
  'after_school.schools-pupils': pupilsEn,
  'after_school.legal-guardians': familiesEn,
  'after_school.head-and-team': ({ a, b, place }) =>
    `${a} belongs to the after-school team, ${b} to the same team or heads the school: ${place}.`,
  'platform.everybody': ({ a }) => `${a} administers Préau and helps everybody.`,
  'platform.office-holders': ({ a, b }) => `${a} administers Préau, and ${b} holds an office.`,
  'delegate.delegated-people': ({ a, b }) => `The head entrusted records to ${a}, among them that of ${b}.`,
  'delegate.delegated-codes': ({ a, b }) => `The head entrusted sign-in codes to ${a}, among them that of ${b}.`,
  'delegate.delegated-duplicates': ({ a, b }) => `The head entrusted duplicates to ${a}, among them those of ${b}.`,
};

export const reasonTexts = defineTexts({ fr, en });
