import type { Actor } from '../../../platform/authz/policy.ts';

/** What a session is good for; it gives its two lengths. */
export type SessionKind = 'administrator' | 'staff' | 'family' | 'college' | 'young' | 'own' | 'shared' | LittleKind;

/** Sessions of those who come in by pictures: on a shared tablet, on one of their own for the lesson, at home with a card. */
export type LittleKind = 'tablet' | 'solo' | 'card';

/** What the person says of the device: theirs, lent among several, or nothing. */
export type DeviceChoice = 'own' | 'shared' | 'unsaid';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Lengths {
  /** Milliseconds without a request after which it ends. */
  readonly idle: number;
  /** Milliseconds after which it ends whatever happens. */
  readonly whole: number;
  /** Kept by the browser when it closes. */
  readonly kept: boolean;
}

/** How long sessions last, by kind (docs/decisions: the shorter the wider the person sees). */
export const lengths: Readonly<Record<SessionKind, Lengths>> = {
  administrator: { idle: 30 * MINUTE, whole: 8 * HOUR, kept: false },
  staff: { idle: 60 * MINUTE, whole: 12 * HOUR, kept: false },
  family: { idle: 60 * MINUTE, whole: 12 * HOUR, kept: false },
  college: { idle: 60 * MINUTE, whole: 12 * HOUR, kept: false },
  young: { idle: 30 * MINUTE, whole: 8 * HOUR, kept: false },
  own: { idle: 90 * DAY, whole: 90 * DAY, kept: true },
  shared: { idle: 15 * MINUTE, whole: 8 * HOUR, kept: false },
  tablet: { idle: 5 * MINUTE, whole: 8 * HOUR, kept: false },
  solo: { idle: 2 * HOUR, whole: 8 * HOUR, kept: false },
  card: { idle: 20 * MINUTE, whole: 2 * HOUR, kept: false },
};

/** To whom the charter speaks and whose rules of passwords apply. */
export type Audience = 'adult' | 'college' | 'young';

const COLLEGE_KINDS = new Set(['college', 'segpa']);
const ADMINISTRATORS = new Set(['platform', 'academy', 'dpo']);
const FAMILY = new Set(['pupil', 'guardian']);

type Who = Pick<Actor, 'roles' | 'profiles'>;

/** Whoever sees beyond one school: shorter sessions, and a second factor. */
export const isAdministrator = (actor: Who): boolean => actor.roles.some((role) => ADMINISTRATORS.has(role));

/** A pupil of a collège, a younger pupil, or an adult; somebody who is anything besides a pupil is an adult. */
export function audienceOf(actor: Who): Audience {
  if (actor.roles.some((role) => role !== 'pupil')) return 'adult';
  const pupilIn = actor.profiles.filter((profile) => profile.role === 'pupil');
  return pupilIn.some((profile) => COLLEGE_KINDS.has(profile.schoolKind)) ? 'college' : 'young';
}

/**
 * The kind of session for a person on a device. The widest role decides: a teacher who is a parent gets the staff's lengths. Only
 * guardians and collège pupils stay signed in on a device of their own; anybody may ask for the short session of a shared one.
 */
export function sessionKind(actor: Who, device: DeviceChoice): SessionKind {
  if (device === 'shared') return 'shared';
  if (isAdministrator(actor)) return 'administrator';
  if (actor.roles.some((role) => !FAMILY.has(role))) return 'staff';
  const audience = audienceOf(actor);
  if (audience === 'young') return 'young';
  if (device === 'own') return 'own';
  return audience === 'college' ? 'college' : 'family';
}

/**
 * The kind that rules a session opened as `opened`: a role given since then shortens it (a parent who becomes an administrator is not
 * signed in for ninety days), none taken away lengthens it.
 */
export function kindInForce(opened: SessionKind, actor: Who): SessionKind {
  // Opened by pictures: what they may do does not widen with the person.
  if (isLittle(opened)) return opened;
  const now = sessionKind(actor, opened === 'own' || opened === 'shared' ? opened : 'unsaid');
  const isShorter = lengths[now].idle < lengths[opened].idle || lengths[now].whole < lengths[opened].whole;
  return isShorter ? now : opened;
}

/** Whether a session was opened by pictures. */
export const isLittle = (kind: SessionKind): kind is LittleKind =>
  kind === 'tablet' || kind === 'solo' || kind === 'card';
