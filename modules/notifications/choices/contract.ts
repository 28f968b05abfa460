import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const mailPaces = ['now', 'evening', 'weekly', 'never'] as const;

export const showChoices = endpoint({
  name: 'notifications.showChoices',
  method: 'GET',
  path: '/account/notifications',
  summary: 'How the person who asks is told of what concerns them.',
  access: 'session',
  personal: true,
  answer: z.object({
    /** The choice that holds for every kind without one of its own; null: none was made. */
    mail: z.enum(mailPaces).nullable(),
    kinds: z.array(z.object({ kind: z.string(), mail: z.enum(mailPaces), isPushed: z.boolean() })),
    devices: z.array(z.object({ id: z.uuid(), device: z.string(), createdAt: z.date() })),
  }),
});

export const choosePace = endpoint({
  name: 'notifications.choosePace',
  method: 'POST',
  path: '/account/notifications',
  summary: 'Chooses when e-mails leave, for every kind of thing.',
  access: 'session',
  body: z.object({ mail: z.enum(mailPaces, 'notifications.pace-missing') }),
  answer: z.object({}),
});

/** Fields by kind: `mail-news.post` (a pace) and `push-news.post` (`yes`). A kind that is not named keeps what it has. */
export const chooseByKind = endpoint({
  name: 'notifications.chooseByKind',
  method: 'POST',
  path: '/account/notifications/kinds',
  summary: 'Chooses, kind by kind, when e-mails leave and whether one’s devices are told.',
  access: 'session',
  body: z.record(z.string().max(80), z.string().max(20)),
  answer: z.object({}),
});

export const retryAddress = endpoint({
  name: 'notifications.retryAddress',
  method: 'POST',
  path: '/account/notifications/address',
  summary: 'Says that an address from which e-mails came back works again.',
  access: 'session',
  answer: z.object({}),
});
