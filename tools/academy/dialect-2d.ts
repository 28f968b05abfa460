import { frenchDay } from './days.ts';
import type { Attributes } from './envelope.ts';
import { secondaryRelation } from './kinship.ts';
import type { Level } from './levels.ts';
import type { Adult, Child, School, SchoolKind, StaffMember } from './model.ts';
import { CIVICS, CLASS_SUBJECTS, LATIN, SECOND_LANGUAGES, type Subject } from './subjects.ts';

/* Objects as the second degree's delivery writes them: LDAP names, six-part relations, classes declared by the school. */

const flag = (yes: boolean): string => (yes ? 'O' : 'N');

const KINDS: Partial<Record<SchoolKind, [label: string, type: string, code: string]>> = {
  college: ['CLG', 'COLLEGE', '340'],
  segpa: ['SEGPA', "SECTION D'ENSEIGNEMENT GENERAL ET PROFESSIONNEL ADAPTE", '390'],
  'replacement-zone': ['ZR', 'SANS OBJET', '740'],
};

export function secondarySchool(school: School): Attributes {
  const [label, type, code] = KINDS[school.kind] ?? ['', '', ''];
  const city = school.commune.postalName;
  const name = school.kind === 'college' ? `CLG ${school.name}` : school.name;
  return [
    ['ENTStructureJointure', school.id],
    ['ENTStructureUAI', school.uai],
    ['ENTEtablissementUAI', school.uai],
    ['ENTStructureSIREN', school.kind === 'college' ? siretOf(school.uai) : ''],
    ['ENTStructureNomCourant', school.oldName ? `CLG-${school.name}-ac-LYON` : `${label}$${name}$${city}`],
    ['ENTStructureTypeStruct', type],
    ['ENTStructureCodeTypeStruct', code],
    ['ENTEtablissementMinistereTutelle', "MINISTERE DE L'EDUCATION NATIONALE"],
    ['ENTEtablissementCodeMinistereTutelle', '06'],
    ['ENTEtablissementContrat', 'PU'],
    ['postOfficeBox', ''],
    ['street', school.street],
    ['postalCode', school.postalCode],
    ['l', city],
    ['telephoneNumber', school.phone],
    ['facsimileTelephoneNumber', ''],
    [school.oldName ? 'ENTStructureEmail' : 'ENTStructureMailSI', `ce.${school.uai.toLowerCase()}@ac-exemple.invalid`],
    ['ENTEtablissementStructRattachFctl', school.parentId],
    ['ENTEtablissementBassin', '10101$LYON CENTRE'],
    ['ENTServAcAcademie', 'LYON'],
    ['ENTServAcCodeAcademie', '010'],
    ['ENTStructureClasses', classValues(school)],
    ['ENTStructureGroupes', groupValues(school)],
  ];
}

/** `CODE$LABEL$MEF[$MEF…]` */
export const classValues = (school: School): string[] =>
  school.classes.map((one) => [one.code, one.label, ...one.mefs].join('$'));

/** `CODE$LABEL$class[$class…]` */
export const groupValues = (school: School): string[] =>
  school.groups.map((one) => [one.code, one.label, ...one.classes].join('$'));

/** Public schools of 069 have a number that begins by 19 and their UAI; invented ones get none elsewhere. */
function siretOf(uai: string): string {
  if (!uai.startsWith('069')) return '';
  const siren = withLuhn(`19${uai.slice(1, 7)}`);
  return withLuhn(`${siren}0001`);
}

function withLuhn(digits: string): string {
  let sum = 0;
  digits
    .split('')
    .reverse()
    .forEach((digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
      sum += doubled > 9 ? doubled - 9 : doubled;
    });
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const CORE = ['020700', '061300', '043700', '030201', '062900', '100100', '090100'];
const byCode = new Map<string, Subject>(
  [...CLASS_SUBJECTS, CIVICS, ...Object.values(SECOND_LANGUAGES), LATIN].map((one) => [one.code, one]),
);

/** The subjects a pupil follows: the common ones, then those of the teaching groups. */
export function subjectsOf(child: Child): Subject[] {
  const codes = new Set(CORE);
  for (const code of child.teachingGroups) {
    const subject = child.school.groups.find((one) => one.code === code)?.subject;
    if (subject) codes.add(subject);
  }
  return [...codes].map((code) => byCode.get(code)).filter((one) => one !== undefined);
}

export function secondaryPupil(child: Child): Attributes {
  const subjects = subjectsOf(child);
  const { level, school, group, formerClass: former } = child;
  const home = child.relations.find((one) => one.adult.address === child.address)?.adult.ids[2] ?? '';
  return [
    ['ENTPersonJointure', child.id],
    ['ENTEleveINE', child.ine],
    ['ENTEleveStructRattachId', child.siecleId],
    ['ENTPersonDateNaissance', frenchDay(child.birth)],
    ['ENTPersonNomPatro', child.birthSurname],
    ['sn', child.surname],
    ['givenName', child.given],
    ['ENTPersonAutresPrenoms', child.otherGiven],
    ['personalTitle', child.title],
    ['ENTElevePersRelEleve', child.relations.map((one) => secondaryRelation(one, child.oldKinshipCodes))],
    ['ENTEleveBoursier', flag(child.scholarship)],
    ['ENTEleveRegime', child.halfBoard ? "DEMI-PENSIONNAIRE DANS L'ETABLISSEMENT" : 'EXTERNE LIBRE'],
    ['ENTEleveTransport', flag(child.transport)],
    ['ENTPersonAdresse', child.address.lines],
    ['ENTPersonCodePostal', child.address.postalCode],
    ['ENTPersonVille', child.address.city],
    ['ENTPersonPays', child.address.country],
    ['ENTEleveAdresseRel', home],
    ['ENTEleveStatutEleve', 'SCOLAIRE'],
    ['ENTEleveMEF', level.mef],
    ['ENTEleveLibelleMEF', level.label],
    ['ENTEleveNivFormation', level.label],
    ['ENTEleveFiliere', level.label],
    ['ENTEleveEnseignements', subjects.map((one) => one.label)],
    ['ENTEleveCodeEnseignements', subjects.map((one) => one.code)],
    ['ENTPersonStructRattach', school.id],
    ['ENTEleveDateEntreeStructRattach', frenchDay(child.schoolSince)],
    ['ENTEleveDateSortieStructRattach', ''],
    ['ENTEleveDateEntreeClasses', group ? `${school.id}$${frenchDay(child.classSince)}$${group.code}` : ''],
    ['ENTEleveDateSortieClasses', former ? `${former.school.id}$${frenchDay(former.until)}$${former.group.code}` : ''],
    ['ENTEleveClasses', group ? `${school.id}$${group.code}` : ''],
    ['ENTEleveGroupes', child.teachingGroups.map((one) => `${school.id}$${one}`)],
  ];
}

export function secondaryGuardian(adult: Adult): Attributes {
  return [
    ['ENTPersonJointure', adult.ids[2]],
    ['ENTPersonDateNaissance', ''],
    ['ENTPersonNomPatro', adult.birthSurname],
    ['sn', adult.surname],
    ['givenName', adult.given],
    ['personalTitle', adult.title],
    ['homePhone', adult.homePhone],
    ['telephoneNumber', adult.workPhone],
    ['ENTPersonAdresse', adult.address.lines],
    ['ENTPersonCodePostal', adult.address.postalCode],
    ['ENTPersonVille', adult.address.city],
    ['ENTPersonPays', adult.address.country],
    ['ENTPersonAdresseDiffusion', flag(adult.sharesAddress)],
    ['mobile', adult.mobile],
    ['mail', adult.mail],
    ['ENTPersonMobileSMS', adult.acceptsSms ? adult.mobile : ''],
    ['ENTAuxPersRelEleveEleve', adult.children.filter((one) => one.school.degree === 2).map((one) => one.id)],
  ];
}

const distinct = (values: string[]): string[] => [...new Set(values)];
const withoutSubject = (value: string): string => value.slice(0, value.lastIndexOf('$'));

export function secondaryStaff(member: StaffMember): Attributes {
  return [
    ['ENTPersonJointure', member.id],
    ['ENTPersonDateNaissance', frenchDay(member.birth)],
    ['ENTPersonNomPatro', member.birthSurname],
    ['sn', member.surname],
    ['givenName', member.given],
    ['ENTPersonAutresPrenoms', ''],
    ['personalTitle', member.title],
    ['mail', member.mail],
    ['ENTPersonStructRattach', member.attachedTo],
    ['ENTAuxEnsCategoDiscipline', member.disciplineCategory],
    ['ENTAuxEnsDisciplinesPoste', member.disciplinePost],
    ['ENTAuxEnsMEF', ''],
    ['ENTAuxEnsMatiereEnseignEtab', member.subjects],
    ['ENTAuxEnsClasses', distinct(member.classSubjects.map(withoutSubject)).sort()],
    ['ENTAuxEnsGroupes', distinct(member.groupSubjects.map(withoutSubject)).sort()],
    ['ENTAuxEnsClassesMatieres', member.classSubjects],
    ['ENTAuxEnsGroupesMatieres', member.groupSubjects],
    ['ENTAuxEnsClassesPrincipal', member.headClasses],
    ['ENTPersonFonctions', member.functions.map((one) => `${one.school}$${one.text}`)],
    ['ENTPersonCategorieEnseignant', flag(member.isTeacher)],
    ['PersEducNatPresenceDevantEleves', flag(member.isTeacher)],
  ];
}

export const mefAttributes = (one: Level): Attributes => [
  ['ENTMefJointure', one.mef],
  ['ENTLibelleMef', one.label],
  ['ENTMEFRattach', one.mef],
  ['ENTMEFSTAT11', one.mefstat11],
];

export const subjectAttributes = (one: Subject): Attributes => [
  ['ENTMatJointure', one.code],
  ['ENTLibelleMatiere', one.label],
];
