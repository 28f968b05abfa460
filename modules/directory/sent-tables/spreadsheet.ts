import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuse } from '../../../platform/contract/refusal.ts';
import type { SpreadsheetResult, SpreadsheetTask } from './spreadsheet-worker.ts';
import { limits } from './table.ts';

export type Spreadsheet = Extract<SpreadsheetResult, { readonly read: true }>;

/**
 * Reads the first sheet that holds anything, in a thread of its own that may take so much memory and time and no more: a bomb ends the
 * thread. Refused when it does, when the file is locked or damaged, and beyond our limits.
 */
export async function readSpreadsheet(kind: 'xlsx' | 'ods', bytes: Uint8Array): Promise<Spreadsheet> {
  const task: SpreadsheetTask = { kind, bytes, rows: limits.rows, columns: limits.columns, cell: limits.cell };
  const result = await inThread(task);
  if (result.read) return result;
  return refuse(result.code, { most: result.code.endsWith('wide') ? limits.columns : limits.rows });
}

function inThread(task: SpreadsheetTask): Promise<SpreadsheetResult> {
  const file = new URL(`./spreadsheet-worker${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(file, {
    workerData: task,
    // Options of the main program (--test, --input-type…) are not for threads.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
  });
  const bomb: SpreadsheetResult = { read: false, code: 'directory.table-too-large-unpacked' };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(bomb), limits.reading);
    worker.once('message', (result: SpreadsheetResult) => resolve(result));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(bomb);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(bomb);
    });
  }).finally(() => void worker.terminate()) as Promise<SpreadsheetResult>;
}
