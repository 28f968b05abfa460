import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { childEnvironment } from '../config/environment.ts';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import type { Binaries } from './binaries.ts';
import { texts } from './texts.ts';

/** The account under which PostgreSQL runs: how to start a program so, and who owns its files on disk. */
export interface Account {
  /** Words put before the program and its arguments; empty when it is started directly. */
  prefix: string[];
  /** Passed to `spawn` when the process changes its identity. */
  identity: { uid?: number; gid?: number };
  /** The uid that owns the database's files, `null` where the system has no uids. */
  owner: number | null;
  /** Version of the PostgreSQL programs, e.g. `18.4`, as they answer under this account. */
  version: string;
}

const nobody = 65534;
const inNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];

/**
 * PostgreSQL refuses to run as root. When we are root it runs in a user namespace where root appears as nobody
 * (files stay root's, nothing to chown); where namespaces are closed, it runs as the uid nobody.
 * An existing database keeps the way it was made with: its owner on disk tells. PostgreSQL also refuses an account
 * without a name, which containers like to give: the namespace lends it nobody's.
 * @param databaseOwner uid owning the existing database folder, `null` when there is none yet
 */
export function chooseAccount(binaries: Binaries, databaseOwner: number | null): Account {
  const uid = process.getuid?.() ?? null;
  if (uid !== 0) {
    const named = hasName() ? null : probe(binaries, { prefix: inNamespace, identity: {}, owner: uid }).account;
    return named ?? tryAccount(binaries, { prefix: [], identity: {}, owner: uid }, texts.binariesBroken);
  }
  if (databaseOwner !== nobody) {
    const namespaced = probe(binaries, { prefix: inNamespace, identity: {}, owner: 0 });
    if (namespaced.account) return namespaced.account;
  }
  return tryAccount(
    binaries,
    { prefix: [], identity: { uid: nobody, gid: nobody }, owner: nobody },
    () => texts.rootOnly,
  );
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

type Candidate = Omit<Account, 'version'>;

/** The command line that runs a program under an account, in the form that `spawn` takes. */
export function commandUnder(account: Candidate, program: string, args: string[]): { file: string; args: string[] } {
  const [file = program, ...rest] = [...account.prefix, program, ...args];
  return { file, args: rest };
}

function tryAccount(binaries: Binaries, candidate: Candidate, sentence: (reason: string) => string): Account {
  const { account, reason } = probe(binaries, candidate);
  if (!account) throw new OperatorRefusal(sentence(reason), exitCodes.permission);
  return account;
}

function probe(binaries: Binaries, candidate: Candidate): { account: Account | null; reason: string } {
  const command = commandUnder(candidate, binaries.postgres, ['--version']);
  const answer = spawnSync(command.file, command.args, {
    ...candidate.identity,
    env: childEnvironment(),
    encoding: 'utf8',
  });
  const version = /PostgreSQL\) (\d+(?:\.\d+)?)/.exec(answer.stdout ?? '')?.[1];
  if (answer.status === 0 && version) return { account: { ...candidate, version }, reason: '' };
  return { account: null, reason: answer.error?.message ?? answer.stderr?.trim().split('\n').at(-1) ?? '' };
}
