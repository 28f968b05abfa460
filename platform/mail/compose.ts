import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { WorkFailure } from '../jobs/failure.ts';
import { layOut } from './layout.ts';
import type { Mail } from './mailer.ts';

/** From whom mails come: `ENT <ne-pas-repondre@example.fr>` or the address alone. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Reads the setting; its form was checked with the settings. */
export function readSender(from: string): Sender {
  const [, name = '', address = from] = /^(.*?)\s*<([^<>]+)>$/.exec(from) ?? [];
  return { name, address };
}

const ONE_ADDRESS = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,190}$/;

/**
 * The message as the post office takes it. What people typed (names, subjects) stays within its header: line breaks become
 * spaces, an address is one address.
 * @throws WorkFailure `mail.address-faulty`
 */
export function compose(mail: Mail, sender: Sender): SendMailOptions {
  const { address, name } = mail.to;
  if (!ONE_ADDRESS.test(address)) throw new WorkFailure('mail.address-faulty');
  const digest = createHash('sha256').update(`${mail.id}\n${address}`).digest('hex').slice(0, 32);
  return {
    from: { name: sender.name, address: sender.address },
    to: { name: oneLine(name ?? ''), address },
    subject: oneLine(mail.subject),
    messageId: `<${digest}@${sender.address.split('@')[1]}>`,
    ...layOut(mail, sender.name),
    textEncoding: 'quoted-printable',
    headers: {
      // Out-of-office programs leave us alone.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.unsubscribe
        ? {
            'List-Unsubscribe': `<${encodeURI(mail.unsubscribe)}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach a header
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
