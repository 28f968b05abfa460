import { isNotExamined } from '../../platform/antivirus/clamd.ts';
import { BlobMissing } from '../../platform/blobs/blobs.ts';
import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../platform/module.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { tellHead, tellSender } from './tell.ts';

/** Files looked at by one run of the job that picks up what was left. */
const BATCH = 500;

/** Files in a row that the scanner could not look at, after which it is taken for gone. */
const GONE = 3;

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
  await writeDown(db, fileId, threat, clock.now());
  // No name: what somebody called it is theirs.
  if (threat !== undefined) log('warn', 'files.quarantined', { fileId, threat });
}

/** What the scanner said of a file; of what is blocked its sender hears, of a danger the head too. */
function writeDown(db: Db, fileId: string, threat: string | undefined, now: Date): Promise<void> {
  const isBlocked = threat !== undefined;
  const scan = !isBlocked ? 'clean' : isNotExamined(threat) ? 'unexamined' : 'quarantined';
  return inTransaction(db, async (tx) => {
    const file = await firstOf(
      tx.db,
      sql<{ id: string; name: string; holderId: string; schoolId: string | null }>`
        update files.files set scan = ${scan}, threat = ${threat ?? null}, scanned_at = ${now}
        where id = ${fileId}::uuid and scan in ('waiting', 'not-scanned')
        returning id, name, holder_id as "holderId", school_id as "schoolId"`,
    );
    if (!file || scan === 'clean') return;
    await tellSender(tx, file, scan, now);
    if (scan === 'quarantined') await tellHead(tx, file, now);
  });
}

/** Of each file, as soon as it is whole. */
export const scanReceived: Subscription = {
  fact: 'files.received',
  reader: 'files.scan',
  read: (ctx, { fileId }) => scanFile(ctx, String(fileId)),
};

/**
 * Every ten minutes: what was sent before there was a scanner, or while it did not answer. One file that it cannot look at does not keep the
 * others waiting. Where there is no scanner any more, what waited for it is said to be what it is.
 */
export const scanLeftJob: Job = {
  name: 'files.scan-left',
  cron: '*/10 * * * *',
  attempts: 1,
  async run(ctx) {
    const { db, storage, signal } = ctx;
    if (!storage.scanner) return unwait(db);
    let failure: unknown;
    let inARow = 0;
    for (const { id } of await left(db)) {
      if (signal.aborted) return;
      try {
        await scanFile(ctx, id);
        inARow = 0;
      } catch (error) {
        failure ??= error;
        // Bytes that are gone are no fault of the scanner's.
        if (!(error instanceof BlobMissing)) inARow += 1;
        if (inARow === GONE) break;
      }
    }
    if (failure !== undefined) throw failure;
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
