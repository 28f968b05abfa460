import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { richTextAnswer } from '../../../platform/rich-text/input.ts';
import { classModes } from './rules.ts';

const classParams = z.object({ groupId: z.uuid() });

export const showClassWriting = endpoint({
  name: 'messaging.showClassWriting',
  method: 'GET',
  path: '/groups/:groupId/writing',
  summary:
    'What the pupils of a class write, but to those in whom they may confide, and how they may write; for the adults of the class. 20 a page.',
  access: 'session',
  personal: true,
  params: classParams,
  query: z.object({ before: z.string().max(200).optional() }),
  answer: z.object({
    label: z.string(),
    school: z.string(),
    mode: z.enum(classModes),
    chosenBy: z.string().nullable(),
    messages: z.array(
      z.object({
        id: z.uuid(),
        author: z.string(),
        to: z.string(),
        subject: z.string(),
        body: richTextAnswer,
        writtenAt: z.date(),
        state: z.enum(['waiting', 'held', 'sent', 'cancelled', 'refused']),
        words: z.string(),
      }),
    ),
    older: z.string().nullable(),
  }),
});

export const chooseClassMode = endpoint({
  name: 'messaging.chooseClassMode',
  method: 'POST',
  path: '/groups/:groupId/writing',
  summary:
    'Says how the pupils of a class may write: not at all, read first by an adult, or within the hours of the school.',
  access: 'session',
  params: classParams,
  body: z.object({ mode: z.enum(classModes, 'messaging.mode-missing') }),
  answer: z.object({ mode: z.enum(classModes) }),
});
