import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { erasePersons } from '../../../platform/personal-data/erase.ts';
import { forgetTellings, guardiansOfLeavers, leftPersons, lockPersons, tellMany } from '../../directory/index.ts';
import { daysAfter, wayOut } from '../../directory/rules.ts';

/*
 * The steps of the way out. Each asks what is due on the day of the clock, whatever happened the nights before, and writes nothing the second
 * time; batches are transactions of their own, so that a stop in between loses nothing.
 */

type Work = Pick<WorkContext, 'db' | 'clock' | 'signal' | 'log'>;

/** Persons in one transaction. */
const BATCH = 500;

const STANDING = sql`l.returned_at is null and l.erased_at is null`;

interface Due {
  readonly person_id: string;
  readonly left_on: string;
  readonly erase_on: string;
}

/** Runs `step` until it finds less than a batch; gives how many it dealt with. */
async function inBatches({ db, signal }: Work, step: (tx: Transaction) => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const done = await inTransaction(db, step);
    all += done;
    if (done < BATCH || signal.aborted) return all;
  }
}

/** Who left begins the way out and is told, a pupil's legal guardians too; who came back is taken off it. */
export async function tellLeavers(work: Work): Promise<{ readonly told: number; readonly back: number }> {
  const now = work.clock.now();
  const today = dayOf(now);
  const back = await takeBack(work, today, now);
  const told = await inBatches(work, async (tx) => {
    const due = await rowsOf(
      tx.db,
      sql<Due>`
        insert into privacy.leaves (id, person_id, left_on, erase_on, told_at)
        select gen_random_uuid(), n.person_id, n.left_on,
               greatest(n.left_on + ${wayOut.erased}::int, ${today}::date + ${wayOut.told}::int), ${now}
        from (${leftPersons(today)}) as n
        where not exists (select 1 from privacy.leaves l where l.person_id = n.person_id and ${STANDING})
        order by n.person_id limit ${BATCH}
        returning person_id, left_on, erase_on`,
    );
    await tellOf(tx, 'account-leaving', due, now);
    return due.length;
  });
  return { told, back };
}

async function takeBack({ db }: Work, today: string, now: Date): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ person_id: string }>`
      update privacy.leaves l set returned_at = ${now}
      where ${STANDING} and not exists (select 1 from (${leftPersons(today)}) as n where n.person_id = l.person_id)
      returning l.person_id`,
  );
  if (rows.length > 0)
    await forgetTellings(
      db,
      rows.map((row) => row.person_id),
    );
  return rows.length;
}

/** To each of them, and to the legal guardians of those who are pupils. */
async function tellOf(
  tx: Transaction,
  code: 'account-leaving' | 'account-reminder',
  due: readonly Due[],
  now: Date,
): Promise<void> {
  if (due.length === 0) return;
  const guardians = await rowsOf(tx.db, guardiansOfLeavers(due.map((one) => one.person_id)));
  const of = (one: Due, personId: string, name: string | null) => ({
    personId,
    telling: {
      code,
      details: {
        name,
        about: one.person_id,
        disabledOn: daysAfter(one.left_on, wayOut.disabled),
        eraseOn: one.erase_on,
      },
    },
  });
  await tellMany(
    tx,
    due.flatMap((one) => [
      of(one, one.person_id, null),
      ...guardians
        .filter((guardian) => guardian.pupil_id === one.person_id)
        .map((guardian) => of(one, guardian.adult_id, guardian.given_name)),
    ]),
    now,
  );
}

/** Thirty days after leaving the account is disabled: identity ends what is open. */
export function disableLeavers(work: Work): Promise<number> {
  const now = work.clock.now();
  return inBatches(work, async (tx) => {
    const rows = await rowsOf(
      tx.db,
      sql<{ person_id: string }>`
        update privacy.leaves set disabled_at = ${now}
        where id in (select l.id from privacy.leaves l
                     where ${STANDING} and l.disabled_at is null and l.left_on + ${wayOut.disabled}::int <= ${dayOf(now)}::date
                     order by l.id limit ${BATCH} for update skip locked)
        returning person_id`,
    );
    const personIds = rows.map((row) => row.person_id);
    if (personIds.length > 0) await tx.emit({ name: 'privacy.leavers-disabled', payload: { personIds } });
    return rows.length;
  });
}

/** Two weeks before the end, who has not chosen is reminded. */
export function remindLeavers(work: Work): Promise<number> {
  const now = work.clock.now();
  return inBatches(work, async (tx) => {
    const due = await rowsOf(
      tx.db,
      sql<Due>`
        update privacy.leaves set reminded_at = ${now}
        where id in (select l.id from privacy.leaves l
                     where ${STANDING} and l.reminded_at is null and l.choice is null
                       and l.told_at <= ${now}::timestamptz - interval '1 day'
                       and l.erase_on - ${wayOut.reminder}::int <= ${dayOf(now)}::date
                     order by l.id limit ${BATCH} for update skip locked)
        returning person_id, left_on, erase_on`,
    );
    await tellOf(tx, 'account-reminder', due, now);
    return due.length;
  });
}

/**
 * On the last day all is erased. Who came back since is not: the records are locked and looked at once more. Who is held by a procedure
 * waits until the hold is lifted.
 */
export async function eraseLeavers(work: Work & Pick<WorkContext, 'extensions'>): Promise<number> {
  const now = work.clock.now();
  const today = dayOf(now);
  return inBatches(work, async (tx) => {
    const dueAmong = (ids: readonly string[] | null) =>
      rowsOf(
        tx.db,
        sql<{ person_id: string; choice: 'keep' | 'erase' | null }>`
          select l.person_id, l.choice from privacy.leaves l
          where ${STANDING} and l.erase_on <= ${today}::date
            ${ids === null ? sql`` : sql`and l.person_id = any(${[...ids]}::uuid[])`}
            and not exists (select 1 from privacy.holds h where h.person_id = l.person_id and h.lifted_at is null)
            and exists (select 1 from (${leftPersons(today)}) as n where n.person_id = l.person_id)
          order by l.erase_on, l.id limit ${BATCH} for update of l skip locked`,
      );
    const found = (await dueAmong(null)).map((row) => row.person_id);
    await lockPersons(tx.db, found);
    const due = await dueAmong(found);
    for (const reason of ['left', 'asked'] as const) {
      const persons = due
        .filter(({ choice }) => (choice === 'erase') === (reason === 'asked'))
        .map((row) => row.person_id);
      await eraseNow(tx.db, work, persons, reason, now);
    }
    return due.length;
  });
}

async function eraseNow(
  db: Db,
  { extensions }: Pick<WorkContext, 'extensions'>,
  persons: readonly string[],
  reason: 'left' | 'asked',
  at: Date,
): Promise<void> {
  if (persons.length === 0) return;
  const subjectIds = await erasePersons(db, extensions.personalData, { persons, reason, at });
  if (subjectIds.length > 0)
    await recordAct(db, { act: 'privacy.person-erased', at, actorId: null, subjectIds, details: { reason } });
}
