import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processes whose CPU time is counted, with the children they start. */
export interface CpuGroup {
  /** Milliseconds of CPU, user and system, used since the group was made; children that ended are counted. */
  used(): number;
  /** `cgroup`: exact, kept by the kernel. `proc`: summed from /proc, in steps of 10 ms for each process. */
  readonly method: 'cgroup' | 'proc';
  close(): void;
}

/** Counts the CPU time of `pids` and of all their descendants, by a control group where one can be made. */
export function countCpu(pids: readonly number[]): CpuGroup {
  return inControlGroup(pids) ?? fromProc(pids);
}

interface Hierarchy {
  readonly root: string;
  /** Answers nanoseconds. */
  read(folder: string): number;
}

const hierarchies: readonly Hierarchy[] = [
  { root: '/sys/fs/cgroup/cpuacct', read: (folder) => Number(readFileSync(join(folder, 'cpuacct.usage'), 'utf8')) },
  {
    root: '/sys/fs/cgroup',
    read: (folder) => Number(/usage_usec (\d+)/.exec(readFileSync(join(folder, 'cpu.stat'), 'utf8'))?.[1] ?? 0) * 1000,
  },
];

function inControlGroup(pids: readonly number[]): CpuGroup | undefined {
  for (const { root, read } of hierarchies) {
    const folder = join(root, `preau-bench-${process.pid}`);
    try {
      if (!existsSync(join(root, 'cgroup.procs'))) continue;
      mkdirSync(folder);
      // A process forked while we look joins the group of its parent: looking twice catches all.
      for (let pass = 0; pass < 2; pass += 1)
        for (const pid of pids.flatMap(descendants)) writeFileSync(join(folder, 'cgroup.procs'), String(pid));
      const start = read(folder);
      return {
        method: 'cgroup',
        used: () => (read(folder) - start) / 1e6,
        close: () => {
          for (const pid of readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
            writeQuietly(join(root, 'cgroup.procs'), pid);
          removeQuietly(folder);
        },
      };
    } catch {
      // Not ours to make on this machine: the next way, at last /proc.
      removeQuietly(folder);
    }
  }
  return undefined;
}

function writeQuietly(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    // It ended meanwhile.
  }
}

function removeQuietly(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was never made, or a last process is still leaving: an empty group harms nobody.
  }
}

const tick = 10;

function fromProc(pids: readonly number[]): CpuGroup {
  // Fields 14 to 17: own user and system time, then those of children that ended and were waited for.
  const total = (): number =>
    pids.flatMap(descendants).reduce((sum, pid) => {
      const [utime = 0, stime = 0, cutime = 0, cstime = 0] = statOf(pid).slice(11, 15).map(Number);
      return sum + (utime + stime + cutime + cstime) * tick;
    }, 0);
  const start = total();
  return { method: 'proc', used: () => total() - start, close: () => {} };
}

/** The fields of /proc/<pid>/stat after the program's name, from the state on; none when the process is gone. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** A process and everything it started. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const visit = (one: number): void => {
    found.push(one);
    for (const child of children.get(one) ?? []) visit(child);
  };
  visit(pid);
  return found;
}
