import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { SheetBatch } from './batch.ts';
import type { FromPrinter } from './printing-worker.ts';

/** What the thread may take: seven hundred sheets need half of it. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/**
 * The sheets as a PDF, coming while it is being set: in a thread of its own, so that the pages of others do not wait for seven hundred
 * sheets. Closing the stream ends the thread.
 */
export function printSheets(batch: SheetBatch): Readable {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./printing-worker.${extension}`, import.meta.url), {
    workerData: batch,
    resourceLimits: LIMITS,
  });
  const stream = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      void worker.terminate();
      done(error);
    },
  });
  worker.on('message', (message: FromPrinter) => {
    if (message.kind === 'bytes') stream.push(message.bytes);
    else if (message.kind === 'end') stream.push(null);
    else stream.destroy(new Error(message.message));
  });
  worker.on('error', (error) => stream.destroy(error));
  return stream;
}
