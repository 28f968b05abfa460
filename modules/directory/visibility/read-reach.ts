import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import { loadActor } from '../load-actor.ts';
import { personPolicy } from '../policy.ts';
import { findPerson, type PersonRow } from '../queries/person.ts';
import { searchWords } from '../queries/search.ts';
import { personLine } from '../read-people.ts';
import { fullName } from '../rules.ts';
import type { listReach } from './contract.ts';
import { reach } from './reach.ts';

const PAGE = 25;

/** A page of the people in one's own reach, or in that of somebody whom one may check. */
export async function readReach(
  ctx: SessionContext,
  { verb, q, of, after }: Input<typeof listReach>['query'],
): Promise<Answer<typeof listReach>> {
  const { db, actor } = ctx;
  const other = of === undefined || of === actor.uid ? undefined : await findExplainable(ctx, of);
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

/** A person whose rights the actor may check; for others nobody has that uid. */
export async function findExplainable({ db, actor }: SessionContext, uid: string): Promise<PersonRow> {
  const person = await findPerson(db, actor, uid);
  return person && personPolicy.can(actor, 'explain', person.facts) ? person : notFound();
}
