import { createHash } from 'node:crypto';
import { copyRow } from './copy-text.ts';
import { encodingOf, textOf } from './decoding.ts';
import type { Finding } from './finding.ts';
import { type Changes, Grammar } from './grammar.ts';
import type { KnownRecords } from './known-records.ts';
import { FeedReader } from './reader.ts';
import type { Category, Degree } from './record.ts';
import { type Emit, stageRecord } from './staged-rows.ts';

/** One file of a delivery, to be read. */
export interface FileTask {
  /** Number of the file in the delivery: staging rows carry it. */
  readonly number: number;
  readonly path: string;
  readonly name: string;
  readonly category: Category;
  readonly degree: Degree;
  readonly day: string;
  readonly known?: KnownRecords | undefined;
}

/** A modification waits until every file is read: it is laid over what the delivery or the directory holds. */
export interface Modification {
  readonly category: Category;
  readonly id: string;
  readonly file: number;
  readonly line: number;
  readonly changes: Changes;
}

export interface FileResult {
  readonly number: number;
  /** SHA-256 of the bytes. */
  readonly digest: Uint8Array;
  readonly bytes: number;
  readonly objects: number;
  readonly deletions: number;
  readonly modifications: readonly Modification[];
  readonly findings: readonly Finding[];
  /** versionAF, versionSDET, codeAcademieExport, degre, dateGenerationExport. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A file may say this much about single objects; beyond, the rest is counted. */
const FINDINGS_PER_FILE = 2000;

/**
 * Reads one file and emits its staging rows. `pause` is awaited between pieces, so that a slow receiver holds the reader back.
 * Throws a `Refusal` when the file is damaged.
 */
export async function parseFile(
  task: FileTask,
  emit: Emit,
  pause: () => Promise<void> = async () => {},
): Promise<FileResult> {
  const { name } = task;
  const findings: Finding[] = [];
  let unsaid = 0;
  const find = (finding: Omit<Finding, 'file'>): void => {
    if (findings.length < FINDINGS_PER_FILE) findings.push({ ...finding, file: name });
    else unsaid += 1;
  };
  const { encoding, declared } = await encodingOf(task.path, name);
  if (!declared && encoding === 'iso-8859-15') find({ severity: 'info', code: 'undeclared-encoding', line: 1 });
  const digest = createHash('sha256');
  const grammar = new Grammar(task.degree, task.category, find);
  const versions: Record<string, string> = {};
  const modifications: Modification[] = [];
  let bytes = 0;
  let objects = 0;
  let deletions = 0;
  const reader = new FeedReader(name, {
    version: (key, value) => {
      versions[key] = value;
    },
    object: (object) => {
      objects += 1;
      const understood = grammar.understand(object);
      if (!understood) return;
      if (understood.kind === 'reject') {
        for (const id of understood.ids) emit('rejects', copyRow([understood.category, id]));
        return;
      }
      const { category, id, line } = understood;
      const place = { file: task.number, line };
      if (understood.kind === 'record') stageRecord(task, category, id, place, understood.record, emit);
      else if (understood.kind === 'modification')
        modifications.push({ category, id, ...place, changes: understood.changes });
      else {
        deletions += 1;
        emit('deletions', copyRow([category, id, task.number, line]));
      }
    },
  });
  const seen = (piece: Buffer): void => {
    digest.update(piece);
    bytes += piece.length;
  };
  for await (const text of textOf(task.path, name, encoding, seen)) {
    reader.write(text);
    await pause();
  }
  reader.end();
  if (unsaid > 0) find({ severity: 'warning', code: 'more-findings', details: { count: unsaid } });
  return { number: task.number, digest: digest.digest(), bytes, objects, deletions, modifications, findings, versions };
}
