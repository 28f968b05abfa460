import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonRefusals, Refusal } from '../contract/refusal.ts';
import { compress } from './compression.ts';
import type { Context } from './context.ts';
import { attachment, type Download, type ShownPicture } from './download.ts';
import type { HttpOptions, Server } from './options.ts';
import { contextOf } from './request-context.ts';
import { securityHeaders } from './security.ts';
import type { Served } from './served.ts';
import type { Verbatim } from './verbatim.ts';
import type { View } from './view.ts';

/** The refusal that an error is for the one who asked; what nobody foresaw is reported as a defect. */
export function refusalOf(error: unknown, request: FastifyRequest, options: HttpOptions): Refusal {
  if (error instanceof Refusal) return error;
  const status = error && typeof error === 'object' && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return new Refusal('platform.too-large');
  if (status >= 400 && status < 500) return new Refusal('platform.invalid-input');
  options.onDefect(error, { id: request.id, route: request.routeOptions.url ?? 'unknown' });
  return new Refusal('platform.defect', { requestId: request.id });
}

export const statusOf = (refusal: Refusal, refusals: Readonly<Record<string, number>>): number =>
  refusals[refusal.code] ?? commonRefusals[refusal.code] ?? 500;

export function sayWhenAgain(reply: FastifyReply, refusal: Refusal, status: number): void {
  if (status === 429) reply.header('retry-after', String(refusal.details.seconds ?? 60));
}

/** Answers a refusal: as JSON, by leading to the sign-in, or as a page of its own. */
export async function answerRefusal(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  refusals: Readonly<Record<string, number>>,
  known?: Context,
): Promise<FastifyReply> {
  const { options } = server;
  const status = statusOf(refusal, refusals);
  sayWhenAgain(reply, refusal, status);
  if (
    request.url.startsWith('/api/') ||
    /\bapplication\/json\b|\btext\/event-stream\b/.test(request.headers.accept ?? '')
  ) {
    const { code, details, fields } = refusal;
    return sendJson(request, reply, status, { error: { code, details, fields, requestId: request.id } });
  }
  if (status === 401 && request.method === 'GET') return reply.redirect(options.signInAddress(request.url), 303);
  if (status === 401) return reply.redirect(options.signInAddress('/'), 303);
  const ctx = known ?? contextOf(server, request, reply);
  return sendView(server, request, reply, { ...options.renderProblem(refusal, status, ctx), status }, ctx);
}

export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  value: unknown,
): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store');
  return sendText(request, reply.code(status).type('application/json; charset=utf-8'), JSON.stringify(value));
}

export async function sendView(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  ctx: Context,
): Promise<FastifyReply> {
  const html = await server.options.renderDocument(view, ctx);
  reply.header('cache-control', 'private, no-store');
  if (view.formTarget || view.frames) openPolicy(server.options, reply, view);
  return sendText(request, reply.code(view.status ?? 200).type('text/html; charset=utf-8'), html);
}

export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: Download): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store').header('content-disposition', attachment(file.name));
  reply.code(200).type(file.type);
  return typeof file.content === 'string' ? sendText(request, reply, file.content) : reply.send(file.content);
}

/** A picture in a page; `nosniff` and the strict policy of every answer hold for it too. */
export function sendPicture(reply: FastifyReply, { bytes, keptFor, isPublic }: ShownPicture): FastifyReply {
  const kept = keptFor > 0 ? `${isPublic ? 'public' : 'private'}, max-age=${keptFor}` : 'private, no-store';
  return reply.code(200).header('cache-control', kept).type('image/webp').send(Buffer.from(bytes));
}

/** What somebody sent, under headers that let it do nothing: whatever it claims to be, it is kept and not opened. */
export function sendServed(reply: FastifyReply, { status, type, headers, content }: Served): FastifyReply {
  reply
    .code(status)
    .headers({
      'content-security-policy': "default-src 'none'; sandbox",
      // Asked for by pages of the other origin (a recording); its address is the permission.
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, no-store',
      ...headers,
    })
    .type(type);
  return reply.send(content);
}

/** Opens the page's policy to what the view says, for its forms and its frames and for nothing else. */
function openPolicy(
  options: HttpOptions,
  reply: FastifyReply,
  { formTarget, formLeadsOn, frames }: Pick<View, 'formTarget' | 'formLeadsOn' | 'frames'>,
): void {
  let policy = securityHeaders(options)['content-security-policy'] ?? '';
  if (formTarget) {
    const targets = [new URL(formTarget).origin, ...(formLeadsOn ? ['https:'] : [])];
    policy = policy.replace("form-action 'self'", `form-action 'self' ${targets.join(' ')}`);
  }
  if (frames) {
    const origins = [...new Set(frames.map((address) => new URL(address).origin))];
    policy = `${policy}; frame-src 'self' ${origins.join(' ')}`;
  }
  reply.header('content-security-policy', policy);
}

export async function sendVerbatim(
  request: FastifyRequest,
  reply: FastifyReply,
  { status = 200, type, text, headers = {} }: Verbatim,
): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store').headers(headers);
  return sendText(request, reply.code(status).type(type), text);
}

async function sendText(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding'];
  const { body, encoding } = await compress(text, typeof accepted === 'string' ? accepted : undefined);
  reply.header('vary', 'accept-encoding');
  if (encoding) reply.header('content-encoding', encoding);
  return reply.send(body);
}
