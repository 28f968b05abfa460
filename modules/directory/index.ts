export type { ActorChild, ActorGroup, ActorMandate, ActorProfile, Role } from './actor.ts';
export { roles } from './actor.ts';
export { type ActorFacts, actorFacts, actorOf, loadActor } from './load-actor.ts';
