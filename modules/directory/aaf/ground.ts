import type { Clock } from '../../../platform/clock/clock.ts';
import type { ImportConnection } from './connection.ts';
import type { VolumeLimit } from './counts.ts';
import type { ReadingThreads } from './reading.ts';

/** What an operator asks of an import. */
export interface ImportOptions {
  readonly databaseUrl: string;
  /** Folders or archives; see `openContainer`. */
  readonly paths: readonly string[];
  /** Only says what would be done. */
  readonly preview?: boolean;
  /** Applies a delivery that the volume guard would hold; written in the audit with its author. */
  readonly forceVolume?: boolean;
  readonly volume?: VolumeLimit;
  /** Academy (`10`) or source (`10-2D`), for files that do not say it. */
  readonly source?: string;
  /** Person who gave the order, for the audit. */
  readonly actorId?: string;
  readonly clock?: Clock;
  readonly progress?: (step: string, done: number, of: number) => void;
}

/** What the deliveries of one import stand on. */
export interface Ground {
  readonly connections: readonly [main: ImportConnection, beside: ImportConnection];
  readonly threads: ReadingThreads;
  readonly options: ImportOptions;
  readonly clock: Clock;
}
