import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import type { Names } from '../../../platform/module.ts';
import { personsById } from '../../directory/index.ts';
import { deskPolicy } from '../policy.ts';
import type { showDesk } from './contract.ts';

const PAGE = 30;
const STANDING = sql`l.returned_at is null and l.erased_at is null`;

/** The desk: counts for who runs the platform, names besides for the data-protection officer; for others it is not there. */
export async function readDesk(
  names: Names,
  ctx: SessionContext,
  after: string | undefined,
): Promise<Answer<typeof showDesk>> {
  if (!deskPolicy.can(ctx.actor, 'seeCounts', {})) notFound();
  return {
    counts: await countsOf(ctx.db, ctx.actor.today),
    named: deskPolicy.can(ctx.actor, 'seeLeavers', {}) ? await namedOf(names, ctx, after) : null,
  };
}

/** How many leave, wait, are held: no name. */
export async function countsOf(db: Db, today: string): Promise<Answer<typeof showDesk>['counts']> {
  const row = await firstOf(
    db,
    sql<Answer<typeof showDesk>['counts']>`
      select (select count(*) from privacy.leaves l where ${STANDING}) as leaving,
             (select count(*) from privacy.leaves l where ${STANDING} and l.erase_on < ${today}::date + 30) as "thisMonth",
             (select count(*) from privacy.leaves l where l.erased_at >= ${today}::date - 365) as erased,
             (select count(*) from privacy.holds h where h.lifted_at is null) as held,
             (select count(*) from archive.records) as archived,
             (select count(*) from privacy.requests r where r.answered_at is null) as requests`,
  );
  return row ?? { leaving: 0, thisMonth: 0, erased: 0, held: 0, archived: 0, requests: 0 };
}

interface LeaverRow {
  readonly id: string;
  readonly personId: string;
  readonly uid: string;
  readonly leftOn: string;
  readonly eraseOn: string;
  readonly choice: 'keep' | 'erase' | null;
  readonly isHeld: boolean;
}

async function namedOf(
  names: Names,
  ctx: SessionContext,
  after: string | undefined,
): Promise<NonNullable<Answer<typeof showDesk>['named']>> {
  const { db } = ctx;
  const mark = readMarkWithId(after, 2);
  const found = await rowsOf(
    db,
    sql<LeaverRow>`
      select l.id, l.person_id as "personId", p.uid, l.left_on as "leftOn", l.erase_on as "eraseOn", l.choice,
             exists (select 1 from privacy.holds h where h.person_id = l.person_id and h.lifted_at is null) as "isHeld"
      from privacy.leaves l join (${personsById}) as p on p.person_id = l.person_id
      where ${STANDING} ${mark ? sql`and (l.erase_on, l.id) > (${mark[0]}::date, ${mark[1]}::uuid)` : sql``}
      order by l.erase_on, l.id limit ${PAGE + 1}`,
  );
  const shown = found.slice(0, PAGE);
  const holds = await rowsOf(
    db,
    sql<{ id: string; personId: string; uid: string; reason: string; since: Date }>`
      select h.id, h.person_id as "personId", p.uid, h.reason, h.placed_at as since
      from privacy.holds h join (${personsById}) as p on p.person_id = h.person_id
      where h.lifted_at is null order by h.placed_at, h.id limit 100`,
  );
  const requests = await rowsOf(
    db,
    sql<{ id: string; personId: string; uid: string; askedById: string; kind: string; words: string; askedAt: Date }>`
      select r.id, r.person_id as "personId", p.uid, r.asked_by as "askedById", r.kind, r.words, r.asked_at as "askedAt"
      from privacy.requests r join (${personsById}) as p on p.person_id = r.person_id
      where r.answered_at is null order by r.asked_at, r.id limit 50`,
  );
  const ids = [...shown, ...holds, ...requests].map(({ personId }) => personId);
  const known = await names.of(ctx, [...new Set([...ids, ...requests.map(({ askedById }) => askedById)])], []);
  const nameOf = (id: string): string => known.persons.get(id) ?? '';
  const person = (row: { readonly personId: string; readonly uid: string }) => ({
    id: row.uid,
    name: nameOf(row.personId),
  });
  const last = shown.at(-1);
  return {
    leavers: shown.map((row) => ({
      person: person(row),
      leftOn: row.leftOn,
      eraseOn: row.eraseOn,
      choice: row.choice,
      isHeld: row.isHeld,
    })),
    next: found.length > PAGE && last ? writeMark([last.eraseOn, last.id]) : null,
    holds: holds.map((row) => ({ id: row.id, person: person(row), reason: row.reason, since: row.since })),
    requests: requests.map((row) => ({
      id: row.id,
      person: person(row),
      askedBy: nameOf(row.askedById),
      kind: row.kind,
      words: row.words,
      askedAt: row.askedAt,
    })),
  };
}
