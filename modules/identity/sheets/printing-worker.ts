/** The thread that sets login sheets: a batch in, bytes out. It knows no database. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetBatch } from './batch.ts';
import { setSheets } from './layout.ts';

export type FromPrinter =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string };

const port = parentPort;
if (port) {
  const say = (message: FromPrinter): void => port.postMessage(message);
  setSheets(workerData as SheetBatch, (bytes) => say({ kind: 'bytes', bytes })).then(
    () => say({ kind: 'end' }),
    (error: unknown) =>
      say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
}
