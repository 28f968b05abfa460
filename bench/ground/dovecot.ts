import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './product.ts';

/** What Dovecot took, by LMTP over one connection, to write one mail of some 900 bytes into so many mailboxes; each on disk. */
export interface DovecotFigures {
  readonly version: string;
  readonly mailboxes: number;
  /** Milliseconds from MAIL FROM to the last answer when the mailboxes have to be made, and when they are there (the best of three). */
  readonly first: number;
  readonly again: number;
}

const program = '/usr/sbin/dovecot';

/** Measures the strongest peer of our messages beside them, on the same machine; undefined where `dovecot-lmtpd` is not installed. */
export async function measureDovecot(mailboxes: number): Promise<DovecotFigures | undefined> {
  if (process.getuid?.() !== 0 || !existsSync(program) || !existsSync('/usr/lib/dovecot/lmtp')) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'preau-dovecot-'));
  chmodSync(folder, 0o755);
  for (const name of ['base', 'state', 'mail'])
    mkdirSync(join(folder, name), { mode: name === 'mail' ? 0o777 : 0o755 });
  chmodSync(join(folder, 'mail'), 0o777);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), settings(folder, port));
  const child = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  try {
    const line = await greet(port, child);
    const first = await deliver(line, mailboxes);
    const others = [await deliver(line, mailboxes), await deliver(line, mailboxes), await deliver(line, mailboxes)];
    line.socket.end('QUIT\r\n');
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim();
    return { version, mailboxes, first: Math.round(first), again: Math.round(Math.min(...others)) };
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)));
    rmSync(folder, { recursive: true, force: true });
  }
}

const settings = (folder: string, port: number): string => `base_dir = ${folder}/base
state_dir = ${folder}/state
log_path = ${folder}/said.log
protocols = lmtp
ssl = no
mail_location = sdbox:${folder}/mail/%u
first_valid_uid = 1
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${folder}/mail/%u
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${port}
  }
}
`;

/** One connection, and its answers as they come. */
interface Line {
  readonly socket: Socket;
  /** Waits for so many last lines of answers. @throws Error when one is no success */
  answers(count: number): Promise<void>;
}

async function greet(port: number, child: ChildProcess): Promise<Line> {
  for (let turn = 0; turn < 100; turn += 1) {
    if (child.exitCode !== null) throw new Error('Dovecot ended at once');
    const socket = await opened(port);
    if (socket) {
      const line = { socket, answers: reading(socket) };
      await line.answers(1);
      socket.write('LHLO bench.invalid\r\n');
      await line.answers(1);
      return line;
    }
    await wait(50);
  }
  throw new Error('Dovecot does not listen');
}

const opened = (port: number): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });

function reading(socket: Socket): Line['answers'] {
  let rest = '';
  let said: string[] = [];
  let told = (): void => undefined;
  socket.setEncoding('utf8').on('data', (piece: string) => {
    const lines = `${rest}${piece}`.split('\r\n');
    rest = lines.pop() ?? '';
    said.push(...lines.filter((line) => /^\d{3} /.test(line)));
    told();
  });
  return (count) =>
    new Promise((resolve, reject) => {
      told = () => {
        if (said.length < count) return;
        const refused = said.find((line) => !/^[23]/.test(line));
        said = [];
        if (refused) reject(new Error(`Dovecot says: ${refused}`));
        else resolve();
      };
      told();
    });
}

async function deliver({ socket, answers }: Line, mailboxes: number): Promise<number> {
  const recipients = Array.from({ length: mailboxes }, (_, rank) => `RCPT TO:<u${rank}@bench.invalid>\r\n`);
  const body = `${'Une phrase de la lettre qui part à toutes les familles de notre école.\r\n'.repeat(12)}.\r\n`;
  const begun = performance.now();
  socket.write(`MAIL FROM:<ecole@bench.invalid>\r\n${recipients.join('')}DATA\r\n`);
  await answers(mailboxes + 2);
  socket.write(`From: ecole@bench.invalid\r\nSubject: Sortie\r\n\r\n${body}`);
  await answers(mailboxes);
  return performance.now() - begun;
}
