import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const params = z.object({ token: z.string().max(300) });

export const showStop = endpoint({
  name: 'notifications.showStop',
  method: 'GET',
  path: '/stop-mails/:token',
  summary: 'Asks whether to stop the e-mails that the link stands for.',
  access: 'public',
  params,
  answer: z.object({ kind: z.string(), known: z.boolean() }),
  api: false,
});

/** Mail programs press this one by themselves (RFC 8058): no session, no page before it. */
export const stopMails = endpoint({
  name: 'notifications.stopMails',
  method: 'POST',
  path: '/stop-mails/:token',
  summary: 'Stops the e-mails that the link stands for: one kind of them, or all.',
  access: 'public',
  fromElsewhere: true,
  params,
  body: z.object({ all: z.enum(['yes']).optional() }),
  answer: z.object({ kind: z.string() }),
  api: false,
  rateLimit: 60,
});

/** The mail server brings here what comes back to the sender's mailbox: docs/operate/mail.md. */
export const takeReturned = endpoint({
  name: 'notifications.takeReturned',
  method: 'POST',
  path: '/mail/returned',
  summary: 'Takes a notice of delivery (RFC 3464) about a mail of ours, as a file; what is none is counted as unknown.',
  access: 'public',
  fromElsewhere: true,
  answer: z.object({ known: z.boolean() }),
  upload: { field: 'message', maxBytes: 500_000, tooLarge: 'platform.too-large' },
  rateLimit: 600,
});
