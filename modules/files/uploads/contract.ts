import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { fileRefusals } from '../contract.ts';

/** What an upload may be refused with, beside what its file may. Statuses are those that tus 1.0 lays down. */
export const uploadRefusals = {
  ...fileRefusals,
  'files.protocol': 412,
  'files.length-missing': 400,
  'files.not-a-stream': 415,
  'files.elsewhere': 409,
  'files.altered': 460,
} as const;

const one = z.object({ uploadId: z.uuid() });
/** How far it is, in bytes, and when it is given up. */
const progress = z.object({ offset: z.number().int(), length: z.number().int(), expiresAt: z.date().nullable() });

/** The four steps of tus 1.0 (https://tus.io/protocols/resumable-upload), with creation, termination, expiration and checksum. */
const step = { access: 'session', refusals: uploadRefusals, api: false } as const;

export const createUpload = endpoint({
  ...step,
  name: 'files.createUpload',
  method: 'POST',
  path: '/files',
  summary: 'Announces a file: its length is counted before its first byte comes.',
  takesStream: true,
  rateLimit: 600,
  answer: z.object({ uploadId: z.uuid(), expiresAt: z.date() }),
});

export const readUpload = endpoint({
  ...step,
  name: 'files.readUpload',
  method: 'HEAD',
  path: '/files/coming/:uploadId',
  summary: 'How far an upload is: from there it goes on after a cut.',
  params: one,
  answer: progress,
});

export const continueUpload = endpoint({
  ...step,
  name: 'files.continueUpload',
  method: 'PATCH',
  path: '/files/coming/:uploadId',
  summary: 'The next bytes of an upload, as many as come.',
  takesStream: true,
  params: one,
  answer: progress,
});

export const endUpload = endpoint({
  ...step,
  name: 'files.endUpload',
  method: 'DELETE',
  path: '/files/coming/:uploadId',
  summary: 'Gives an upload up, or a file that nothing holds.',
  params: one,
  answer: z.object({}),
});
