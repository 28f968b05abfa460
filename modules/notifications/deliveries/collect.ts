import { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, NotificationKind, Subscription, WorkContext } from '../../../platform/module.ts';
import { publishChange } from '../../../platform/outbox/outbox.ts';
import { closedTo, membersOf } from '../../directory/index.ts';
import { TOLD } from '../entries/notify.ts';
import { MOST_NAMED, topicsOfReaders } from '../entries/topics.ts';
import { SEND_MAILS_SOON } from '../mails/job-names.ts';
import { SEND_PUSHES_SOON } from '../push/job-names.ts';
import { hoursPolicyOf } from '../quiet-hours/policy-of.ts';
import { decide } from './decide.ts';

/*
 * From an entry to those whom mail and push are to reach. First its addressees are written down, all of them in one transaction that also
 * marks the entry; then they are taken slice by slice, each slice in the transaction that writes what is to leave for it. Killed anywhere,
 * what was done stays done and the rest is done later: nobody is missed, nobody is told twice.
 */

/** Persons a transaction. */
const SLICE = 1_000;

type Work = Pick<WorkContext, 'db' | 'clock' | 'extensions'>;

export interface CollectedEntry {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly schoolId: string | null;
  readonly isUrgent: boolean;
}

/** Takes the addressees of an entry down, once: when it is published, and again when it was told anew. @returns its audiences if it did */
async function takeDown({ db, clock }: Work, entryId: string): Promise<readonly string[] | undefined> {
  const now = clock.now();
  const taken = await db.transaction().execute(async (trx) => {
    const entry = await firstOf(
      trx,
      sql<{ keys: string[]; author_id: string | null }>`
        update notifications.entries e set collected_at = ${now}
        where e.id = ${entryId} and e.collected_at is null and e.published_at <= ${now} and (e.expires_at is null or e.expires_at > ${now})
        returning e.author_id, coalesce((select array_agg(a.key) from notifications.audiences a where a.entry_id = e.id), '{}') as keys`,
    );
    if (!entry) return undefined;
    const people = sql`
      select m.person_id, m.pupil_id as child_id from (${membersOf(entry.keys, dayOf(now))}) as m
      union all
      select r.person_id, c.id from notifications.recipients r left join lateral unnest(r.child_ids) as c (id) on true
      where r.entry_id = ${entryId} and r.is_told and not ${closedTo(sql`r.person_id`, sql`r.child_ids`, dayOf(now))}`;
    await sql`
      insert into notifications.addressees (entry_id, person_id, child_ids)
      select ${entryId}::uuid, p.person_id, coalesce(array_agg(distinct p.child_id) filter (where p.child_id is not null), '{}')
      from (${people}) as p
      where p.person_id is distinct from ${entry.author_id}::uuid
        and not exists (select 1 from notifications.recipients r
                        where r.entry_id = ${entryId} and r.person_id = p.person_id and r.settled_at is not null)
      group by p.person_id
      on conflict (entry_id, person_id) do nothing`.execute(trx);
    return entry;
  });
  return taken?.keys;
}

/** An entry whose hour has come: open pages hear of it, those of its audiences by their keys. */
async function announce({ db }: Work, entryId: string, keys: readonly string[]): Promise<void> {
  const named = await rowsOf(
    db,
    sql<{ person_id: string }>`
      select person_id from notifications.recipients where entry_id = ${entryId} and is_told limit ${sql.lit(MOST_NAMED + 1)}`,
  );
  publishChange(db, ...keys, ...topicsOfReaders(named.map((row) => row.person_id)));
}

/** Decides for the next addressees of an entry, and writes what is to leave for them. @returns how many they were */
async function takeSlice({ db, clock, extensions }: Work, entry: CollectedEntry, size: number): Promise<number> {
  const policy = await hoursPolicyOf(db, entry.schoolId);
  return db.transaction().execute(async (trx) => {
    const people = await rowsOf(
      trx,
      sql<{ personId: string; childIds: string[] }>`
        delete from notifications.addressees
        where entry_id = ${entry.id} and person_id = any(array(
          select person_id from notifications.addressees where entry_id = ${entry.id}
          order by person_id limit ${size}::int for update skip locked))
        returning person_id as "personId", child_ids as "childIds"`,
    );
    if (people.length > 0)
      await decide(trx, { entry, people, policy, now: clock.now(), targets: extensions.mailTargets });
    return people.length;
  });
}

async function entryOf({ db, extensions }: Work, entryId: string): Promise<CollectedEntry | undefined> {
  const row = await firstOf(
    db,
    sql<{ kind: string; schoolId: string | null; isUrgent: boolean }>`
      select kind, school_id as "schoolId", urgent is not null as "isUrgent" from notifications.entries where id = ${entryId}`,
  );
  const kind = row && extensions.notificationKinds.find(({ key }) => key === row.kind);
  return kind ? { id: entryId, kind, schoolId: row.schoolId, isUrgent: row.isUrgent } : undefined;
}

/** Sees to the mail and push of one entry, as far as it is published. @returns how many people were decided for */
export async function collect(ctx: Work, entryId: string, size = SLICE): Promise<number> {
  await takeDown(ctx, entryId);
  return finishSlices(ctx, entryId, size);
}

async function finishSlices(ctx: Work, entryId: string, size: number): Promise<number> {
  const entry = await entryOf(ctx, entryId);
  if (!entry) {
    await sql`delete from notifications.addressees where entry_id = ${entryId}`.execute(ctx.db);
    return 0;
  }
  let people = 0;
  for (;;) {
    const taken = await takeSlice(ctx, entry, size);
    if (taken === 0) return people;
    people += taken;
  }
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
  let people = 0;
  const failures: unknown[] = [];
  for (const { id } of due) {
    try {
      const keys = await takeDown(ctx, id);
      // Told when it was written, and published only now. (What was published at once has been announced by its own command.)
      if (keys) await announce(ctx, id, keys);
      people += await finishSlices(ctx, id, SLICE);
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

const told = z.object({ entryId: z.uuid() });

/** Told just now: what is published already is seen to at once. */
export const collectTold: Subscription = {
  fact: TOLD,
  reader: 'notifications.collect',
  read: (ctx, payload) => collectAndSend(ctx, () => collect(ctx, told.parse(payload).entryId)),
};

/** Every minute: what was written for this hour, Monday's seven o'clock before all. */
export const collectDueJob: Job = {
  name: 'notifications.collect-due',
  cron: '* * * * *',
  run: (ctx) => collectAndSend(ctx, () => collectDue(ctx)),
};
