/** One line of figures; `value` is the promised one, in `unit`, the others stand beside it. */
export interface Figures {
  readonly value: number;
  readonly unit: string;
  readonly [beside: string]: unknown;
}

/** A workload with the figure it promises. */
export interface Bench {
  readonly name: string;
  /** What is measured, in one sentence. */
  readonly sentence: string;
  /** What the figure must reach, with 2 cores. */
  readonly bar: { readonly least: number } | { readonly most: number };
  /**
   * Runs the workload; prepares what it needs when that is not there yet.
   * @param options what follows the name on the command line
   * @param say tells what takes long
   */
  run(options: readonly string[], say: (sentence: string) => void): Promise<Figures>;
}

export const reaches = ({ bar }: Bench, { value }: Figures): boolean =>
  'least' in bar ? value >= bar.least : value <= bar.most;
