import { z } from 'zod';
import { endpoint, type SeveralUploads } from '../../platform/contract/endpoint.ts';

const fileId = z.uuid();

/** Bytes of each file of a form that is sent in one go; larger ones need the page's script, which goes on after a cut. */
const IN_ONE_GO = 100_000_000;

/** The files of a form of another module: an endpoint with this takes them in, `receive` takes them over. */
export const fileUploads = (
  fields: readonly string[] = ['files'],
  { most = 10, maxBytes = IN_ONE_GO }: { readonly most?: number; readonly maxBytes?: number } = {},
): SeveralUploads => ({
  fields,
  most,
  maxBytes,
  tooLarge: 'files.too-large',
  tooMany: 'files.too-many',
  noRoom: 'files.no-room',
});

/**
 * The ids of files that a form names because they are here already, sent by the page's script: `filesIds` for a `FileField` called `files`.
 * None, one or several.
 */
export const heldIds = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (typeof given === 'string' ? [given] : given).filter((id) => id !== ''))
  .pipe(z.array(z.uuid()).max(50));

/** What `receive` and `attach` refuse, with the status of each. */
export const fileRefusals = {
  'files.quota-person': 413,
  'files.quota-school': 413,
  'files.no-room': 507,
  'files.too-large': 413,
  'files.too-many': 422,
  'files.empty': 422,
  'files.heic': 422,
  'files.picture-too-large': 422,
  'files.not-yours': 422,
} as const;

export const openFile = endpoint({
  name: 'files.openFile',
  method: 'GET',
  path: '/files/:fileId',
  summary: 'A file, for who may read what it is attached to: leads to an address that opens it for five minutes.',
  access: 'public',
  personal: true,
  params: z.object({ fileId }),
  answer: z.object({ address: z.string() }),
  refusals: { 'files.waiting': 409, 'files.quarantined': 410, 'files.unexamined': 410 },
});

export const showThumbnail = endpoint({
  name: 'files.showThumbnail',
  method: 'GET',
  path: '/files/:fileId/thumbnail',
  summary: 'A picture in one of the sizes that pages show, as WebP.',
  access: 'public',
  params: z.object({ fileId }),
  query: z.object({ size: z.coerce.number().int().min(1).max(4000).catch(320).default(320) }),
  answer: z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  api: false,
});

export const serveFile = endpoint({
  name: 'files.serveFile',
  method: 'GET',
  path: '/f/:token',
  summary:
    'The bytes of a file, whole or a range of them, by an address that was signed for one person and five minutes.',
  access: 'public',
  params: z.object({ token: z.string().length(80) }),
  answer: z.object({ fileId }),
  api: false,
});
