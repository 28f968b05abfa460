import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from '../log/responses.ts';

/** The figures of one process, in Prometheus' text format at `/metrics`. */
export interface Metrics {
  /** Where others register their own counters and gauges (jobs, imports…), named `preau_…`. */
  readonly registry: Registry;
  /** Counts and times every response of `app`, by method, route pattern and status. */
  watchResponses(app: FastifyInstance): void;
  /** Shows how many connections of a pool are open, idle, and how many requests wait for one. */
  watchPool(pool: PoolFigures): void;
}

/** The three figures that a `pg.Pool` gives. */
export interface PoolFigures {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** A registry of its own, with the process' memory, CPU, event loop and garbage collector already in it. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    watchResponses: (app) => watchResponses(app, registry),
    watchPool: (pool) => watchPool(pool, registry),
  };
}

function watchResponses(app: FastifyInstance, registry: Registry): void {
  const histogram = new Histogram({
    name: 'preau_http_response_seconds',
    help: 'Time to answer, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const labels = { method: request.method, route: routeOf(request), status: reply.statusCode };
    histogram.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}

function watchPool(pool: PoolFigures, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `preau_db_pool_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('connections', 'Open connections to the database', () => pool.totalCount);
  gauge('idle', 'Open connections that nobody uses', () => pool.idleCount);
  gauge('waiting', 'Requests that wait for a connection', () => pool.waitingCount);
}
