import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Clock } from '../clock/clock.ts';
import type { WorkContext } from '../module.ts';
import { compose, type Sender } from './compose.ts';
import type { Mailer } from './mailer.ts';

export interface FileMailerOptions {
  /** Created when missing, readable by the product only. */
  readonly folder: string;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: WorkContext['log'];
}

/** Without a mail server: each mail becomes a file that mail programs open, and nothing leaves the machine. */
export function fileMailer({ folder, sender, clock, log }: FileMailerOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(compose(mail, sender));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const moment = clock.now().toISOString().replaceAll(':', '-').slice(0, 19);
      const name = `${moment}-${randomBytes(4).toString('hex')}.eml`;
      const path = join(folder, name);
      await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
      log('info', 'mail.written', { file: name });
    },
    close: async () => undefined,
  };
}
