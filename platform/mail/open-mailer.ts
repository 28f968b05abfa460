import { join } from 'node:path';
import type { Clock } from '../clock/clock.ts';
import type { WorkContext } from '../module.ts';
import { readSender } from './compose.ts';
import { fileMailer } from './file-mailer.ts';
import type { Mailer } from './mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

export interface MailSettings {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly dataDir: string;
}

/** The mailer that the settings ask for: a mail server, else files in `DATA_DIR/mail`. */
export function openMailer(
  { smtpUrl, mailFrom, dataDir }: MailSettings,
  clock: Clock,
  log: WorkContext['log'],
): Mailer {
  const sender = readSender(mailFrom);
  return smtpUrl
    ? smtpMailer({ url: smtpUrl, sender, log })
    : fileMailer({ folder: join(dataDir, 'mail'), sender, clock, log });
}
