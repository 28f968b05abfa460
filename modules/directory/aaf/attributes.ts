import {
  address,
  classSince,
  dayOf,
  emailOf,
  type Field,
  functions,
  groupList,
  groupRefs,
  groupRefsFirstDegree,
  ineOf,
  kinFirstDegree,
  kinSecondDegree,
  labelPart,
  levelFirstDegree,
  notKept,
  phoneOf,
  place,
  schoolName,
  taughtRefs,
  text,
  texts,
  title,
  yesNo,
} from './fields.ts';
import type { Category, Degree } from './record.ts';

/** The attributes of one category in one degree, by the academy's name. */
export type AttributeTable = Readonly<Record<string, Field>>;

const none = (...names: string[]): AttributeTable => Object.fromEntries(names.map((name) => [name, notKept]));

const anyPerson: AttributeTable = {
  ENTPersonDateNaissance: dayOf('birth_date'),
  ENTPersonNomPatro: text('birth_name'),
  ENTPersonAutresPrenoms: texts('other_given_names'),
  ENTPersonAdresse: address,
  ENTPersonCodePostal: text('postal_code'),
  ENTPersonVille: text('city'),
  ENTPersonPays: text('country'),
  ...none('ENTPersonJointure', 'ENTPersonSexe', 'ENTPersonLogin', 'categoriePersonne'),
};

const namesSecondDegree: AttributeTable = {
  ...anyPerson,
  sn: text('family_name'),
  givenName: text('given_name'),
  personalTitle: title,
  mail: emailOf,
  homePhone: phoneOf('phone'),
};

const namesFirstDegree: AttributeTable = {
  ...anyPerson,
  ENTPersonNom: text('family_name'),
  ENTPersonPrenom: text('given_name'),
  ENTPersonCivilite: title,
  ENTPersonMail: emailOf,
  ENTPersonTelPerso: phoneOf('phone'),
};

const anyPupil: AttributeTable = {
  ENTEleveINE: ineOf,
  ENTEleveStructRattachId: text('siecle_id'),
  ENTPersonStructRattach: text('school'),
  ENTEleveDateEntreeStructRattach: dayOf('since'),
  ENTEleveDateSortieStructRattach: dayOf('until'),
  ENTEleveDateEntreeClasses: classSince,
  ENTEleveTransport: yesNo('transport'),
  ...none('ENTEleveDateSortieClasses', 'ENTEleveBoursier', 'ENTEleveStatutEleve', 'ENTEleveStructureRattachIdMEN'),
};

const pupilSecondDegree: AttributeTable = {
  ...namesSecondDegree,
  ...anyPupil,
  ENTElevePersRelEleve: kinSecondDegree,
  ENTEleveClasses: groupRefs('classes'),
  ENTEleveGroupes: groupRefs('groups'),
  ENTEleveMEF: text('mef'),
  ENTEleveRegime: text('regime'),
  ENTEleveCodeEnseignements: texts('options'),
  ...none(
    'ENTEleveLibelleMEF',
    'ENTEleveNivFormation',
    'ENTEleveFiliere',
    'ENTEleveEnseignements',
    'ENTEleveAdresseRel',
    'ENTEleveMajeur',
    // Superseded by ENTElevePersRelEleve; old feeds still carry them.
    'ENTEleveParents',
    'ENTElevePere',
    'ENTEleveMere',
    'ENTEleveAutoriteParentale',
    'ENTElevePersRelEleve1',
    'ENTElevePersRelEleve2',
    'ENTEleveQualitePersRelEleve1',
    'ENTEleveQualitePersRelEleve2',
    'ENTEleveEnseignementsEtablissementsAccueil',
  ),
};

const pupilFirstDegree: AttributeTable = {
  ...namesFirstDegree,
  ...anyPupil,
  ENTEleveAutoriteParentale: kinFirstDegree,
  ENTPersonClasses: groupRefsFirstDegree('classes'),
  ENTPersonGroupes: groupRefsFirstDegree('groups'),
  ENTEleveNiveau: levelFirstDegree,
  ENTEleveRestaurantScolaire: yesNo('canteen'),
  ENTEleveGarderieMatin: yesNo('morning_care'),
  ENTEleveGarderieSoir: yesNo('evening_care'),
  ENTEleveEtudesSurveillees: yesNo('study'),
  ...none('ENTEleveCycle', 'ENTEleveTypeClasse'),
};

const guardianSecondDegree: AttributeTable = {
  ...namesSecondDegree,
  telephoneNumber: phoneOf('work_phone'),
  mobile: phoneOf('mobile'),
  ENTPersonMobileSMS: phoneOf('sms_phone'),
  ENTPersonAdresseDiffusion: yesNo('address_shared'),
  ...none('ENTAuxPersRelEleveEleve'),
};

const guardianFirstDegree: AttributeTable = {
  ...namesFirstDegree,
  ENTPersRelEleveTelPro: phoneOf('work_phone'),
  ENTPersRelEleveTelMobile: phoneOf('mobile'),
  ENTPersonMobileSMS: phoneOf('sms_phone'),
  ENTPersonAdresseDiffusion: yesNo('address_shared'),
  ...none('ENTPersRelEleveEleve'),
};

const anyStaff: AttributeTable = {
  ENTPersonStructRattach: text('school'),
  ENTPersonFonctions: functions,
  ENTEnsFonctionDir: texts('directs'),
  ENTPersonCategorieEnseignant: yesNo('is_teacher'),
  PersEducNatPresenceDevantEleves: yesNo('before_pupils'),
  ...none('ENTPersonStructRattachDate', 'ENTPersonFonctionsDate', 'ENTPersonSTSId'),
};

const staffSecondDegree: AttributeTable = {
  ...namesSecondDegree,
  ...anyStaff,
  telephoneNumber: phoneOf('work_phone'),
  mobile: phoneOf('mobile'),
  ENTAuxEnsCategoDiscipline: labelPart('discipline'),
  ENTAuxEnsClasses: groupRefs('classes'),
  ENTAuxEnsGroupes: groupRefs('groups'),
  ENTAuxEnsClassesMatieres: taughtRefs('class_subjects'),
  ENTAuxEnsGroupesMatieres: taughtRefs('group_subjects'),
  ENTAuxEnsClassesPrincipal: groupRefs('main_classes'),
  ...none(
    'ENTAuxEnsDisciplinesPoste',
    'ENTAuxEnsMEF',
    'ENTAuxEnsMatiereEnseignEtab',
    'ENTAuxEnsMEFDate',
    'ENTAuxEnsClassesDate',
    'ENTAuxEnsGroupesDate',
    'ENTAuxEnsClassesMatieresDate',
    'ENTAuxEnsGroupesMatieresDate',
    'ENTAuxEnsClassesPrincipalDate',
    'ENTAuxEnsMatiereEnseignEtabDate',
    'ENTEnsFonctionDirDate',
  ),
};

const staffFirstDegree: AttributeTable = {
  ...namesFirstDegree,
  ...anyStaff,
  ...none('ENTEnsSpecialites', 'ENTEnsFonctionDirDate', 'ENTEnsSpecialitesDate'),
};

const anySchool: AttributeTable = {
  ENTStructureUAI: text('uai'),
  ENTStructureSIREN: text('siret'),
  ENTStructureNomCourant: schoolName,
  ENTStructureTypeStruct: text('type'),
  ENTStructureCodeTypeStruct: text('type_code'),
  ENTEtablissementContrat: text('contract'),
  ENTServAcCodeAcademie: text('academy_code'),
  ENTStructureMailSI: emailOf,
  ENTStructureEmail: emailOf,
  ...none('ENTStructureJointure', 'ENTServAcAcademie', 'categorieStructure'),
};

const schoolSecondDegree: AttributeTable = {
  ...anySchool,
  street: address,
  postalCode: text('postal_code'),
  l: place('city'),
  telephoneNumber: phoneOf('phone'),
  ENTEtablissementStructRattachFctl: text('parent'),
  ENTStructureClasses: groupList('class_list'),
  ENTStructureGroupes: groupList('group_list'),
  ...none(
    'ENTEtablissementUAI',
    'ENTEtablissementMinistereTutelle',
    'ENTEtablissementCodeMinistereTutelle',
    'ENTEtablissementBassin',
    'ENTEtablissementStructRattachAdmin',
    'postOfficeBox',
    'facsimileTelephoneNumber',
  ),
};

const schoolFirstDegree: AttributeTable = {
  ...anySchool,
  ENTStructureAdresse: address,
  ENTStructureCodePostal: text('postal_code'),
  ENTStructureVille: place('city'),
  ENTStructureTelephone: phoneOf('phone'),
  ENTEcoleCommune: text('insee'),
  ENTEcoleCirconscription: labelPart('constituency'),
  ...none(
    'ENTStructureBoitePostale',
    'ENTStructureFax',
    'ENTEcoleMinistereTutelle',
    'ENTEcoleCodeMinistereTutelle',
    'ENTEcoleSecteur',
    'ENTEcoleRPI',
  ),
};

const mef: AttributeTable = {
  ENTLibelleMef: text('label'),
  ENTMEFRattach: text('parent'),
  ENTMEFSTAT11: text('stat11'),
  ...none('ENTMefJointure', 'ENTNivFormation', 'ENTFiliere', 'categorieMef'),
};

const subject: AttributeTable = {
  ENTLibelleMatiere: text('label'),
  ENTMatiereRattach: text('parent'),
  ...none('ENTMatJointure', 'categorieMatiere'),
};

const tables: Readonly<Record<Degree, Readonly<Record<Category, AttributeTable>>>> = {
  1: {
    pupil: pupilFirstDegree,
    guardian: guardianFirstDegree,
    staff: staffFirstDegree,
    school: schoolFirstDegree,
    mef,
    subject,
  },
  2: {
    pupil: pupilSecondDegree,
    guardian: guardianSecondDegree,
    staff: staffSecondDegree,
    school: schoolSecondDegree,
    mef,
    subject,
  },
};

/** The attribute table of a category, in the language of a degree. */
export const attributeTable = (degree: Degree, category: Category): AttributeTable => tables[degree][category];

/** The attribute that must repeat the object's own id. */
export const jointureOf: Readonly<Record<Category, string>> = {
  pupil: 'ENTPersonJointure',
  guardian: 'ENTPersonJointure',
  staff: 'ENTPersonJointure',
  school: 'ENTStructureJointure',
  mef: 'ENTMefJointure',
  subject: 'ENTMatJointure',
};

/** The categories as the envelope names them, and what we call them. */
export const categoryOf: Readonly<Record<string, Category>> = {
  Eleve: 'pupil',
  PersRelEleve: 'guardian',
  PersEducNat: 'staff',
  EtabEducNat: 'school',
  MefEducNat: 'mef',
  MatEducNat: 'subject',
  MatiereEducNat: 'subject',
};
