/** The thread that sets login sheets: a batch in, bytes out. It knows no database. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetBatch } from './batch.ts';
import { setSheets } from './layout.ts';

export type FromPrinter =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string };

/** A PDF is written in crumbs, thirty thousand for seven hundred sheets: they leave the thread by the loaf. */
const LOAF = 64 * 1024;

const port = parentPort;
if (port) {
  const say = (message: FromPrinter): void => port.postMessage(message);
  let crumbs: Uint8Array[] = [];
  let size = 0;
  const flush = (): void => {
    if (size > 0) say({ kind: 'bytes', bytes: Buffer.concat(crumbs, size) });
    crumbs = [];
    size = 0;
  };
  const keep = (bytes: Uint8Array): void => {
    crumbs.push(bytes);
    size += bytes.byteLength;
    if (size >= LOAF) flush();
  };
  setSheets(workerData as SheetBatch, keep).then(
    () => {
      flush();
      say({ kind: 'end' });
    },
    (error: unknown) =>
      say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
}
