/** The thread that reads: takes files one by one, hands back staging rows in large pieces. It knows no database. */
import { parentPort } from 'node:worker_threads';
import type { Finding } from './finding.ts';
import { Refusal } from './finding.ts';
import { KnownRecords } from './known-records.ts';
import { type FileResult, type FileTask, parseFile } from './parse-file.ts';
import type { StagedTable } from './staged-rows.ts';

export type FromReader =
  | { readonly kind: 'rows'; readonly table: StagedTable; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'done'; readonly result: FileResult }
  | { readonly kind: 'refused'; readonly finding: Finding }
  | { readonly kind: 'failed'; readonly message: string };

/** A file to read, or leave for another piece of rows. */
export type ToReader =
  | { readonly kind: 'file'; readonly task: Omit<FileTask, 'known'>; readonly known: SharedArrayBuffer | undefined }
  | { readonly kind: 'taken' };

const PIECE = 512 * 1024;
/** Pieces under way to the database: enough to keep it busy, few enough to keep memory flat. */
const UNDER_WAY = 4;

const port = parentPort;
if (port) {
  let underWay = 0;
  let resume: (() => void) | undefined;
  const pending = new Map<StagedTable, string[]>();
  const sizes = new Map<StagedTable, number>();
  const send = (message: FromReader, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const flush = (table: StagedTable): void => {
    const rows = pending.get(table);
    if (!rows || rows.length === 0) return;
    const bytes = new TextEncoder().encode(rows.join(''));
    pending.set(table, []);
    sizes.set(table, 0);
    underWay += 1;
    send({ kind: 'rows', table, bytes }, [bytes.buffer]);
  };
  const emit = (table: StagedTable, row: string): void => {
    let rows = pending.get(table);
    if (!rows) {
      rows = [];
      pending.set(table, rows);
    }
    rows.push(row);
    const size = (sizes.get(table) ?? 0) + row.length;
    sizes.set(table, size);
    if (size > PIECE) flush(table);
  };
  const pause = async (): Promise<void> => {
    if (underWay < UNDER_WAY) return;
    await new Promise<void>((go) => {
      resume = go;
    });
  };
  const read = async (task: FileTask): Promise<void> => {
    try {
      const result = await parseFile(task, emit, pause);
      for (const table of pending.keys()) flush(table);
      send({ kind: 'done', result });
    } catch (error) {
      if (error instanceof Refusal) send({ kind: 'refused', finding: error.finding });
      else send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  port.on('message', (message: ToReader) => {
    if (message.kind === 'file') {
      const { task, known } = message;
      void read({ ...task, known: known && new KnownRecords(known) });
    } else {
      underWay -= 1;
      if (underWay < UNDER_WAY) {
        resume?.();
        resume = undefined;
      }
    }
  });
}
