import type { BlobStore } from '../../platform/blobs/blobs.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../platform/module.ts';

/** Files deleted between two looks at the clock. */
const BATCH = 200;

/** Files that could not be deleted, after which the store is taken for gone. */
const MOST_LEFT = 200;

/**
 * Really deletes what nothing holds and whose time is over: first the row says so, so that nobody attaches it any more; then the bytes go,
 * then the row and what the quotas counted. Stopped anywhere and run again it goes on from there. One that the store does not let go keeps none of the
 * others. @throws what the first one threw, once the others are gone
 */
export async function deleteUnheld(
  db: Db,
  blobs: BlobStore,
  now: Date,
  signal?: AbortSignal,
): Promise<{ readonly files: number }> {
  let files = 0;
  const left: string[] = [];
  let failure: unknown;
  while (!signal?.aborted && left.length < MOST_LEFT) {
    const doomed = await doom(db, now, left);
    if (doomed.length === 0) break;
    for (const { id, keys } of doomed) {
      try {
        for (const key of keys) await blobs.remove(key);
        await forget(db, id);
        files += 1;
      } catch (error) {
        failure ??= error;
        left.push(id);
      }
    }
  }
  if (failure !== undefined) throw failure;
  return { files };
}

interface Doomed {
  readonly id: string;
  /** Of all values that it has in the store. */
  readonly keys: readonly string[];
}

const doom = (db: Db, now: Date, left: readonly string[]): Promise<Doomed[]> =>
  rowsOf(
    db,
    sql<Doomed>`
      with due as (
        select id from files.files
        where holds = 0 and not id = any(${[...left]}::uuid[]) and (expires_at <= ${now} or doomed_at is not null) order by expires_at, id limit ${BATCH} for update skip locked),
      doomed as (
        update files.files f set doomed_at = coalesce(f.doomed_at, ${now}) from due where f.id = due.id and f.holds = 0
        returning f.id, f.blob_key)
      select d.id, array_remove(d.blob_key || array(select s.blob_key from files.segments s where s.file_id = d.id)
                                || array(select r.blob_key from files.renditions r where r.file_id = d.id), null) as keys
      from doomed d order by d.id`,
  );

async function forget(db: Db, id: string): Promise<void> {
  await sql`
    with gone as (delete from files.files where id = ${id}::uuid returning holder_id, school_id, counted),
    school as (
      update files.school_usages u set bytes = greatest(0, u.bytes - gone.counted) from gone where u.school_id = gone.school_id returning 1)
    update files.person_usages u set bytes = greatest(0, u.bytes - gone.counted) from gone
    where u.person_id = gone.holder_id and (select count(*) from school) >= 0`.execute(db);
}

const run = async ({ db, storage, clock, log, signal }: WorkContext): Promise<void> => {
  const { files } = await deleteUnheld(db, storage.blobs, clock.now(), signal);
  if (files > 0) log('info', 'files.deleted', { files });
};

/** At once when something was let go. */
export const deleteReleased: Subscription = { fact: 'files.released', reader: 'files.delete-released', read: run };

/** Every hour at 17: uploads that were given up, files that were sent and never used, what a stopped run left. */
export const deleteExpiredJob: Job = { name: 'files.delete-expired', cron: '17 * * * *', run };
