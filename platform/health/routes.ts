import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import type { Health } from './health.ts';

export interface HealthRoutes {
  readonly health: Health;
  readonly metrics: Metrics;
  /** Opens `/metrics` to other machines; without it only this machine reads it. */
  readonly metricsToken?: string | undefined;
}

/**
 * `GET /health/live` (the process answers), `GET /health/ready` (it can serve: 200, or 503 with the failing checks)
 * and `GET /metrics`, which does not exist for the outside.
 */
export function healthRoutes(app: FastifyInstance, { health, metrics, metricsToken }: HealthRoutes): void {
  app.get('/health/live', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );

  app.get('/health/ready', async (_request, reply) => {
    const { ready, checks } = await health.report();
    const status = ready ? 'ready' : 'unready';
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status, checks });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, metricsToken)) return reply.callNotFound();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

const forwardingHeaders = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * The peer of the connection is looked at, not the client's address that a proxy claims: a proxy on this machine makes
 * everybody look local, and betrays itself by its headers.
 */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token && authorization && sameText(authorization, `Bearer ${token}`)) return true;
  const peer = request.socket.remoteAddress ?? '';
  const local = /^(?:127\.|::1$|::ffff:127\.)/.test(peer);
  return local && !forwardingHeaders.some((name) => request.headers[name] !== undefined);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameText = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
