import type { ImportOptions } from './aaf/ground.ts';
import type { DeliveryOutcome } from './aaf/outcome.ts';

export { defaultVolumeLimit } from './aaf/counts.ts';
export { ImportRunning } from './aaf/import-running.ts';
export { expectDeliveries } from './aaf/late.ts';
export type { DeliveryOutcome } from './aaf/outcome.ts';
export { findReport, readReport, reportText } from './aaf/report.ts';
export { roles } from './actor.ts';
export { type AudienceChoice, addressable, mayAddress } from './audiences/addressable.ts';
export { type Audience, type AudienceRole, audienceKey, readAudience, readAudiences } from './audiences/key.ts';
export { labelsOf } from './audiences/labels.ts';
export { audiencesOf, ownAudiences } from './audiences/own.ts';
export { countOf, countTogether, membersOf, peopleOf } from './audiences/people.ts';
export { schoolsOf } from './audiences/schools.ts';
export {
  createPerson,
  findByAcademyKey,
  findPlace,
  grantMandate,
  type HandProfile,
  type NewMandate,
  openProfile,
} from './by-hand.ts';
export { adultsOfClasses, classesInCharge, confidantsAmong, schoolsInCharge } from './class-adults.ts';
export {
  type ClassPlace,
  type ClassPupil,
  findOwnClass,
  findPupilInCharge,
  placeOfPupil,
  rosterOf,
} from './class-roster.ts';
export { findCodeHolder, personWithUid } from './code-holder.ts';
export {
  type CodeAudience,
  type CodeHolder,
  findCodeGroup,
  findCodeSchool,
  listCodeHolders,
} from './code-holders.ts';
export { findMerge, mergeRecords, mergesInto, partRecords } from './duplicates/merge.ts';
export { entitledPersons } from './entitled.ts';
export {
  type AcademyKey,
  type FamilyVector,
  personsByAcademyKeys,
  personsByVectors,
  staffByAcademicAddress,
} from './federated.ts';
export { type Helped, helpedById, helpedByUid, personSignedOut, schoolSignedOut } from './helped.ts';
export {
  communesOfChildren,
  familiesOfCommune,
  type HouseholdFacts,
  hasChildIn,
  householdFacts,
  needsGuardiansConsent,
  ownCommunes,
  schoolsOfChildren,
} from './household.ts';
export { keptApart } from './kept-apart.ts';
export { answersFor, guardiansOfLeavers, leftChildrenOf } from './leaving/children.ts';
export { leftPersons, lockPersons, personsById } from './leaving/mark.ts';
export { classesOfLevel, levelsOf } from './levels.ts';
export { type ActorFacts, actorFacts, actorOf, loadActor } from './load-actor.ts';
export { type LookedUp, lookUp } from './look-up.ts';
export { personsNamed } from './named.ts';
export { names } from './names.ts';
export {
  classPlace,
  closedTo,
  familiesOfClass,
  freeGroups,
  guardiansWithAccess,
  legalGuardian,
  legalGuardiansOf,
  peopleOfSchools,
  pupilsOfClass,
  pupilsOfPlace,
} from './of-schools.ts';
export { type OwnRecord, ownRecord, type SheetFact, sheetFacts } from './own/record.ts';
export { photosOfClass } from './photos/queries.ts';
export { findSeen, hasPostAt, overseers, protectorsOf, worksAt } from './protectors.ts';
export { attachNamedTeachers } from './queries/teaching.ts';
export { personLine } from './read-people.ts';
export { type Recognition, recognise, recogniseAll } from './recognise.ts';
export { type ReleasableFacts, releasableFacts } from './releasable.ts';
export { relationInWords, roleInWords, sourceInWords } from './said.ts';
export { forgetTellings, settleTellings, tell, tellCrowd, tellingMail, tellMany, tellOnce } from './tellings/tell.ts';
export { consentersOf, type Viewable, viewableById, viewableByUid } from './viewable.ts';
export { explain } from './visibility/explain.ts';
export { mayWrite } from './visibility/may-write.ts';
export { reach } from './visibility/reach.ts';
export { refreshCircles } from './visibility/refresh.ts';

/**
 * Imports deliveries; see `aaf/import.ts`, which is read here and not before: the web starts without the importer and its parsers
 * (60 files, 400 kB).
 */
export const importDeliveries = async (options: ImportOptions): Promise<DeliveryOutcome[]> =>
  (await import('./aaf/import.ts')).importDeliveries(options);
export { ReadingLanguageForm } from './reading-language/form.tsx';
export { readText, readTexts } from './reading-language/read.ts';
