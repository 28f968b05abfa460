import { commonRefusals, type Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { Verbatim } from '../../../platform/http/verbatim.ts';
import { texts } from '../texts.ts';
import { continueUpload, createUpload, endUpload, readUpload, uploadRefusals } from './contract.ts';
import { append, create, end, PROTOCOL, progressOf } from './uploads.ts';

const said = (status: number, headers: Readonly<Record<string, string>>, text = ''): Verbatim => ({
  status,
  type: 'text/plain; charset=utf-8',
  text,
  headers: { 'tus-resumable': PROTOCOL, 'tus-version': PROTOCOL, 'tus-extension': EXTENSIONS, ...headers },
});

const EXTENSIONS = 'creation,expiration,termination,checksum';

/** The sentence of a refusal: the page's script shows it beside the file. */
function protocolError({ locale }: Context, { code }: Refusal): Verbatim {
  const statuses: Readonly<Record<string, number>> = uploadRefusals;
  const sentences: Readonly<Record<string, string>> = texts[locale].refused;
  return said(statuses[code] ?? commonRefusals[code] ?? 500, {}, sentences[code] ?? '');
}

const expires = (at: Date | null): Record<string, string> => (at ? { 'upload-expires': at.toUTCString() } : {});

export const uploadRoutes: readonly AnyRoute[] = [
  route(createUpload, {
    handle: (ctx) => create(ctx),
    done: (_ctx, { uploadId, expiresAt }) =>
      said(201, { location: `/files/coming/${uploadId}`, ...expires(expiresAt) }),
    protocolError,
  }),
  route(readUpload, {
    handle: (ctx, { params }) => progressOf(ctx, params.uploadId),
    done: (_ctx, { offset, length, expiresAt }) =>
      said(200, { 'upload-offset': String(offset), 'upload-length': String(length), ...expires(expiresAt) }),
    protocolError,
  }),
  route(continueUpload, {
    handle: (ctx, { params, stream }) => append(ctx, params.uploadId, stream),
    done: (_ctx, { offset, expiresAt }) => said(204, { 'upload-offset': String(offset), ...expires(expiresAt) }),
    protocolError,
  }),
  route(endUpload, {
    handle: (ctx, { params }) => end(ctx, params.uploadId),
    done: () => said(204, {}),
    protocolError,
  }),
];
