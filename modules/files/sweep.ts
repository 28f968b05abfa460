import type { BlobStore } from '../../platform/blobs/blobs.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job } from '../../platform/module.ts';

/** Keys looked up at a time. */
const BATCH = 1_000;

/** Milliseconds for which a value that no row names is left alone: it may be on its way to one. */
const GRACE = 2 * 24 * 3_600_000;

/**
 * Removes what the store holds and no row names: left by a process that died between the two. What is younger than two days is left alone.
 * @returns how many values went
 */
export async function sweep(db: Db, blobs: BlobStore, now: Date, signal?: AbortSignal): Promise<number> {
  let gone = 0;
  let keys: string[] = [];
  const look = async (): Promise<void> => {
    for (const { key } of await unnamed(db, keys)) {
      await blobs.remove(key);
      gone += 1;
    }
    keys = [];
  };
  for await (const key of blobs.keysBefore(new Date(now.getTime() - GRACE))) {
    if (signal?.aborted) return gone;
    keys.push(key);
    if (keys.length === BATCH) await look();
  }
  await look();
  return gone;
}

const unnamed = (db: Db, keys: readonly string[]): Promise<{ key: string }[]> =>
  rowsOf(
    db,
    sql<{ key: string }>`
      select k.key from unnest(${[...keys]}::text[]) as k (key)
      where not exists (select 1 from files.files f where f.blob_key = k.key)
        and not exists (select 1 from files.segments s where s.blob_key = k.key)
        and not exists (select 1 from files.renditions r where r.blob_key = k.key)
      order by k.key`,
  );

/** At 4.12 on Sundays, after the backups: what they carried by mistake goes with them in its time. */
export const sweepJob: Job = {
  name: 'files.sweep',
  cron: '12 4 * * 0',
  attempts: 2,
  async run({ db, storage, clock, log, signal }) {
    const gone = await sweep(db, storage.blobs, clock.now(), signal);
    if (gone > 0) log('warn', 'files.swept', { gone });
  },
};
