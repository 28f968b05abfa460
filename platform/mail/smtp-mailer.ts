import { createTransport } from 'nodemailer';
import { WorkFailure } from '../jobs/failure.ts';
import type { WorkContext } from '../module.ts';
import { compose, type Sender } from './compose.ts';
import { type Mailer, MailRefused, MailUntaken } from './mailer.ts';

export interface SmtpMailerOptions {
  /** `smtp://account:password@host:587` or `smtps://…`; nodemailer's options may follow as a query (`?requireTLS=false`). */
  readonly url: string;
  readonly sender: Sender;
  readonly log: WorkContext['log'];
}

/** Hands mails to a mail server over a few kept connections, encrypted unless the server is this machine. */
export function smtpMailer({ url, sender, log }: SmtpMailerOptions): Mailer {
  const host = new URL(url).hostname;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    requireTLS: !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(compose(mail, sender));
      } catch (error) {
        throw failureOf(error);
      }
      log('info', 'mail.sent');
    },
    close: async () => transport.close(),
  };
}

/** What the server said, without its words: they quote the address. */
function failureOf(error: unknown): Error {
  if (error instanceof WorkFailure || !(error instanceof Error)) return error as Error;
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  // 5xx to RCPT: this mailbox does not exist or takes nothing from us; trying again would not help.
  if (responseCode && responseCode >= 500 && command === 'RCPT TO') return new MailRefused(responseCode, error);
  // A full mailbox, a grey list, a text taken for unsolicited: this mail's own trouble. 421 is the server that closes.
  if (responseCode && responseCode !== 421 && (command === 'RCPT TO' || command === 'DATA'))
    return new MailUntaken(responseCode, error);
  return new WorkFailure(`mail.${(code ?? 'failed').toLowerCase()}${responseCode ? `-${responseCode}` : ''}`, error);
}
