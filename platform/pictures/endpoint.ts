import { z } from 'zod';
import type { UploadLimits } from '../contract/endpoint.ts';
import { MOST_BYTES } from './make.ts';

/** The file field of a form that sends a picture. */
export const pictureUpload: UploadLimits = {
  field: 'picture',
  maxBytes: MOST_BYTES,
  tooLarge: 'platform.picture-too-large',
};

/** What `makePicture` refuses, with the status of each. */
export const pictureRefusals = {
  'platform.picture-missing': 422,
  'platform.picture-too-large': 413,
  'platform.picture-kind': 422,
  'platform.picture-drawing': 422,
  'platform.picture-broken': 422,
  'platform.picture-too-small': 422,
  'platform.picture-too-many-pixels': 422,
} as const;

/** The part of an address that names a picture. */
export const pictureAddress = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** What an endpoint that shows a picture answers: WebP. */
export const pictureAnswer = z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });

/** How many pixels wide it will be shown. */
export const wantedWidth = z.object({ w: z.coerce.number().int().min(1).max(4000).catch(512).default(512) });
