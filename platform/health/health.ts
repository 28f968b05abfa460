import { setTimeout as wait } from 'node:timers/promises';

/** A check passes by returning, fails by throwing; the signal aborts when it took too long. */
export type Check = (signal: AbortSignal) => Promise<void>;

export interface HealthReport {
  readonly ready: boolean;
  /** By name of check; the reason of a failure is in the journal, not in the answer. */
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** What tells a load balancer whether to send requests here. */
export interface Health {
  registerCheck(name: string, check: Check): void;
  /** From now on the process says that it is not ready: it finishes what it has begun. */
  drain(): void;
  report(): Promise<HealthReport>;
}

export interface HealthOptions {
  /** Told of each failing check. */
  onFailure?: (name: string, error: unknown) => void;
  /** Milliseconds granted to a check. */
  patience?: number;
  /** Milliseconds during which a report is given again: probes cannot load the database. */
  freshness?: number;
}

export function createHealth({ onFailure, patience = 2000, freshness = 1000 }: HealthOptions = {}): Health {
  const checks = new Map<string, Check>();
  let draining = false;
  let latest: { at: number; report: Promise<HealthReport> } | null = null;

  const runAll = async (): Promise<HealthReport> => {
    const results = await Promise.all(
      [...checks].map(async ([name, check]) => {
        try {
          await withinTime(check, patience);
          return [name, 'ok'] as const;
        } catch (error) {
          onFailure?.(name, error);
          return [name, 'failing'] as const;
        }
      }),
    );
    return { ready: results.every(([, state]) => state === 'ok'), checks: Object.fromEntries(results) };
  };

  return {
    registerCheck: (name, check) => {
      checks.set(name, check);
      latest = null;
    },
    drain: () => {
      draining = true;
    },
    report: async () => {
      if (!latest || performance.now() - latest.at > freshness) latest = { at: performance.now(), report: runAll() };
      const report = await latest.report;
      return draining ? { ...report, ready: false } : report;
    },
  };
}

async function withinTime(check: Check, milliseconds: number): Promise<void> {
  const over = new AbortController();
  const late = wait(milliseconds, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`no answer after ${milliseconds} ms`);
  });
  late.catch(() => {});
  try {
    await Promise.race([check(AbortSignal.timeout(milliseconds)), late]);
  } finally {
    over.abort();
  }
}
