import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

/** What the headers depend on. */
export interface SecurityOptions {
  /** The product's own address; https outside loopback. */
  readonly publicUrl: string;
  /** The other host from which users' files are served, when there is one. */
  readonly filesUrl?: string | undefined;
}

/** The headers of every response: no inline script or style, no other origin, no frame. */
export function securityHeaders(options: SecurityOptions): Readonly<Record<string, string>> {
  const files = options.filesUrl ? ` ${new URL(options.filesUrl).origin}` : '';
  const secure = options.publicUrl.startsWith('https:');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src 'self' data:${files}`,
      "font-src 'self'",
      `media-src 'self'${files}`,
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      ...(secure ? ['upgrade-insecure-requests'] : []),
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** Puts the constant headers on every response of `app`, errors and files included. */
export function mountSecurityHeaders(app: FastifyInstance, options: SecurityOptions): void {
  const headers = securityHeaders(options);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    done();
  });
}

/**
 * Two hosts, two things: that of files answers with nothing but files, and the product's own has none of them. A file that a browser were to
 * run would stand where no page and no session is.
 */
export function keepFilesApart(app: FastifyInstance, filesUrl: string | undefined): void {
  if (!filesUrl) return;
  const { host } = new URL(filesUrl);
  app.addHook('onRequest', async (request, reply) => {
    if ((request.host === host) === request.url.startsWith('/f/')) return;
    return reply.code(404).type('text/plain; charset=utf-8').send('');
  });
}

/**
 * A write must come from our own pages. Every browser we support says so itself (`Sec-Fetch-Site`, else `Origin`); a client that
 * says nothing is no browser and may write only without cookies, which is what a forged form needs.
 */
export function refuseForeignForm(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new Refusal('platform.foreign-form');
  }
  const { origin, cookie } = request.headers;
  if (origin === undefined) {
    if (cookie === undefined) return;
    throw new Refusal('platform.foreign-form');
  }
  if (origin === new URL(publicUrl).origin || URL.parse(origin)?.host === request.host) return;
  throw new Refusal('platform.foreign-form');
}
