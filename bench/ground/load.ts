import { Connection } from './http-client.ts';

/** One whole operation of one person, on a connection of theirs; throws when an answer is not what that person must get. */
export type Operation = (connection: Connection, number: number) => Promise<void>;

/** What came of a load. Times in milliseconds. */
export interface Outcome {
  readonly done: number;
  readonly errors: number;
  /** The first error's words, to know what went wrong. */
  readonly firstError: string | undefined;
  /** Operations a second over the whole phase. */
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
}

export interface Load {
  readonly port: number;
  readonly operation: Operation;
  readonly seconds: number;
  readonly connections: number;
  /** Number of the first operation: later phases go on where the former ended, with other people. */
  readonly first?: number;
}

/**
 * Operations start at the rate given, whether or not the former ones are over; time counts from the instant at which each
 * should have started, so that a stall is seen by all who would have waited. `until`: no more are started once it is aborted.
 */
export async function openLoop(load: Load & { readonly rate: number; readonly until?: AbortSignal }): Promise<Outcome> {
  const free = connections(load);
  const waiting: { due: number; number: number }[] = [];
  const took: number[] = [];
  const failures: string[] = [];
  const start = performance.now();
  const total = Math.round(load.rate * load.seconds);
  let begun = 0;
  const serve = async (connection: Connection, due: number, number: number): Promise<void> => {
    await attempt(load.operation, connection, number, failures);
    took.push(performance.now() - due);
    const next = waiting.shift();
    if (next) return serve(connection, next.due, next.number);
    free.push(connection);
  };
  const running: Promise<void>[] = [];
  while (begun < total && !load.until?.aborted) {
    const now = performance.now();
    while (begun < total && start + (begun * 1000) / load.rate <= now) {
      const due = start + (begun * 1000) / load.rate;
      const number = (load.first ?? 0) + begun;
      const connection = free.pop();
      if (connection) running.push(serve(connection, due, number));
      else waiting.push({ due, number });
      begun += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  for (const connection of free) connection.close();
  return outcome(took, failures, performance.now() - start);
}

/** Each connection starts its next operation when the former ends: the most that the product gives. */
export async function closedLoop(load: Load): Promise<Outcome> {
  const took: number[] = [];
  const failures: string[] = [];
  const start = performance.now();
  let next = load.first ?? 0;
  await Promise.all(
    connections(load).map(async (connection) => {
      while (performance.now() - start < load.seconds * 1000) {
        const begun = performance.now();
        await attempt(load.operation, connection, next++, failures);
        took.push(performance.now() - begun);
      }
      connection.close();
    }),
  );
  return outcome(took, failures, performance.now() - start);
}

const connections = (load: Load): Connection[] =>
  Array.from({ length: load.connections }, () => new Connection(load.port));

async function attempt(
  operation: Operation,
  connection: Connection,
  number: number,
  failures: string[],
): Promise<void> {
  try {
    await operation(connection, number);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
    connection.close();
  }
}

function outcome(took: number[], failures: readonly string[], elapsed: number): Outcome {
  const sorted = took.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    done: took.length - failures.length,
    errors: failures.length,
    firstError: failures[0],
    rate: ((took.length - failures.length) * 1000) / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: sorted.at(-1) ?? 0,
  };
}
