/**
 * Where a peer lives: a folder of its own, and programs that run there as somebody without rights. Nothing outlives the run: each
 * program ends with its room, when this process is told to stop, or, should it be killed, by the system's hand (`setpriv --pdeathsig`).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Debian's `nobody` and `nogroup`: whoever starts the tests as root lends them to peers. */
const nobody = 65534;

const isRoot = process.getuid?.() === 0;

/** Seconds that a program has to listen, on a busy machine. */
const patience = 30;

interface Started {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What tells it, and those it started, to end. */
  readonly ending: 'INT' | 'TERM';
  /** Where it will listen. */
  readonly host: string;
  readonly port: number;
}

/** Without a listener a signal ends this process before it can leave anything in order. */
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(130));

/** Rooms in which somebody lives at present. */
const rooms = new Set<Room>();

/** What the programs of all rooms said last: for a walk that failed. */
export const saidInRooms = (): string =>
  [...rooms].map((room) => `${room.folder} said:\n${room.said() || '(nothing)'}\n`).join('');

export class Room {
  readonly folder: string;
  readonly #running: { readonly child: ChildProcess; readonly ending: 'INT' | 'TERM' }[] = [];
  readonly #said: string[] = [];
  readonly #atExit = (): void => this.#leave();

  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `preau-${name}-`));
    chmodSync(this.folder, 0o755);
    this.#give(this.folder);
    process.once('exit', this.#atExit);
    rooms.add(this);
  }

  /** Writes a file that the peer may read and change; answers its path. */
  write(name: string, content: string): string {
    const path = join(this.folder, name);
    if (dirname(name) !== '.') this.makeFolder(dirname(name));
    writeFileSync(path, content, { mode: 0o600 });
    this.#give(path);
    return path;
  }

  /** Makes a folder in which the peer may write; answers its path. */
  makeFolder(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    for (let part = path; part !== this.folder; part = dirname(part)) this.#give(part);
    return path;
  }

  /** Starts a program and waits until it listens. @throws Error with what it said */
  async start({ program, args, environment, ending, host, port }: Started): Promise<void> {
    const asNobody = isRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
    const child = spawn('setpriv', [...asNobody, `--pdeathsig=${ending}`, '--', program, ...args], {
      cwd: this.folder,
      // A group of its own: what the program starts ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder, ...environment },
    });
    this.#running.push({ child, ending });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => this.#said.push(chunk.toString()));
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${program} ended at once (exit code ${code})\n${this.said()}`)));
    });
    await Promise.race([failed, untilListens(host, port)]);
    // Later it may end as it likes: whoever needs it will notice.
    failed.catch(() => undefined);
  }

  /** What its programs said last, on their channels and in `said.log`. */
  said(): string {
    const log = join(this.folder, 'said.log');
    return `${this.#said.join('')}${existsSync(log) ? readFileSync(log, 'utf8') : ''}`.slice(-6000);
  }

  /** Ends its programs, kindly at first, and takes the folder away. */
  async close(): Promise<void> {
    const gone = this.#running.map(({ child }) =>
      child.exitCode !== null || child.signalCode !== null
        ? Promise.resolve()
        : new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    for (const { child, ending } of this.#running) signal(child, `SIG${ending}`);
    await Promise.race([Promise.all(gone), wait(5000, undefined, { ref: false })]);
    process.off('exit', this.#atExit);
    rooms.delete(this);
    this.#leave();
  }

  #leave(): void {
    for (const { child } of this.#running) signal(child, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #give(path: string): void {
    if (isRoot) chownSync(path, nobody, nobody);
  }
}

/** Tells a program and all that it started. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // Nobody is left in its group.
  }
}

async function untilListens(host: string, port: number): Promise<void> {
  const end = performance.now() + patience * 1000;
  while (performance.now() < end) {
    if (await answers(host, port)) return;
    await wait(50);
  }
  throw new Error(`nothing listens on ${host}:${port} after ${patience} s`);
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
