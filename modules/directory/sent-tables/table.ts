/** A table as its file holds it, whatever the kind of file. */
export interface Table {
  readonly kind: FileKind;
  /** How letters were coded; only text files have one. */
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  /** Name of the sheet that was read, or of the file inside an archive. */
  readonly sheet: string | null;
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  /** What was repaired or left aside while reading. */
  readonly notes: readonly Note[];
  /** UAI that the file says it is about. */
  readonly uai: string | null;
}

export interface TableRow {
  /** Line of the file, or row of the sheet, from 1: what the head sees in the file. */
  readonly line: number;
  /** As many as there are headings; an empty cell is ''. */
  readonly cells: readonly string[];
}

export type FileKind = 'csv' | 'xlsx' | 'ods' | 'xml';
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252' | 'iso-8859-15' | 'macintosh' | 'mixed';
export type Separator = ';' | ',' | '\t' | '|';

/** Something to say about the file or one of its lines. `aside`: the line is left out, neither here nor gone. */
export interface Note {
  readonly code: NoteCode;
  readonly line?: number | undefined;
  /** Heading, value or number that the sentence names. */
  readonly what?: string | undefined;
  readonly aside?: boolean | undefined;
}

export const noteCodes = [
  // The file.
  'mojibake-repaired',
  'mixed-encoding',
  'merged-filled',
  'formula-without-value',
  'other-sheets',
  'rows-above',
  'extra-cells',
  'unknown-heading',
  // A line left aside.
  'mojibake',
  'no-name',
  'bad-name',
  'lost-letter',
  'twice',
  'ambiguous',
  'ine-elsewhere',
  'no-child',
  'child-unknown',
  'child-ambiguous',
  'head-not-given',
  // A value left out.
  'bad-date',
  'bad-ine',
  'bad-email',
  'bad-phone',
  'level-unknown',
  'function-unknown',
  'class-unknown',
  'near',
] as const;
export type NoteCode = (typeof noteCodes)[number];

/** Limits of a file: several times the largest school we serve (2,000 pupils, 26 columns), far below what would hurt. */
export const limits = {
  /** Bytes as sent. */
  bytes: 10 * 1024 * 1024,
  /** Bytes that an archive or a spreadsheet says it holds. */
  unpacked: 64 * 1024 * 1024,
  entries: 500,
  rows: 10_000,
  columns: 80,
  /** Characters of one cell. */
  cell: 2_000,
  /** Milliseconds given to the thread that reads a spreadsheet. */
  reading: 20_000,
} as const;
