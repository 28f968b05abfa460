import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { personPolicy } from '../policy.ts';

/**
 * Those of the persons to whom the actor may write, now: the policy's own answer, by index. Oneself, who left and who never was are not
 * among them. What somebody may answer to a message received is for the messaging to say.
 */
export async function mayWrite(db: Db, actor: Actor, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select p.id from directory.persons p
      where p.id = any(${[...personIds]}::uuid[]) and p.left_on is null and p.id <> ${actor.personId}::uuid
        and ${personPolicy.where(actor, 'write')}
      order by p.id`,
  );
  return new Set(rows.map(({ id }) => id));
}
