import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { forDeclarers } from './commands.ts';
import type { listReuse, listReuseRequests, showReuse, showReuseRequest } from './contract.ts';
import { reusePolicy } from './policy.ts';
import { answersOf, ownHousehold, requestsFor, requestsOf, usesOf } from './queries.ts';

/** Guardians are asked; for who never was and never answered the page does not exist. */
export async function readOwnRequests(ctx: SessionContext): Promise<Answer<typeof listReuse>> {
  const requests = await requestsFor(ctx.db, ctx.actor);
  if (requests.length === 0 && ctx.actor.children.length === 0) notFound();
  return { requests };
}

/** One request, with what would be read today and each use. */
export async function readOwnRequest(ctx: SessionContext, requestId: string): Promise<Answer<typeof showReuse>> {
  const { actor, db } = ctx;
  const [request] = await requestsFor(db, actor, requestId);
  const values = request && (await ownHousehold(db, actor, requestId));
  if (!request || !values) notFound();
  return {
    ...request,
    values: { ...values, children: values.children.map((child) => ({ ...child, classes: [...child.classes] })) },
    uses: await usesOf(db, actor, requestId),
    kept: await answersOf(db, actor, requestId),
  };
}

/** The requests that the actor looks after. */
export async function readRequests(ctx: SessionContext): Promise<Answer<typeof listReuseRequests>> {
  forDeclarers(ctx);
  return { requests: await requestsOf(ctx.db, ctx.actor) };
}

/** One of them. */
export async function readRequest(ctx: SessionContext, requestId: string): Promise<Answer<typeof showReuseRequest>> {
  forDeclarers(ctx);
  const [request] = await requestsOf(ctx.db, ctx.actor, requestId);
  if (!request) notFound();
  const mayRead = reusePolicy.can(ctx.actor, 'read', { communeId: request.communeId, schoolIds: [] });
  return { ...request, mayRead };
}
