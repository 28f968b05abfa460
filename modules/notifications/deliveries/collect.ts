import { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { publishChange } from '../../../platform/outbox/outbox.ts';
import { closedTo, membersOf } from '../../directory/index.ts';
import { TOLD } from '../entries/notify.ts';
import { MOST_NAMED, topicsOfReaders } from '../entries/topics.ts';
import { SEND_MAILS_SOON } from '../mails/job-names.ts';
import { SEND_PUSHES_SOON } from '../push/job-names.ts';
import { hoursPolicyOf } from '../quiet-hours/policy-of.ts';
import type { HoursPolicy } from '../quiet-hours/publication.ts';
import { type CollectedEntry, decide } from './decide.ts';

/*
 * From an entry to those whom mail and push are to reach. First its addressees are written down, all of them in one transaction that also
 * marks the entry; then they are taken slice by slice, each slice in the transaction that writes what is to leave for it. Killed anywhere,
 * what was done stays done and the rest is done later: nobody is missed, nobody is told twice.
 */

/** Persons a transaction. */
const SLICE = 1_000;

type Work = Pick<WorkContext, 'db' | 'clock' | 'extensions'>;

/** An entry that was taken down. */
interface Taken {
  readonly id: string;
  readonly authorId: string | null;
  readonly keys: readonly string[];
}

/** SQL query of `entry_id`, `person_id`, `child_ids` of everybody an entry is for. */
const addresseesOf = (entryId: string, keys: readonly string[], today: string): RawBuilder<unknown> => sql`
  select ${entryId}::uuid as entry_id, p.person_id, coalesce(array_agg(distinct p.child_id) filter (where p.child_id is not null), '{}') as child_ids
  from (
    select m.person_id, m.pupil_id as child_id from (${membersOf(keys, today)}) as m
    union all
    select r.person_id, c.id from notifications.recipients r left join lateral unnest(r.child_ids) as c (id) on true
    where r.entry_id = ${entryId}::uuid and r.is_told and not ${closedTo(sql`r.person_id`, sql`r.child_ids`, today)}) as p
  group by p.person_id`;

/** SQL query of the same of entries that name all their people: told to no audience. */
const namedOf = (entryIds: readonly string[], today: string): RawBuilder<unknown> => sql`
  select r.entry_id, r.person_id, r.child_ids from notifications.recipients r
  where r.entry_id = any(${[...entryIds]}::uuid[]) and r.is_told and not ${closedTo(sql`r.person_id`, sql`r.child_ids`, today)}`;

/** Takes the addressees of entries down, once: when one is published, and again when it was told anew. @returns those that it took */
async function takeDown({ db, clock }: Work, entryIds: readonly string[]): Promise<readonly Taken[]> {
  const now = clock.now();
  const today = dayOf(now);
  return db.transaction().execute(async (trx) => {
    const taken = await rowsOf(
      trx,
      sql<Taken>`
        update notifications.entries e set collected_at = ${now}
        where e.id = any(array(
          select d.id from notifications.entries d
          where d.id = any(${[...entryIds]}::uuid[]) and d.collected_at is null and d.published_at <= ${now}
            and (d.expires_at is null or d.expires_at > ${now})
          order by d.id for update skip locked))
        returning e.id, e.author_id as "authorId",
                  coalesce((select array_agg(a.key) from notifications.audiences a where a.entry_id = e.id), '{}') as keys`,
    );
    const named = taken.filter(({ keys }) => keys.length === 0).map(({ id }) => id);
    const sources = taken.flatMap(({ id, keys }) => (keys.length > 0 ? [addresseesOf(id, keys, today)] : []));
    if (named.length > 0) sources.push(namedOf(named, today));
    // One statement for all that was told to persons; one for each audience, of which there are few.
    for (const people of sources)
      await sql`
        insert into notifications.addressees (entry_id, person_id, child_ids)
        select p.entry_id, p.person_id, p.child_ids
        from (${people}) as p join notifications.entries e on e.id = p.entry_id
        where p.person_id is distinct from e.author_id
          and not exists (select 1 from notifications.recipients r
                          where r.entry_id = p.entry_id and r.person_id = p.person_id and r.settled_at is not null)
        on conflict (entry_id, person_id) do nothing`.execute(trx);
    return taken;
  });
}

/** Entries whose hour has come: open pages hear of them, those of their audiences by their keys. */
async function announce({ db }: Work, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  const named = await rowsOf(
    db,
    sql<{ person_id: string }>`
      select distinct r.person_id from notifications.recipients r
      where r.entry_id = any(${taken.map(({ id }) => id)}::uuid[]) and r.is_told limit ${sql.lit(MOST_NAMED + 1)}`,
  );
  publishChange(
    db,
    ...new Set(taken.flatMap(({ keys }) => keys)),
    ...topicsOfReaders(named.map((row) => row.person_id)),
  );
}

interface Addressee {
  readonly entryId: string;
  readonly personId: string;
  readonly childIds: readonly string[];
}

/** Decides for the next addressees of these entries, and writes what is to leave for them. @returns how many they were */
async function takeSlice(
  { db, clock, extensions }: Work,
  entries: ReadonlyMap<string, CollectedEntry>,
  size: number,
): Promise<number> {
  const policies = await policiesOf(db, [...entries.values()]);
  return db.transaction().execute(async (trx) => {
    const people = await rowsOf(
      trx,
      sql<Addressee>`
        delete from notifications.addressees
        where ctid = any(array(
          select a.ctid from notifications.addressees a where a.entry_id = any(${[...entries.keys()]}::uuid[])
          order by a.entry_id, a.person_id limit ${size}::int for update skip locked))
        returning entry_id as "entryId", person_id as "personId", child_ids as "childIds"`,
    );
    const told = [...Map.groupBy(people, ({ entryId }) => entryId)].flatMap(([entryId, addressees]) => {
      const entry = entries.get(entryId);
      const policy = entry && policies.get(entry.schoolId);
      // What is told of a kind that no module knows any more goes to nobody.
      return entry && policy ? [{ entry, policy, people: addressees }] : [];
    });
    if (told.length > 0) await decide(trx, told, { now: clock.now(), targets: extensions.mailTargets });
    return people.length;
  });
}

async function policiesOf(
  db: Work['db'],
  entries: readonly CollectedEntry[],
): Promise<ReadonlyMap<string | null, HoursPolicy>> {
  const schools = [...new Set(entries.map(({ schoolId }) => schoolId))];
  return new Map(
    await Promise.all(schools.map(async (schoolId) => [schoolId, await hoursPolicyOf(db, schoolId)] as const)),
  );
}

/** Those entries of a kind that a module registers; what was told of another kind is let go. */
async function entriesOf({ db, extensions }: Work, ids: readonly string[]): Promise<Map<string, CollectedEntry>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; kind: string; schoolId: string | null; isUrgent: boolean }>`
      select id, kind, school_id as "schoolId", urgent is not null as "isUrgent" from notifications.entries
      where id = any(${[...ids]}::uuid[])`,
  );
  const kinds = new Map(extensions.notificationKinds.map((kind) => [kind.key, kind]));
  const known = new Map<string, CollectedEntry>();
  for (const { kind: key, ...row } of rows) {
    const kind = kinds.get(key);
    if (kind) known.set(row.id, { ...row, kind });
  }
  const others = ids.filter((id) => !known.has(id));
  if (others.length > 0)
    await sql`delete from notifications.addressees where entry_id = any(${others}::uuid[])`.execute(db);
  return known;
}

/** Sees to the mail and push of entries, as far as they are published. @returns how many people were decided for */
export async function collect(ctx: Work, entryIds: readonly string[], size = SLICE): Promise<number> {
  await takeDown(ctx, entryIds);
  return finishSlices(ctx, entryIds, size);
}

async function finishSlices(ctx: Work, entryIds: readonly string[], size: number): Promise<number> {
  const entries = await entriesOf(ctx, entryIds);
  if (entries.size === 0) return 0;
  let people = 0;
  for (;;) {
    const taken = await takeSlice(ctx, entries, size);
    if (taken === 0) return people;
    people += taken;
  }
}

/** Sees to entries whose hour has come: told when they were written, and published only now. */
async function collectPublished(ctx: Work, entryIds: readonly string[]): Promise<number> {
  // What was published at once has been announced by its own command.
  await announce(ctx, await takeDown(ctx, entryIds));
  return finishSlices(ctx, entryIds, SLICE);
}

/**
 * Entries whose hour has come, and those that somebody began and did not finish. One that fails holds up none of the others; the job fails
 * for it in the end, and so the operator sees it. @throws what the first one threw
 */
export async function collectDue(ctx: Work): Promise<number> {
  const now = ctx.clock.now();
  const due = await rowsOf(
    ctx.db,
    sql<{ id: string }>`
      (select id from notifications.entries
       where collected_at is null and published_at <= ${now} and (expires_at is null or expires_at > ${now}) order by published_at, id limit 500)
      union
      select distinct entry_id as id from (select entry_id from notifications.addressees limit 5000) as begun`,
  );
  if (due.length === 0) return 0;
  const ids = due.map(({ id }) => id);
  const together = await collectPublished(ctx, ids).catch(() => undefined);
  if (together !== undefined) return together;
  let people = 0;
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      people += await collectPublished(ctx, [id]);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return people;
}

async function collectAndSend(ctx: WorkContext, work: () => Promise<number>): Promise<void> {
  if ((await work()) === 0) return;
  await ctx.enqueue(SEND_MAILS_SOON, {}, { key: SEND_MAILS_SOON });
  await ctx.enqueue(SEND_PUSHES_SOON, {}, { key: SEND_PUSHES_SOON });
}

const told = z.object({ entryIds: z.array(z.uuid()) });

/** Told just now: what is published already is seen to at once. */
export const collectTold: Subscription = {
  fact: TOLD,
  reader: 'notifications.collect',
  read: (ctx, payload) => collectAndSend(ctx, () => collect(ctx, told.parse(payload).entryIds)),
};

/** Every minute: what was written for this hour, Monday's seven o'clock before all. */
export const collectDueJob: Job = {
  name: 'notifications.collect-due',
  cron: '* * * * *',
  run: (ctx) => collectAndSend(ctx, () => collectDue(ctx)),
};
