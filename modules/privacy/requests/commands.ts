import type { Input } from '../../../platform/contract/endpoint.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { chosenPerson } from '../held/read.ts';
import type { askOfficer } from './contract.ts';

/** Requests that may wait for an answer at once. */
const MOST = 5;

/** Notes the request. @throws Refusal `privacy.too-many-requests` while five wait for an answer; not found for anybody else's data */
export async function ask(ctx: SessionContext, given: Input<typeof askOfficer>['body']): Promise<boolean> {
  const person = await chosenPerson(ctx, given.person);
  return ctx.transaction(async (tx) => {
    const waiting = await firstOf(
      tx.db,
      sql<{
        n: number;
      }>`select count(*) as n from privacy.requests where asked_by = ${ctx.actor.personId} and answered_at is null`,
    );
    if ((waiting?.n ?? 0) >= MOST) refuse('privacy.too-many-requests', { most: MOST });
    await sql`
      insert into privacy.requests (id, person_id, asked_by, kind, words, asked_at)
      values (${newId()}, ${person.personId}, ${ctx.actor.personId}, ${given.kind}, ${given.words}, ${ctx.now})`.execute(
      tx.db,
    );
    return true;
  });
}
