import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../product.ts';
import type { Authority } from './authority.ts';
import { Room } from './room.ts';

/** A mail as it lay in the mailbox: decoded lines, header first. */
export interface Received {
  /** To whom the envelope said it goes. */
  readonly to: string;
  /** The sender of the envelope, where bounces go. */
  readonly from: string;
  readonly message: string;
}

/** The mail server of a house: Exim, by TLS and with a password, everything into one mailbox. An address `gone…` has none. */
export interface MailServer {
  /** What the product has to be told. */
  readonly url: string;
  start(): Promise<void>;
  /** The server is down; what it received stays. */
  stop(): Promise<void>;
  /** In the order of arrival. */
  received(): readonly Received[];
}

const account = { name: 'preau', password: 'relay-of-the-tests' };

/** Its program, and whether it runs; made once a run, started by the walk that needs it. */
export async function makeMailServer(authority: Authority): Promise<MailServer> {
  const port = await freePort();
  const box = new Room('exim-box');
  box.makeFolder('mails');
  let room: Room | undefined;
  process.once('exit', () => void box.close());
  return {
    url: `smtp://${account.name}:${account.password}@localhost:${port}`,
    async start() {
      room = new Room('exim');
      room.write('certificate.pem', authority.certificate);
      room.write('key.pem', authority.key);
      room.makeFolder('spool');
      room.makeFolder('log');
      await room.start({
        program: '/usr/sbin/exim4',
        args: ['-C', room.write('exim.conf', settings(room.folder, box.folder)), '-bdf', '-oX', `127.0.0.1.${port}`],
        ending: 'TERM',
        host: '127.0.0.1',
        port,
      });
    },
    async stop() {
      await room?.close();
      room = undefined;
    },
    received: () => readBox(join(box.folder, 'mails', 'new')),
  };
}

const settings = (folder: string, box: string): string => `primary_hostname = mail.invalid
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/exim.pid
deliver_drop_privilege = true
exim_user = nobody
exim_group = nogroup
never_users =
keep_environment =
disable_ipv6 = true
tls_advertise_hosts = *
tls_certificate = ${folder}/certificate.pem
tls_privatekey = ${folder}/key.pem
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny message = 550 5.1.1 no such mailbox
       local_parts = ^gone
  accept authenticated = *
  deny message = 550 5.7.1 authentication required
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  maildir_format
  directory = ${box}/mails
  create_directory
  envelope_to_add
  return_path_add
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${account.name}}}{eq{$auth3}{${account.password}}}}}
  server_advertise_condition = \${if def:tls_in_cipher}
  server_set_id = $auth2
`;

function readBox(folder: string): Received[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // Nothing has come yet.
    return [];
  }
  return names.sort().map((name) => {
    const written = readFileSync(join(folder, name), 'utf8');
    const header = (wanted: string): string => new RegExp(`^${wanted}: <?([^>\r\n]+)`, 'im').exec(written)?.[1] ?? '';
    return { to: header('Envelope-to'), from: header('Return-path'), message: decoded(written) };
  });
}

/** Header and bodies without their transfer encoding. */
const decoded = (written: string): string =>
  Buffer.from(
    written
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
