/** What the open pages of one person listen to besides their own topics: something was told to them, or settled. */
export const readerTopic = (personId: string): string => `reader:${personId}`;

/** The same for everybody: so many were told that naming them would cost more than asking. */
export const ALL_READERS = 'readers';

/** More persons than this are not named one by one. */
export const MOST_NAMED = 4_000;

export const topicsOfReaders = (personIds: readonly string[]): readonly string[] =>
  personIds.length > MOST_NAMED ? [ALL_READERS] : personIds.map(readerTopic);
