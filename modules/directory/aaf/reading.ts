import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from './finding.ts';
import { type FileResult, type FileTask, parseFile } from './parse-file.ts';
import type { FromReader, ToReader } from './reading-worker.ts';
import type { StagedTable } from './staged-rows.ts';

/** Below this many bytes, starting threads takes longer than reading. */
const SMALL = 4 * 1024 * 1024;

/** Takes a piece of rows in COPY text; `lane` is the number of the thread it comes from. */
export type TakeRows = (lane: number, table: StagedTable, rows: Uint8Array) => Promise<void>;

/** Threads that read at once: two keep two cores and the database busy. */
const LANES = Math.min(2, Math.max(1, availableParallelism()));

/** The threads of one import: started at the first large delivery, and kept, since what they learnt to do fast stays learnt. */
export class ReadingThreads {
  #workers: Worker[] = [];

  /**
   * Reads the files of a delivery, the longest first, while `take` stores the rows. Resolves with one result per file, in the order
   * of the tasks. The first damaged file stops everything with its `Refusal`.
   */
  async read(tasks: readonly (FileTask & { readonly size: number })[], take: TakeRows): Promise<FileResult[]> {
    if (tasks.reduce((sum, task) => sum + task.size, 0) < SMALL) return readHere(tasks, take);
    const queue = [...tasks].sort((a, b) => b.size - a.size || a.number - b.number);
    const results: FileResult[] = [];
    while (this.#workers.length < LANES) this.#start();
    const lanes = this.#workers.map((worker, lane) => runLane(worker, lane, queue, results, take));
    try {
      await Promise.all(lanes);
    } catch (error) {
      // The other thread is in the middle of a file that nobody wants any more; its last rows must not come after all is emptied.
      await this.close();
      await Promise.allSettled(lanes);
      throw error;
    }
    return results.sort((a, b) => a.number - b.number);
  }

  #start(): void {
    const worker = startReader();
    // Whoever reads hears of it; one that dies in between is replaced at the next delivery.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#workers = this.#workers.filter((one) => one !== worker);
    });
    this.#workers.push(worker);
  }

  async close(): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Reads a small delivery in this thread. */
async function readHere(tasks: readonly FileTask[], take: TakeRows): Promise<FileResult[]> {
  const results: FileResult[] = [];
  const rows = new Map<StagedTable, string[]>();
  for (const task of tasks) {
    results.push(
      await parseFile(task, (table, row) => {
        const list = rows.get(table);
        if (list) list.push(row);
        else rows.set(table, [row]);
      }),
    );
  }
  for (const [table, list] of rows) await take(0, table, Buffer.from(list.join('')));
  return results;
}

function startReader(): Worker {
  const here = import.meta.filename;
  return new Worker(new URL(`./reading-worker${extname(here)}`, import.meta.url), {
    // Options of the main program (--test, --input-type…) are not for threads.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32 },
  });
}

async function runLane(
  worker: Worker,
  lane: number,
  queue: FileTask[],
  results: FileResult[],
  take: TakeRows,
): Promise<void> {
  let storing = Promise.resolve();
  const send = (message: ToReader): void => worker.postMessage(message);
  const listening = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      const on = <T>(event: string, listener: (value: T) => void): void => {
        worker.on(event, listener);
        listening.signal.addEventListener('abort', () => worker.off(event, listener));
      };
      const next = (): void => {
        const task = queue.shift();
        if (!task) return void storing.then(resolve, reject);
        const { number, path, name, category, degree, day, known } = task;
        send({ kind: 'file', task: { number, path, name, category, degree, day }, known: known?.shared });
      };
      on('error', reject);
      on('exit', (code: number) => reject(new Error(`the reading thread ended (${code})`)));
      on('message', (message: FromReader) => {
        if (message.kind === 'rows') {
          storing = storing.then(() => take(lane, message.table, message.bytes)).then(() => send({ kind: 'taken' }));
          storing.catch(reject);
        } else if (message.kind === 'done') {
          results.push(message.result);
          next();
        } else if (message.kind === 'refused') {
          const { severity: _severity, code, ...about } = message.finding;
          reject(new Refusal(code, about));
        } else reject(new Error(message.message));
      });
      next();
    });
  } finally {
    // Not `removeAllListeners`: the thread's own are among them, and it would be deaf for the next delivery.
    listening.abort();
    await storing.catch(() => undefined);
  }
}
