import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const takeMessage = endpoint({
  name: 'messaging.takeMessage',
  method: 'GET',
  path: '/messages/:messageId/message.eml',
  summary: 'A message with what hangs on it, as a file that mail programs open (RFC 5322).',
  access: 'session',
  personal: true,
  params: z.object({ messageId: z.uuid() }),
  answer: z.object({ subject: z.string() }),
  refusals: { 'messaging.reading-stopped': 423 },
});

export const takeBox = endpoint({
  name: 'messaging.takeBox',
  method: 'GET',
  path: '/messages/messages.mbox',
  summary:
    'All messages of a box or folder, one after the other, as a file that mail programs read (mbox); files are named, not held.',
  access: 'session',
  personal: true,
  query: z.object({
    box: z
      .union([z.enum(['inbox', 'sent', 'archive', 'bin']), z.string().regex(/^folder-[1-5][0-9]$/)])
      .default('inbox'),
  }),
  answer: z.object({ box: z.string() }),
  refusals: { 'messaging.reading-stopped': 423 },
});
