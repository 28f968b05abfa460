import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from './context.ts';

/** The language chosen in this browser, before any account says more. */
export const LANGUAGE_COOKIE = 'preau-language';

/** `__Host-` binds a cookie to this host over TLS; over plain HTTP (loopback only) a browser would refuse it. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The request's cookies, parsed when first asked for. */
export function cookiesOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Cookies {
  let parsed: Record<string, string | undefined> | undefined;
  const append = (name: string, value: string, maxAge: number | undefined): void => {
    const text = stringifySetCookie(cookieName(name, secure), value, {
      path: '/',
      httpOnly: true,
      secure,
      sameSite: 'lax',
      ...(maxAge === undefined ? {} : { maxAge }),
    });
    // Fastify keeps every value of this one header.
    reply.header('set-cookie', text);
    reply.removeHeader('etag');
  };
  return {
    get(name) {
      parsed ??= parseCookie(request.headers.cookie ?? '');
      return parsed[cookieName(name, secure)];
    },
    set: (name, value, options) => append(name, value, options?.maxAge),
    clear: (name) => append(name, '', 0),
  };
}
