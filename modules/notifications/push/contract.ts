import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const key = (bytes: number) =>
  z
    .string()
    .max(200)
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, 'notifications.device-not-understood');

export const addDevice = endpoint({
  name: 'notifications.addDevice',
  method: 'POST',
  path: '/account/notifications/devices',
  summary: 'Has this browser told of what is new, at the address that its own push service gave it.',
  access: 'session',
  body: z.object({
    endpoint: z.url('notifications.device-not-understood').max(1_000),
    p256dh: key(65),
    auth: key(16),
  }),
  answer: z.object({}),
  refusals: { 'notifications.device-elsewhere': 422, 'notifications.too-many-devices': 422 },
});

export const removeDevice = endpoint({
  name: 'notifications.removeDevice',
  method: 'POST',
  path: '/account/notifications/devices/:deviceId/remove',
  summary: 'Tells a device nothing more.',
  access: 'session',
  params: z.object({ deviceId: z.uuid() }),
  answer: z.object({}),
});

export const showOffline = endpoint({
  name: 'notifications.showOffline',
  method: 'GET',
  path: '/offline',
  summary: 'What the installed product shows where there is no network.',
  access: 'public',
  answer: z.object({}),
  api: false,
});

export const serviceWorker = endpoint({
  name: 'notifications.serviceWorker',
  method: 'GET',
  path: '/service-worker.js',
  summary: 'The script that a browser keeps to show what it is told, and a page where there is no network.',
  access: 'public',
  answer: z.object({}),
  api: false,
});
