import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const showPasswordChange = endpoint({
  name: 'identity.showPasswordChange',
  method: 'GET',
  path: '/account/password',
  summary: 'The form that changes one’s own password.',
  access: 'session',
  answer: z.object({ login: z.string() }),
  api: false,
});

export const changePassword = endpoint({
  name: 'identity.changePassword',
  method: 'POST',
  path: '/account/password',
  summary: 'Changes one’s own password, given the present one; every other session ends.',
  access: 'session',
  body: z.object({
    present: z.string().max(1000).default(''),
    password: z.string().max(1000).default(''),
    again: z.string().max(1000).default(''),
  }),
  answer: z.object({}),
  refusals: { 'identity.too-many-tries': 429 },
  api: false,
});
