import type { SessionContext } from '../../../platform/http/context.ts';
import type { MessageTo } from '../../../platform/module.ts';
import { showComposer } from '../contract.ts';
import { personToken } from '../sending/recipients.ts';

/** Whether the actor has messages at all: nobody has those of another, and who left has none any more. */
export const hasMessages = ({ actor, viewing }: SessionContext): boolean =>
  !viewing && !actor.roles.every((role) => role === 'leaver');

/** Where the actor begins a message to these people; undefined where they write none. */
export function messageTo(
  ctx: SessionContext,
  { persons = [], audiences = [], proposed = [] }: MessageTo,
): string | undefined {
  if (!hasMessages(ctx)) return undefined;
  const query = new URLSearchParams([
    ...[...persons.map(personToken), ...audiences].map((token) => ['to', token]),
    ...proposed.map((uid) => ['near', personToken(uid)]),
  ]);
  return `${showComposer.path}?${query}`;
}
