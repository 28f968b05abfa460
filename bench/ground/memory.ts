import { readFileSync } from 'node:fs';

/** Memory in MB (1,000,000 bytes). Shared pages are divided among those who share them (PSS). */
export interface Memory {
  readonly pss: number;
  /** The part of `pss` that lies in shared memory: PostgreSQL's buffers. */
  readonly shared: number;
}

/** What `pids` use together. Processes that ended count for nothing. */
export function memoryOf(pids: readonly number[]): Memory {
  const sum = { pss: 0, shared: 0 };
  for (const pid of pids) {
    const text = read(pid);
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
    sum.pss += kilobytes('Pss') * 1024;
    sum.shared += kilobytes('Pss_Shmem') * 1024;
  }
  return { pss: sum.pss / 1e6, shared: sum.shared / 1e6 };
}

function read(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch {
    return '';
  }
}
