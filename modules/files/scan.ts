import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../platform/module.ts';

/** Files looked at by one run of the job that picks up what was left. */
const BATCH = 500;

/** Asks the scanner about one file, and writes down what it says. A file that is gone, or was judged, is left as it is. */
export async function scanFile({ db, storage, clock, log }: WorkContext, fileId: string): Promise<void> {
  const { scanner, blobs } = storage;
  if (!scanner) return;
  const file = await firstOf(
    db,
    sql<{ key: string }>`
      select blob_key as key from files.files
      where id = ${fileId}::uuid and completed_at is not null and doomed_at is null and scan in ('waiting', 'not-scanned')`,
  );
  if (!file) return;
  const threat = await scanner.scan(await blobs.read(file.key));
  await sql`
    update files.files set scan = ${threat === undefined ? 'clean' : 'quarantined'}, threat = ${threat ?? null}, scanned_at = ${clock.now()}
    where id = ${fileId}::uuid and scan in ('waiting', 'not-scanned')`.execute(db);
  // No name: what somebody called it is theirs.
  if (threat !== undefined) log('warn', 'files.quarantined', { fileId, threat });
}

/** Of each file, as soon as it is whole. */
export const scanReceived: Subscription = {
  fact: 'files.received',
  reader: 'files.scan',
  read: (ctx, { fileId }) => scanFile(ctx, String(fileId)),
};

/**
 * Every ten minutes: what was sent before there was a scanner, or while it did not answer. Where there is none any more, what waited for it
 * is said to be what it is.
 */
export const scanLeftJob: Job = {
  name: 'files.scan-left',
  cron: '*/10 * * * *',
  attempts: 1,
  async run(ctx) {
    const { db, storage, signal } = ctx;
    if (!storage.scanner) return unwait(db);
    for (const { id } of await left(db)) {
      if (signal.aborted) return;
      await scanFile(ctx, id);
    }
  },
};

const left = (db: Db): Promise<{ id: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string }>`
      select id from files.files
      where scan in ('waiting', 'not-scanned') and completed_at is not null and doomed_at is null order by created_at, id limit ${BATCH}`,
  );

async function unwait(db: Db): Promise<void> {
  await sql`update files.files set scan = 'not-scanned' where scan = 'waiting'`.execute(db);
}
