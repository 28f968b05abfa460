import { frenchDay } from './days.ts';
import type { Attributes } from './envelope.ts';
import { primaryRelation } from './kinship.ts';
import type { Adult, Child, School, SchoolKind, StaffMember } from './model.ts';

/* Objects as the first degree's delivery writes them: names in ENTPersonNom, two-part relations, flags of the day. */

const flag = (yes: boolean): string => (yes ? 'O' : 'N');

const KINDS: Partial<Record<SchoolKind, [label: string, type: string, code: string]>> = {
  maternelle: ['ECOLE MATERNELLE', 'ECOLE MATERNELLE', '101'],
  elementaire: ['ECOLE ELEMENTAIRE', 'ECOLE DE NIVEAU ELEMENTAIRE', '151'],
  primaire: ['ECOLE PRIMAIRE', 'ECOLE DE NIVEAU ELEMENTAIRE', '151'],
};

export function primarySchool(school: School): Attributes {
  const [label, type, code] = KINDS[school.kind] ?? ['', '', ''];
  return [
    ['ENTStructureJointure', school.id],
    ['ENTStructureUAI', school.uai],
    ['ENTStructureSIREN', ''],
    ['ENTStructureNomCourant', `${label}$${school.name}$${school.commune.postalName}`],
    ['ENTStructureTypeStruct', type],
    ['ENTStructureCodeTypeStruct', code],
    ['ENTEcoleMinistereTutelle', "MINISTERE DE L'EDUCATION NATIONALE"],
    ['ENTEcoleCodeMinistereTutelle', '06'],
    ['ENTEtablissementContrat', 'PU'],
    ['ENTStructureBoitePostale', ''],
    ['ENTStructureAdresse', school.street],
    ['ENTStructureCodePostal', school.postalCode],
    ['ENTStructureVille', school.commune.postalName],
    ['ENTStructureTelephone', school.phone],
    ['ENTStructureFax', ''],
    ['ENTServAcAcademie', 'LYON'],
    ['ENTServAcCodeAcademie', '010'],
    ['ENTEcoleSecteur', 'PUBLIC'],
    ['ENTEcoleCirconscription', '0699900L$IEN FICTIVE'],
    ['ENTEcoleCommune', school.commune.insee],
    ['ENTEcoleRPI', ''],
    ['ENTStructureEmail', `ecole.${school.uai.toLowerCase()}@ac-exemple.invalid`],
  ];
}

/** ENTPersonClasses: five parts, of which readers use the école, the stable class number and the label. */
export const primaryClassValue = (child: Child): string =>
  child.group ? `${child.school.id}$CLASSE$${child.school.uai}$${child.group.code}$${child.group.label}` : '';

/** Reading groups across the classes of one école, the only groups this degree carries. */
const primaryGroupValue = (child: Child): string =>
  child.studyHall && child.level.code === 'CP' && child.group
    ? `${child.school.id}$GROUPE$${child.school.uai}$9${child.school.id.slice(1)}$DÉCLOISONNEMENT LECTURE`
    : '';

export function primaryPupil(child: Child): Attributes {
  const former = child.formerClass;
  return [
    ['ENTPersonJointure', child.id],
    ['ENTEleveINE', child.ine],
    ['ENTPersonDateNaissance', frenchDay(child.birth)],
    ['ENTPersonNomPatro', child.birthSurname],
    ['ENTPersonNom', child.surname],
    ['ENTPersonPrenom', child.given],
    ['ENTPersonAutresPrenoms', child.otherGiven],
    ['ENTPersonCivilite', child.title],
    ['ENTPersonMail', ''],
    ['ENTEleveAutoriteParentale', child.relations.map((one) => primaryRelation(one, child.oldKinshipCodes))],
    ['ENTPersonStructRattach', child.school.id],
    ['ENTPersonClasses', primaryClassValue(child)],
    ['ENTPersonGroupes', primaryGroupValue(child)],
    ['ENTEleveNiveau', `${child.level.mefstat4}$${child.level.label}`],
    ['ENTEleveCycle', child.level.cycle],
    ['ENTEleveTypeClasse', 'ORDINAIRE'],
    ['ENTEleveDateEntreeClasses', child.group ? `${child.group.code}$${frenchDay(child.classSince)}` : ''],
    ['ENTEleveDateSortieClasses', former ? `${former.group.code}$${frenchDay(former.until)}` : ''],
    ['ENTEleveDateEntreeStructRattach', frenchDay(child.schoolSince)],
    ['ENTEleveDateSortieStructRattach', child.left ? frenchDay(child.left) : ''],
    ['ENTEleveRestaurantScolaire', flag(child.canteen)],
    ['ENTEleveTransport', flag(child.transport)],
    ['ENTEleveGarderieMatin', flag(child.morningCare)],
    ['ENTEleveGarderieSoir', flag(child.eveningCare)],
    ['ENTEleveEtudesSurveillees', flag(child.studyHall)],
  ];
}

export function primaryGuardian(adult: Adult): Attributes {
  return [
    ['ENTPersonJointure', adult.ids[1]],
    ['ENTPersonDateNaissance', ''],
    ['ENTPersonNomPatro', adult.birthSurname],
    ['ENTPersonNom', adult.surname],
    ['ENTPersonPrenom', adult.given],
    ['ENTPersonAutresPrenoms', ''],
    ['ENTPersonCivilite', adult.title],
    ['ENTPersonTelPerso', adult.homePhone],
    ['ENTPersRelEleveTelPro', adult.workPhone],
    ['ENTPersRelEleveTelMobile', adult.mobile],
    ['ENTPersonAdresse', adult.address.lines],
    ['ENTPersonCodePostal', adult.address.postalCode],
    ['ENTPersonVille', adult.address.city],
    ['ENTPersonPays', adult.address.country],
    ['ENTPersonAdresseDiffusion', flag(adult.sharesAddress)],
    ['ENTPersonMail', adult.mail],
    ['ENTPersRelEleveEleve', adult.children.filter((one) => one.school.degree === 1).map((one) => one.id)],
  ];
}

export function primaryStaff(member: StaffMember): Attributes {
  return [
    ['ENTPersonJointure', member.id],
    ['ENTPersonDateNaissance', frenchDay(member.birth)],
    ['ENTPersonNomPatro', member.birthSurname],
    ['ENTPersonNom', member.surname],
    ['ENTPersonPrenom', member.given],
    ['ENTPersonAutresPrenoms', ''],
    ['ENTPersonCivilite', member.title],
    ['ENTPersonMail', member.mail],
    ['ENTPersonStructRattach', member.attachedTo],
    ['ENTPersonFonctions', member.functions.map((one) => `${one.school}$${one.text}`)],
    ['ENTEnsFonctionDir', member.directs],
    ['ENTEnsSpecialites', ''],
    ['ENTPersonCategorieEnseignant', flag(member.isTeacher)],
  ];
}
