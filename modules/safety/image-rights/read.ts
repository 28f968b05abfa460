import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { ImageKind, showClassImageRights, showImageRights } from './contract.ts';
import { requestsFor } from './occasions/queries.ts';
import { imageRightPolicy } from './policy.ts';
import { answersFor, findClassAnswers } from './queries.ts';
import { lastDayOfAnswers } from './rules.ts';

/** The children of the actor, and the actor themselves, with what was answered about each. */
export async function readImageRights(
  { actor, db }: SessionContext,
  kind: ImageKind = 'image',
): Promise<Answer<typeof showImageRights>> {
  const answersSelf = imageRightPolicy.can(actor, 'answer', actor);
  if (!answersSelf && actor.children.length === 0) return { kind, children: [], self: null, asked: [] };
  const rows = await answersFor(db, actor, kind);
  const of = (person: { readonly uid: string; readonly displayName: string }) => ({
    id: person.uid,
    displayName: person.displayName,
    until: lastDayOfAnswers(actor.today),
    supports: rows
      .filter(({ uid }) => uid === person.uid)
      .map(({ support, own, answeredAt, outcome }) => ({ support, own, answeredAt, outcome })),
  });
  return {
    kind,
    children: actor.children.map(of),
    self: answersSelf ? of(actor) : null,
    asked: kind === 'image' && actor.children.length > 0 ? await requestsFor(db, actor) : [],
  };
}

/** The answers for a class; a class whose answers are not the actor's to know does not exist. */
export async function readClassImageRights(
  { actor, db }: SessionContext,
  groupId: string,
  kind: ImageKind,
): Promise<Answer<typeof showClassImageRights>> {
  const found = await findClassAnswers(db, actor, groupId, kind);
  return found ? { ...found, kind, pupils: [...found.pupils] } : notFound();
}
