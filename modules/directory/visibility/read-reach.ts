import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import { loadActor } from '../load-actor.ts';
import { personPolicy } from '../policy.ts';
import { personFacts } from '../queries/facts.ts';
import { type FoundRow, searchWords, withPosts } from '../queries/search.ts';
import { personLine } from '../read-people.ts';
import { fullName } from '../rules.ts';
import type { PersonFacts } from '../scopes.ts';
import type { listReach } from './contract.ts';
import { reach } from './reach.ts';

const PAGE = 25;

/** A page of the people in one's own reach, or in that of somebody whom one may check. */
export async function readReach(
  ctx: SessionContext,
  { verb, q, of, after }: Input<typeof listReach>['query'],
): Promise<Answer<typeof listReach>> {
  const { db, actor } = ctx;
  const [other] = await findChecked(ctx, of === actor.uid ? undefined : of);
  const whose = other ? ((await loadActor(db, other.id, actor.today)) ?? notFound()) : actor;
  const [word, sortName, id] = readMarkWithId(after, 3) ?? [];
  const { rows, next } = await reach(db, whose, {
    verb,
    words: searchWords(q),
    after: word !== undefined && sortName !== undefined && id !== undefined ? { word, sortName, id } : undefined,
    limit: PAGE,
    onlooker: other ? actor : undefined,
  });
  return {
    of: other ? { id: other.uid, displayName: fullName(other) } : null,
    people: rows.map((row) => personLine(row, ctx)),
    next: next ? writeMark([next.word, next.sortName, next.id]) : null,
  };
}

/** A person whose rights the actor may check, with the facts that the policy judges. */
type Checked = Omit<FoundRow, 'facts' | 'word' | 'sortName'> & { readonly facts: PersonFacts };

/** The persons of those uids, in their order; not found when the actor may not check one of them. */
export async function findChecked(
  { db, actor }: SessionContext,
  ...uids: readonly (string | undefined)[]
): Promise<(Checked | undefined)[]> {
  const asked = uids.filter((uid) => uid !== undefined);
  if (asked.length === 0) return uids.map(() => undefined);
  const rows = await rowsOf(
    db,
    sql<Checked>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", ${personFacts(actor)} as facts, several.list as posts
      from directory.persons p ${withPosts(actor)}
      where p.uid = any(${asked}::text[]) and ${personPolicy.where(actor, 'explain')} order by p.id`,
  );
  return uids.map((uid) => (uid === undefined ? undefined : (rows.find((row) => row.uid === uid) ?? notFound())));
}
