import type { Actor } from '../../../platform/authz/policy.ts';
import { audiencesOf } from '../../directory/index.ts';

/** What the open pages of one person listen to besides their own topics: something was told to them, or settled. */
export const readerTopic = (personId: string): string => `reader:${personId}`;

/** The same for everybody: so many were told that naming them would cost more than asking. */
export const ALL_READERS = 'readers';

/** More persons than this are not named one by one. */
export const MOST_NAMED = 4_000;

export const topicsOfReaders = (personIds: readonly string[]): readonly string[] =>
  personIds.length > MOST_NAMED ? [ALL_READERS] : personIds.map(readerTopic);

/** What a person listens to on every page: what is told to them, to their audiences, and to so many that all are told. */
export const topicsOfReader = (actor: Actor): readonly string[] => [
  readerTopic(actor.personId),
  ALL_READERS,
  ...audiencesOf(actor),
];
