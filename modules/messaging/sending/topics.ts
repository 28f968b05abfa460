import type { NamedRecipient } from './recipients.ts';
import type { NewMessage } from './write.ts';

/** What open pages listen to that show these people their messages: each person's own topic, an audience's key for all of it. */
export const topicsOf = (
  { audiences }: Pick<NewMessage, 'audiences'>,
  persons: readonly Pick<NamedRecipient, 'uid'>[],
): string[] => [...audiences, ...persons.map(({ uid }) => `person:${uid}`)];
