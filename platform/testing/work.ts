import { systemClock } from '../clock/clock.ts';
import { startWorker, type Worker, type WorkerOptions } from '../jobs/worker.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import type { TestDatabase } from './database.ts';
import { testKeys } from './keys.ts';

/** The outside world's post office, in a test: keeps what was sent. */
export interface TestMailer extends Mailer {
  readonly sent: readonly Mail[];
}

export function testMailer(): TestMailer {
  const sent: Mail[] = [];
  return {
    sent,
    send: async (mail) => {
      sent.push(mail);
    },
    close: async () => undefined,
  };
}

/** One line of the journal, as a test sees it. */
export interface TestLine {
  readonly level: string;
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A worker on a test's database, with its journal. */
export async function testWorker(
  database: TestDatabase,
  modules: WorkerOptions['modules'],
  options: Partial<WorkerOptions> = {},
): Promise<Worker & { readonly lines: readonly TestLine[] }> {
  const lines: TestLine[] = [];
  const worker = await startWorker({
    databaseUrl: database.url,
    db: database.db,
    clock: systemClock,
    settings: { publicUrl: 'http://localhost', dataDir: 'var' },
    keys: testKeys,
    mailer: testMailer(),
    log: (level, event, details = {}) => lines.push({ level, event, details }),
    modules,
    ...options,
  });
  return { ...worker, lines };
}

/** Waits until `holds` is true, looking every few milliseconds; fails with `what` after half a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 30_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${patience} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
