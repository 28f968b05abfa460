import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from './log.ts';

/**
 * Writes one line per response: request id, method, route pattern (never the address itself, which holds ids),
 * status and milliseconds. Health probes are left out: they come every few seconds and say nothing.
 */
export function logResponses(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    if (!isProbe(route)) {
      const level = reply.statusCode >= 500 ? 'error' : 'info';
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      log[level]({ req: request.id, method: request.method, route, status: reply.statusCode, ms }, 'response');
    }
    done();
  });
}

const isProbe = (route: string): boolean => route.startsWith('/health/') || route === '/metrics';

/** The pattern a request matched, e.g. `/classes/:id`; one name for everything that matched none. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)';
