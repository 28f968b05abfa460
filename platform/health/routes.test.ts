import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { createMetrics } from '../metrics/metrics.ts';
import { createHealth } from './health.ts';
import { healthRoutes } from './routes.ts';

const token = 'a-long-enough-token-for-metrics';

function server(health = createHealth({ freshness: 0 })): FastifyInstance {
  const app = Fastify({ trustProxy: true });
  const metrics = createMetrics();
  metrics.watchResponses(app);
  healthRoutes(app, { health, metrics, metricsToken: token });
  app.get('/classes/:id', async () => 'x');
  return app;
}

const statusOf = async (app: FastifyInstance, request: InjectOptions) => (await app.inject(request)).statusCode;

describe('health', () => {
  it('is live as soon as the process answers, whatever the database does', async () => {
    const health = createHealth();
    health.registerCheck('database', () => Promise.reject(new Error('gone')));
    assert.equal(await statusOf(server(health), { url: '/health/live' }), 200);
    assert.equal(await statusOf(server(health), { method: 'HEAD', url: '/health/live' }), 200);
  });

  it('is ready when every check passes, and names the failing one without saying why', async () => {
    const failures: string[] = [];
    const health = createHealth({ freshness: 0, onFailure: (name) => failures.push(name) });
    const app = server(health);
    health.registerCheck('database', async () => {});
    assert.equal(await statusOf(app, { url: '/health/ready' }), 200);
    health.registerCheck('jobs', () => Promise.reject(new Error('host 10.0.0.3 refused preau/secret')));
    const answer = await app.inject({ url: '/health/ready' });
    assert.equal(answer.statusCode, 503);
    assert.deepEqual(answer.json(), { status: 'unready', checks: { database: 'ok', jobs: 'failing' } });
    assert.deepEqual(failures, ['jobs']);
  });

  it('does not wait for a check that hangs', async () => {
    const health = createHealth({ patience: 20 });
    health.registerCheck('database', () => new Promise(() => {}));
    assert.deepEqual((await health.report()).checks, { database: 'failing' });
  });

  it('asks the database once for many probes', async () => {
    let asked = 0;
    const health = createHealth();
    health.registerCheck('database', async () => {
      asked += 1;
    });
    await Promise.all(Array.from({ length: 50 }, () => health.report()));
    assert.equal(asked, 1);
  });

  it('is no longer ready once it is stopping', async () => {
    const health = createHealth();
    const app = server(health);
    health.drain();
    assert.equal(await statusOf(app, { url: '/health/ready' }), 503);
  });
});

describe('/metrics', () => {
  it('is read from this machine, or with the token', async () => {
    const app = server();
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '127.0.0.1' }), 200);
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '::1' }), 200);
    const bearer = { authorization: `Bearer ${token}` };
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '10.0.0.9', headers: bearer }), 200);
  });

  it('does not exist for anyone else, even through a proxy of this machine or with a forged address', async () => {
    const app = server();
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '10.0.0.9' }), 404);
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '10.0.0.9', headers: forwarded }), 404);
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '127.0.0.1', headers: forwarded }), 404);
    const wrong = { authorization: `Bearer ${token}x` };
    assert.equal(await statusOf(app, { url: '/metrics', remoteAddress: '10.0.0.9', headers: wrong }), 404);
  });

  it('counts by route pattern: no id of a person ever becomes a label', async () => {
    const app = server();
    await app.inject({ url: '/classes/6b1f?name=Zoe' });
    await app.inject({ url: '/nowhere/6b1f' });
    const { body } = await app.inject({ url: '/metrics' });
    assert.match(body, /preau_http_response_seconds_count\{method="GET",route="\/classes\/:id",status="200"\} 1/);
    assert.match(body, /route="\(none\)",status="404"/);
    assert.doesNotMatch(body, /6b1f|Zoe/);
  });
});
