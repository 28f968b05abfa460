export { defaultVolumeLimit, type VolumeLimit } from './aaf/counts.ts';
export {
  type DeliveryOutcome,
  type ImportOptions,
  ImportRunning,
  importDeliveries,
} from './aaf/import.ts';
export { expectDeliveries, type LateDelivery, lateDeliveries, warnLateDeliveries } from './aaf/late.ts';
export { findReport, type Report, readReport, reportText } from './aaf/report.ts';
export type { ActorChild, ActorGroup, ActorMandate, ActorProfile, Role } from './actor.ts';
export { roles } from './actor.ts';
export {
  createPerson,
  findByAcademyKey,
  findPlace,
  grantMandate,
  type HandProfile,
  type NewMandate,
  type NewPerson,
  openProfile,
} from './by-hand.ts';
export { findCodeHolder } from './code-holder.ts';
export { entitledPersons } from './entitled.ts';
export { type ActorFacts, actorFacts, actorOf, loadActor } from './load-actor.ts';
export { type LookedUp, lookUp } from './look-up.ts';
export { attachNamedTeachers } from './queries/teaching.ts';
export { type Recognition, recognise } from './recognise.ts';
export { takeUids } from './uids.ts';
