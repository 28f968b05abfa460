import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, newId } from '../../../platform/db/db.ts';
import { fromPlain } from '../../../platform/rich-text/plain.ts';
import { addressable, loadActor } from '../../directory/index.ts';
import { authorRoleOf, folded } from '../rules.ts';
import { findAddressees, personToken } from './recipients.ts';
import { tellSoon } from './tell-soon.ts';
import { writeSent } from './write.ts';

/** A message that somebody is made to have written: the demonstration's. */
export interface InName {
  readonly authorId: string;
  /** Public ids of persons; `families`, `staff`: of the nearest class or school that the author may write to. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  readonly answers?: { readonly id: string; readonly threadId: string } | undefined;
}

/**
 * Sends a message in somebody's name, as far as their own rules let it go. Undefined when it would reach nobody.
 * It asks no quiet hours and no second factor: for what is made up, never for what a person does.
 */
export async function sendInName(
  db: Db,
  { authorId, to, subject, text, at, answers }: InName,
): Promise<{ readonly id: string; readonly threadId: string } | undefined> {
  const today = dayOf(at);
  const actor = await loadActor(db, authorId, today);
  if (!actor) return undefined;
  const choices = await addressable(db, actor, 'write', 'fr');
  const tokens = to.flatMap((name) => {
    if (name !== 'families' && name !== 'staff') return [personToken(name)];
    const nearest = choices.find(({ role }) => role === name);
    return nearest ? [nearest.key] : [];
  });
  const { persons, audiences, people } = await findAddressees(db, actor, { tokens, locale: 'fr' });
  if (people === 0) return undefined;
  const id = newId();
  const message = {
    id,
    threadId: answers?.threadId ?? id,
    repliesTo: answers?.id ?? null,
    authorId,
    authorRole: authorRoleOf(actor),
    schoolId: audiences[0]?.schoolId ?? actor.places[0]?.schoolId ?? null,
    schoolIds: actor.places.map(({ schoolId }) => schoolId),
    subject,
    body: fromPlain(text),
    words: text.replace(/\s+/g, ' ').slice(0, 140),
    searched: folded(`${subject} ${text}`),
    persons: persons.map((person) => person.id),
    audiences: audiences.map(({ key }) => key),
    staffOnly: [...persons, ...audiences].every(({ role }) => role === 'staff'),
    hasFiles: false,
    urgent: null,
    writtenAt: at,
    requestKey: newId(),
  };
  const sent = await writeSent(db, message, { ...message, today, wide: false });
  if (sent) tellSoon(db);
  return sent && { id, threadId: message.threadId };
}
