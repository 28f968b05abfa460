export type { ActorChild, ActorGroup, ActorMandate, ActorProfile, Role } from './actor.ts';
export { roles } from './actor.ts';
