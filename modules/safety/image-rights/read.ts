import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { showClassImageRights, showImageRights } from './contract.ts';
import { imageRightPolicy } from './policy.ts';
import { answersFor, findClassAnswers } from './queries.ts';
import { lastDayOfAnswers } from './rules.ts';

/** The children of the actor, and the actor themselves, with what was answered about each. */
export async function readImageRights({ actor, db }: SessionContext): Promise<Answer<typeof showImageRights>> {
  const answersSelf = imageRightPolicy.can(actor, 'answer', actor);
  if (!answersSelf && actor.children.length === 0) return { children: [], self: null };
  const rows = await answersFor(db, actor);
  const of = (person: { readonly uid: string; readonly displayName: string }) => ({
    id: person.uid,
    displayName: person.displayName,
    until: lastDayOfAnswers(actor.today),
    purposes: rows
      .filter(({ uid }) => uid === person.uid)
      .map(({ purpose, own, answeredAt, outcome }) => ({ purpose, own, answeredAt, outcome })),
  });
  return { children: actor.children.map(of), self: answersSelf ? of(actor) : null };
}

/** The answers for a class; a class whose answers are not the actor's to know does not exist. */
export async function readClassImageRights(
  { actor, db }: SessionContext,
  groupId: string,
): Promise<Answer<typeof showClassImageRights>> {
  const found = await findClassAnswers(db, actor, groupId);
  return found ? { ...found, pupils: [...found.pupils] } : notFound();
}
