import { type Db, rowsOf, sql } from '../../platform/db/db.ts';

/** What proves that a file was there, and which: for the evidence of a report. */
export interface FileProof {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal, of the bytes as they are kept. */
  readonly sha256: string;
}

/** The proofs of what hangs on one thing in those places, in order. Who may ask is for the caller to know. One statement. */
export const proofsOf = (db: Db, places: readonly string[], subject: string): Promise<FileProof[]> =>
  rowsOf(
    db,
    sql<FileProof>`
      select f.name, f.bytes, f.sha256
      from files.attachments a join files.files f on f.id = a.file_id
      where a.place = any(${[...places]}::text[]) and a.subject = ${subject}::uuid
      order by a.place, a.rank, a.file_id`,
  );
