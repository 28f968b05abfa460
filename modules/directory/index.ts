export type { ActorChild, ActorGroup, ActorMandate, ActorProfile, Role } from './actor.ts';
export { roles } from './actor.ts';
export { entitledPersons } from './entitled.ts';
export { type ActorFacts, actorFacts, actorOf, loadActor } from './load-actor.ts';
