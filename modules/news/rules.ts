import { instantOf } from '../notifications/rules.ts';

/** What a reader may say under a post in one tap. */
export const reactionKinds = ['thanks', 'seen', 'bravo'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

export const MAX_PICTURES = 10;
export const MAX_PINS = 2;
/** Choices of a poll. */
export const MAX_OPTIONS = 8;
/** Seconds during which a post that was just published can be taken back: nobody has seen it yet. */
export const UNDO_SECONDS = 10;
/** Fewer answers than that would say who gave them. */
export const ANONYMOUS_FROM = 5;

/** An event as it is said: days `YYYY-MM-DD`, hours `HH:MM` at the school's clock; without hours it lasts whole days. */
export interface PostEvent {
  readonly startsOn: string;
  readonly startsAt: string | null;
  readonly lastDay: string;
  readonly endsAt: string | null;
  readonly place: string | null;
}

/** What a form gave of an event; every field empty: no event. */
export interface TypedEvent {
  readonly eventFrom: string;
  readonly eventStart: string;
  readonly eventUntil: string;
  readonly eventEnd: string;
  readonly eventPlace: string;
}

/** A code of refusal, with the field at fault. */
export interface Fault {
  readonly field: string;
  readonly code: string;
}

/** The event that was typed; null when none was, or the first thing that is wrong with it. */
export function eventOf(typed: TypedEvent): PostEvent | Fault | null {
  const { eventFrom, eventStart, eventUntil, eventEnd, eventPlace } = typed;
  if (!eventFrom) {
    const [field] = Object.entries({ eventStart, eventUntil, eventEnd, eventPlace }).find(([, said]) => said) ?? [];
    return field ? { field: 'eventFrom', code: 'news.event-day-missing' } : null;
  }
  const lastDay = eventUntil || eventFrom;
  if (lastDay < eventFrom) return { field: 'eventUntil', code: 'news.event-ends-before' };
  if (eventEnd && !eventStart) return { field: 'eventStart', code: 'news.event-hour-missing' };
  // An hour of beginning alone: an hour is the usual length of what a school invites to.
  const endsAt = eventStart ? eventEnd || hourLater(eventStart) : null;
  if (lastDay === eventFrom && eventStart && endsAt && endsAt <= eventStart)
    return { field: 'eventEnd', code: 'news.event-ends-before' };
  return { startsOn: eventFrom, startsAt: eventStart || null, lastDay, endsAt, place: eventPlace || null };
}

const hourLater = (time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour >= 23 ? '23:59' : `${String(hour + 1).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

export interface PostPoll {
  readonly question: string;
  readonly options: readonly string[];
  readonly several: boolean;
  /** First day without answers; null: until the post ends. */
  readonly closesOn: string | null;
}

export interface TypedPoll {
  readonly question: string;
  readonly answers: readonly string[];
  readonly pollSeveral: boolean;
  /** The last day, included. */
  readonly pollUntil: string;
}

/** The poll that was typed; null when none was, or the first thing that is wrong with it. */
export function pollOf(
  { question, answers, pollSeveral, pollUntil }: TypedPoll,
  today: string,
): PostPoll | Fault | null {
  const options = answers.map((answer) => answer.trim()).filter(Boolean);
  if (!question) return options.length > 0 ? { field: 'question', code: 'news.poll-question-missing' } : null;
  if (options.length < 2) return { field: 'answers', code: 'news.poll-one-answer' };
  if (new Set(options.map((option) => option.toLowerCase())).size < options.length)
    return { field: 'answers', code: 'news.poll-answer-twice' };
  if (pollUntil && pollUntil < today) return { field: 'pollUntil', code: 'news.day-past' };
  return { question, options, several: pollSeveral, closesOn: pollUntil ? nextDay(pollUntil) : null };
}

export const isFault = (value: object | null): value is Fault => value !== null && 'code' in value;

/** The day after. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day before. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The instant at which the clock of schools shows that day and hour (`HH:MM`). */
export const instantAt = (day: string, time: string): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantOf(day, hour * 60 + minute, 'Europe/Paris');
};

/** The title under which a post is listed: its own, or the first words of its text. */
export const headingOf = (title: string, words: string): string => {
  if (title) return title;
  const line = (words.split('\n').find((one) => one.trim()) ?? '').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/\s+\S*$/, '')}…`;
};

/** How far a picture of a post goes: what families are asked about (safety's supports). */
export type Support = 'class' | 'school' | 'between' | 'public';

/**
 * The widest circle that would see it: one class is a class, two of a school are seen beyond it. `places`: as `news.post_audiences` keeps them;
 * `schools`: how many they are in.
 */
export function supportOf(places: readonly string[], schools: number, isPublic: boolean): Support {
  if (isPublic) return 'public';
  if (schools > 1 || places.some((place) => place === 'platform' || place.startsWith('commune:'))) return 'between';
  return new Set(places).size > 1 || places.some((place) => place.startsWith('school:')) ? 'school' : 'class';
}
