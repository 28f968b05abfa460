import { newId } from '../../platform/db/db.ts';
import type { Reply, Visitor } from '../../platform/testing/browser.ts';

/** The id of the post that a form made, read off where it leads. */
export const postOf = (reply: Reply): string => /\/news\/([0-9a-f-]{36})/.exec(reply.location ?? '')?.[1] ?? '';

/** Sends the form of a post, as one who fills in only what is given. */
export const send = (
  visitor: Visitor,
  given: Readonly<Record<string, string>>,
  address = '/news/new',
): Promise<Reply> => visitor.post(address, { key: newId(), do: 'publish', text: 'Bonjour à tous.', ...given });
