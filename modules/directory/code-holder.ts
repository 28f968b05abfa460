import { firstOf, type RawBuilder, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { personPolicy } from './policy.ts';
import { personFacts } from './queries/facts.ts';
import type { PersonFacts } from './scopes.ts';

/**
 * The person with that uid, if the actor may hand them a sign-in code; undefined otherwise, as for one that does not exist.
 * `mayReissue`: also when their account is open already.
 */
export async function findCodeHolder(
  ctx: SessionContext,
  personUid: string,
): Promise<{ readonly personId: string; readonly mayReissue: boolean } | undefined> {
  const row = await firstOf(
    ctx.db,
    sql<{
      facts: PersonFacts;
    }>`select ${personFacts(ctx.actor)} as facts from directory.persons p where p.uid = ${personUid}`,
  );
  if (!row || !personPolicy.can(ctx.actor, 'issueCode', row.facts)) return undefined;
  return { personId: row.facts.personId, mayReissue: personPolicy.can(ctx.actor, 'reissueCode', row.facts) };
}

/** SQL: the id of the person with that uid, for statements of modules that know people by their id. */
export const personWithUid = (uid: string): RawBuilder<string> =>
  sql<string>`(select q.id from directory.persons q where q.uid = ${uid})`;
