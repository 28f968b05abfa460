import { recordAct } from '../../../platform/audit/audit.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Merge, MergePart, WorkContext } from '../../../platform/module.ts';
import { tell } from '../tellings/tell.ts';
import { UNDO } from './rules.ts';

interface Asked {
  readonly left: string;
  readonly right: string;
  /** The one that stays, unless the account in use decides otherwise. */
  readonly stays?: string | undefined;
  readonly proof: 'school' | 'both-sides';
  readonly schoolId: string | null;
}

interface PairRow {
  readonly kin: boolean;
  readonly merged: boolean;
  readonly otherInes: boolean;
}

/**
 * Makes one of two records, in the caller's transaction: every module moves its rows, and what was moved is kept for thirty days. The
 * record with the account in use stays. Nobody is kept from signing in by it: the account that stays goes on as it is.
 * @returns the id of the record that stays
 * @throws Refusal `directory.kin-not-merged`, `directory.merged-already`, `directory.other-ine`
 */
export async function mergeRecords(ctx: SessionContext, tx: Transaction, asked: Asked): Promise<string> {
  const { mergeParts } = ctx.extensions;
  const pair = await firstOf(
    tx.db,
    sql<PairRow>`
      with two as (select * from directory.persons where id in (${asked.left}, ${asked.right}) order by id for update)
      select bool_or(two.merged_into is not null) as merged, count(distinct two.ine) > 1 as "otherInes",
             exists (select 1 from directory.kinships k
                     where (k.pupil_id, k.adult_id) in ((${asked.left}::uuid, ${asked.right}::uuid), (${asked.right}::uuid, ${asked.left}::uuid))) as kin
      from two`,
  );
  if (asked.left === asked.right || pair?.merged) refuse('directory.merged-already');
  if (pair?.kin) refuse('directory.kin-not-merged');
  if (pair?.otherInes) refuse('directory.other-ine');
  const into = (await whoStays(tx.db, mergeParts, asked)) ?? asked.stays ?? asked.left;
  const merge: Merge = { id: newId(), from: into === asked.left ? asked.right : asked.left, into, at: ctx.now };
  const moved: Record<string, unknown> = {};
  for (const part of mergeParts) moved[part.key] = (await part.move(tx, merge)) ?? null;
  await sql`
    insert into directory.merges (id, from_id, into_id, school_id, proof, created_by, created_at, undo_until, moved)
    values (${merge.id}, ${merge.from}, ${into}, ${asked.schoolId}::uuid, ${asked.proof}, ${ctx.actor.personId}, ${ctx.now},
            ${new Date(ctx.now.getTime() + UNDO)}, ${JSON.stringify(moved)}::jsonb)`.execute(tx.db);
  await note(ctx, tx, 'records-merged', merge, asked.schoolId);
  return into;
}

async function whoStays(db: Db, parts: readonly MergePart[], { left, right }: Asked): Promise<string | undefined> {
  for (const part of parts) {
    const stays = await part.stays?.(db, left, right);
    if (stays) return stays;
  }
  return undefined;
}

/** Fact for the circles of each school, audit, word to the person and to open pages. */
async function note(
  ctx: SessionContext,
  tx: Transaction,
  act: 'records-merged' | 'records-parted',
  merge: Merge,
  schoolId: string | null,
): Promise<void> {
  await tx.emit({ name: `directory.${act}`, payload: { mergeId: merge.id, fromId: merge.from, intoId: merge.into } });
  const places = await rowsOf(
    tx.db,
    sql<{ school_id: string; uai: string }>`
      select distinct pr.school_id, s.uai from directory.profiles pr join directory.schools s on s.id = pr.school_id
      where pr.person_id in (${merge.from}, ${merge.into}) order by 1`,
  );
  for (const { school_id } of places)
    await tx.emit({ name: 'directory.circles-changed', payload: { schoolId: school_id } });
  await recordAct(tx.db, {
    act: `directory.${act}`,
    at: ctx.now,
    actorId: ctx.actor.personId,
    subjectIds: [merge.into, merge.from],
    schoolId: schoolId ?? undefined,
    details: { mergeId: merge.id, fromId: merge.from, intoId: merge.into },
    requestId: ctx.requestId,
  });
  const uids = await rowsOf(
    tx.db,
    sql<{ uid: string }>`select uid from directory.persons where id in (${merge.from}, ${merge.into}) order by uid`,
  );
  tx.changed(...uids.map(({ uid }) => `person:${uid}`), ...places.map(({ uai }) => `school:${uai}`));
  if (ctx.actor.personId !== merge.into) await tell(tx, merge.into, { code: act, details: { school: null } }, ctx.now);
}

export interface MergeRow {
  readonly id: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly schoolId: string | null;
  readonly proof: 'school' | 'both-sides';
  readonly createdAt: Date;
  readonly undoUntil: Date;
}

const MERGE = sql`m.id, m.from_id as "fromId", m.into_id as "intoId", m.school_id as "schoolId", m.proof, m.created_at as "createdAt",
  m.undo_until as "undoUntil"`;

/** A merge that can still be undone. */
export const findMerge = (db: Db, mergeId: string, now: Date): Promise<MergeRow | undefined> =>
  firstOf(
    db,
    sql<MergeRow>`
      select ${MERGE} from directory.merges m
      where m.id = ${mergeId} and m.undone_at is null and m.settled_at is null and m.undo_until > ${now}`,
  );

/** Merges that a person went through and that can still be undone, the latest first. */
export const mergesInto = (db: Db, personId: string, now: Date): Promise<MergeRow[]> =>
  rowsOf(
    db,
    sql<MergeRow>`
      select ${MERGE} from directory.merges m
      where m.into_id = ${personId} and m.undone_at is null and m.settled_at is null and m.undo_until > ${now}
      order by m.created_at desc, m.id`,
  );

/** Parts two records again, each module giving back its rows in the contrary order. */
export async function partRecords(ctx: SessionContext, tx: Transaction, row: MergeRow): Promise<void> {
  const kept = await firstOf(
    tx.db,
    sql<{ moved: Record<string, unknown> }>`
      update directory.merges set undone_at = ${ctx.now}, undone_by = ${ctx.actor.personId}
      where id = ${row.id} and undone_at is null and settled_at is null and undo_until > ${ctx.now}
        and not exists (select 1 from directory.merges later
                        where later.from_id = ${row.intoId} and later.undone_at is null)
      returning moved`,
  );
  if (!kept) refuse('directory.too-late-to-part');
  const merge: Merge = { id: row.id, from: row.fromId, into: row.intoId, at: row.createdAt };
  for (const part of [...ctx.extensions.mergeParts].reverse()) await part.undo(tx.db, merge, kept.moved[part.key]);
  await sql`update directory.merges set moved = null where id = ${row.id}`.execute(tx.db);
  await note(ctx, tx, 'records-parted', merge, row.schoolId);
}

/** Thirty days later: what was kept of the record that was set aside is erased, one transaction each. */
export async function settleMerges(ctx: Pick<WorkContext, 'db' | 'clock' | 'log' | 'extensions'>): Promise<number> {
  const now = ctx.clock.now();
  const due = await rowsOf(
    ctx.db,
    sql<MergeRow>`
      select ${MERGE} from directory.merges m
      where m.undone_at is null and m.settled_at is null and m.undo_until <= ${now} order by m.undo_until, m.id`,
  );
  for (const row of due) {
    const merge: Merge = { id: row.id, from: row.fromId, into: row.intoId, at: row.createdAt };
    await ctx.db.transaction().execute(async (tx) => {
      for (const part of [...ctx.extensions.mergeParts].reverse()) await part.settle?.(tx, merge);
      await sql`update directory.merges set settled_at = ${now}, moved = null where id = ${row.id}`.execute(tx);
    });
  }
  if (due.length > 0) ctx.log('info', 'directory.merges-settled', { settled: due.length });
  return due.length;
}
