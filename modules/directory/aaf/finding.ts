/** How grave a finding is: the whole delivery is refused, one object or link is set aside, or something is only said. */
export type Severity = 'refusal' | 'quarantine' | 'warning' | 'info';

/** What the import has to say about a file, an object or a school; the sentence is in texts.ts, by code. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  /** Name of the file inside the delivery. */
  readonly file?: string;
  /** Line of the object's opening tag, or of the fault; from 1. */
  readonly line?: number;
  /** The academy's id of the object. */
  readonly objectId?: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** A damaged container or file: the delivery is refused whole, before anything reaches live tables. */
export class Refusal extends Error {
  readonly finding: Finding;

  constructor(code: string, about: Omit<Finding, 'severity' | 'code'> = {}) {
    super(code);
    this.name = 'Refusal';
    this.finding = { severity: 'refusal', code, ...about };
  }
}
