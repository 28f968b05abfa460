import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { listModes } from './rules.ts';

const groupParams = z.object({ groupId: z.uuid() });

export const showList = endpoint({
  name: 'messaging.showList',
  method: 'GET',
  path: '/groups/:groupId/list',
  summary: 'The mailing list of a free group: whether its adults may write to all of them, for who runs the group.',
  access: 'session',
  params: groupParams,
  answer: z.object({
    label: z.string(),
    mode: z.enum(listModes),
    /** Adults of the group: whom a message to the list reaches. */
    people: z.int(),
    chosenBy: z.string().nullable(),
  }),
});

export const chooseList = endpoint({
  name: 'messaging.chooseList',
  method: 'POST',
  path: '/groups/:groupId/list',
  summary: 'Opens the mailing list of a group, freely or with messages read first, or closes it.',
  access: 'session',
  params: groupParams,
  body: z.object({ mode: z.enum(listModes, 'messaging.mode-missing') }),
  answer: z.object({ mode: z.enum(listModes) }),
});
