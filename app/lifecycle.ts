import type { Log } from '../platform/log/log.ts';

/** How the process ends: in order, once, and within bounds. */
export interface Lifecycle {
  /** Registers what must be closed; the latest registered is closed first. */
  onStop(name: string, close: () => Promise<unknown> | undefined): void;
  /** Registers what to do at once, without waiting, when a second signal asks to end immediately. */
  onAbort(abandon: () => void): void;
  /** Closes everything, then ends the process with this exit code; the journal keeps the reason. Later calls change nothing. */
  stop(code: number, reason?: string): Promise<void>;
  readonly stopping: boolean;
}

export interface LifecycleOptions {
  readonly log: Log;
  /** Told once, when the first signal arrives. */
  readonly onSignal: () => void;
  readonly exit?: (code: number) => void;
}

// A terminal and npm each deliver the same Ctrl-C: two signals this close are one.
const sameSignalWithin = 800;
// A closer that hangs must not keep the process for ever; the longest one, draining, bounds itself at 10 s.
const longestClose = 40_000;

/** Listens to signals, to errors nobody caught, and to the end of the program that started us. */
export function createLifecycle({ log, onSignal, exit = process.exit }: LifecycleOptions): Lifecycle {
  const closers: { name: string; close: () => Promise<unknown> | undefined }[] = [];
  const abandons: (() => void)[] = [];
  let firstSignal = 0;
  let stopping = false;

  const stop = async (code: number, reason?: string) => {
    if (stopping) return;
    stopping = true;
    if (reason) log.info({ reason }, 'stopping');
    let worst = code;
    for (const { name, close } of closers.toReversed()) {
      try {
        await within(longestClose, close());
      } catch (error) {
        log.error({ err: error, part: name }, 'could not be closed');
        worst ||= 1;
      }
    }
    if (reason) log.info('stopped');
    exit(worst);
  };

  const signalled = (signal: string) => {
    const now = performance.now();
    if (!stopping) {
      firstSignal = now;
      onSignal();
      void stop(0, signal);
    } else if (now - firstSignal > sameSignalWithin) {
      for (const abandon of abandons) abandon();
      exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => signalled(signal));
  if (process.connected) process.once('disconnect', () => void stop(0, 'parent gone'));
  process.on('uncaughtException', (error) => {
    // Once we are stopping, work that loses its database under it has nothing to tell.
    log[stopping ? 'debug' : 'fatal']({ err: error }, 'uncaught error');
    void stop(1, 'uncaught error');
  });

  return {
    onStop: (name, close) => closers.push({ name, close }),
    onAbort: (abandon) => abandons.push(abandon),
    stop,
    get stopping() {
      return stopping;
    },
  };
}

async function within(milliseconds: number, work: Promise<unknown> | undefined): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not closed after ${milliseconds} ms`)), milliseconds);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
