import type { ImportConnection } from './connection.ts';
import type { Finding } from './finding.ts';
import type { Category, Degree } from './record.ts';

/** What every step of the plan knows. */
export interface PlanFrame {
  readonly connection: ImportConnection;
  /** For steps that may run beside those of `connection`. */
  readonly beside: ImportConnection;
  /** `10-2D` */
  readonly source: string;
  readonly degree: Degree;
  readonly kind: 'full' | 'delta';
  /** Day of the delivery. */
  readonly day: string;
  /** School year of that day. */
  readonly year: number;
  /** Categories that have files in the delivery: only there is an absence a departure. */
  readonly categories: ReadonlySet<Category>;
  /** Names of the files, by number. */
  readonly files: readonly string[];
  readonly find: (finding: Finding) => void;
}

/** Values that the plan's statements take by name. */
export const valuesOf = (frame: PlanFrame): Record<string, unknown> => ({
  source: frame.source,
  degree: frame.degree,
  day: frame.day,
  year: frame.year,
  full: frame.kind === 'full',
  categories: [...frame.categories],
});

/** A finding told by a statement: file and line of the object, and what it is about. */
export interface FoundRow {
  readonly file: number | null;
  readonly line: number | null;
  readonly source_id: string;
  readonly details: Record<string, string | number> | null;
}

/** At most this many findings of a code are kept one by one; the number of all is kept with the last. */
export const FINDINGS_PER_CODE = 500;

export function tell(frame: PlanFrame, severity: Finding['severity'], code: string, rows: readonly FoundRow[]): void {
  for (const row of rows.slice(0, FINDINGS_PER_CODE)) {
    const file = row.file === null || row.file < 0 ? undefined : frame.files[row.file];
    frame.find({
      severity,
      code,
      ...(file ? { file } : {}),
      ...(row.line ? { line: row.line } : {}),
      objectId: row.source_id,
      ...(row.details ? { details: row.details } : {}),
    });
  }
  const unsaid = rows.length - FINDINGS_PER_CODE;
  if (unsaid > 0) frame.find({ severity: 'warning', code: 'more-findings', details: { count: unsaid, of: code } });
}
