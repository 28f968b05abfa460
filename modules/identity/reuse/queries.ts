import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { type HouseholdFacts, hasChildIn, householdFacts, ownCommunes } from '../../directory/index.ts';
import type { Asked, Counted, Request } from './contract.ts';
import { reusePolicy } from './policy.ts';

/** SQL: columns of `r` (identity.reuse_requests) and `c` (directory.communes) as a `Request`. */
const requestColumns: RawBuilder<unknown> = sql`
  r.id, c.name as commune, r.title, r.purpose, r.recipients, r.facts, r.months, r.declared_at as "declaredAt", r.closed_at as "closedAt"`;

/** SQL: whether the answer `x` to `r` lets the service read on that day. */
const holds = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(x.answer = 'agreed' and x.replaced_at is null and x.ends_on > ${today}::date and r.closed_at is null)`;

/** The requests that the actor may answer, and those that they once answered, the newest first. */
export const requestsFor = (db: Db, actor: Actor, only: string | null = null): Promise<Asked[]> =>
  rowsOf(
    db,
    sql<Asked>`
      select ${requestColumns}, x.answer, x.answered_at as "answeredAt", x.ends_on as "endsOn", coalesce(${holds(actor.today)}, false) as "isInForce"
      from identity.reuse_requests r join directory.communes c on c.id = r.commune_id
      left join identity.reuse_answers x on x.request_id = r.id and x.person_id = ${actor.personId} and x.replaced_at is null
      where (${only}::uuid is null or r.id = ${only}::uuid)
        and ((r.closed_at is null and ${reusePolicy.where(actor, 'answer')}) or x.id is not null)
      order by r.closed_at is not null, r.declared_at desc, r.id limit 100`,
  );

/** What the service would read of the actor today. */
export const ownHousehold = async (db: Db, actor: Actor, requestId: string): Promise<HouseholdFacts | undefined> =>
  (
    await firstOf(
      db,
      sql<{ facts: HouseholdFacts }>`
        select ${householdFacts(sql`r.commune_id`, actor.today)} as facts
        from identity.reuse_requests r cross join directory.persons p where r.id = ${requestId} and p.id = ${actor.personId}`,
    )
  )?.facts;

export interface UseRow {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
  readonly facts: string[];
  readonly byProgram: boolean;
}

/** Each use of what the actor agreed to, the newest first. */
export const usesOf = (db: Db, actor: Actor, requestId: string): Promise<UseRow[]> =>
  rowsOf(
    db,
    sql<UseRow>`
      select u.id, concat_ws(' ', p.given_name, p.family_name) as by, u.read_at as at, u.facts, u.by_program as "byProgram"
      from identity.reuse_answers x
      join identity.reuse_uses u on u.answer_id = x.id
      left join directory.persons p on p.id = u.read_by
      where x.request_id = ${requestId} and x.person_id = ${actor.personId} order by u.read_at desc, u.id desc limit 200`,
  );

export interface KeptRow {
  readonly id: string;
  readonly answer: 'agreed' | 'refused' | 'withdrawn';
  readonly answeredAt: Date;
  readonly replacedAt: Date | null;
  readonly words: string;
  readonly digest: string;
}

/** The answers of the actor to a request, with the words that were shown. */
export const answersOf = (db: Db, actor: Actor, requestId: string): Promise<KeptRow[]> =>
  rowsOf(
    db,
    sql<KeptRow>`
      select x.id, x.answer, x.answered_at as "answeredAt", x.replaced_at as "replacedAt", w.words, encode(x.words, 'hex') as digest
      from identity.reuse_answers x join identity.shown_words w on w.digest = x.words
      where x.request_id = ${requestId} and x.person_id = ${actor.personId} order by x.answered_at desc, x.id desc limit 100`,
  );

/** SQL condition: `p`, who answered `x` to `r`, can be read: still there, and still the guardian of a pupil of that commune. */
const readable = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(${holds(today)} and p.left_on is null and p.merged_into is null and p.erased_on is null
                and ${hasChildIn(sql`p.id`, sql`r.commune_id`, today)})`;

/** The requests that the actor looks after, open ones first, with how many people let themselves be read. */
export const requestsOf = (
  db: Db,
  actor: Actor,
  only: string | null = null,
): Promise<(Counted & { communeId: string })[]> =>
  rowsOf(
    db,
    sql<Counted & { communeId: string }>`
      select ${requestColumns}, r.commune_id as "communeId",
             (select count(*) from identity.reuse_answers x join directory.persons p on p.id = x.person_id
              where x.request_id = r.id and ${readable(actor.today)}) as agreed
      from identity.reuse_requests r join directory.communes c on c.id = r.commune_id
      where (${only}::uuid is null or r.id = ${only}::uuid) and ${reusePolicy.where(actor, 'declare')}
      order by r.closed_at is not null, r.declared_at desc, r.id limit 200`,
  );

export interface ReadRow {
  readonly answerId: string;
  readonly uid: string;
  readonly name: string;
  readonly facts: HouseholdFacts;
}

/**
 * Those who agreed, in the order of names, locked against an answer that changes meanwhile.
 * @param name the beginning of the family name, folded; empty: everybody
 * @param after the uid of the last one before; empty: from the first
 */
export const peopleOf = (
  db: Db,
  actor: Actor,
  requestId: string,
  { name, after, limit }: { readonly name: string; readonly after: string; readonly limit: number },
): Promise<ReadRow[]> =>
  rowsOf(
    db,
    sql<ReadRow>`
      select x.id as "answerId", p.uid, concat_ws(' ', p.given_name, p.family_name) as name,
             ${householdFacts(sql`r.commune_id`, actor.today)} as facts
      from identity.reuse_requests r
      join identity.reuse_answers x on x.request_id = r.id
      join directory.persons p on p.id = x.person_id
      where r.id = ${requestId} and ${reusePolicy.where(actor, 'read')} and ${readable(actor.today)}
        and p.sort_name like ${`${name}%`}
        and (${after} = '' or (p.sort_name, p.id) > (select o.sort_name, o.id from directory.persons o where o.uid = ${after}))
      order by p.sort_name, p.id limit ${limit} for share of x`,
  );

/** The communes for which the actor may ask, by name; `every`: all those that have a school. */
export const communesFor = (db: Db, actor: Actor, every: boolean): Promise<{ id: string; name: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string; name: string }>`
      select distinct s.commune_id as id, s.commune_name as name from directory.school_places s
      where s.closed_on is null and s.commune_id is not null and (${every} or s.commune_id = any(${ownCommunes(actor)}::uuid[]))
      order by 2, 1 limit 1000`,
  );

/** A request whatever its reader: for the one who tells families of it. */
export const requestById = (db: Db, id: string): Promise<(Request & { communeId: string }) | undefined> =>
  firstOf(
    db,
    sql<Request & { communeId: string }>`
      select ${requestColumns}, r.commune_id as "communeId"
      from identity.reuse_requests r join directory.communes c on c.id = r.commune_id where r.id = ${id}`,
  );
