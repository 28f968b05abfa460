import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import Fastify from 'fastify';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { drain, findPort, listen } from './listen.ts';

const host = '127.0.0.1';

async function slowServer(milliseconds: number) {
  const app = Fastify({ logger: false });
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  app.get('/slow', async () => {
    arrive();
    await wait(milliseconds);
    return 'finished';
  });
  const port = await findPort({ host, port: 0 });
  await listen(app, { host, port });
  return { app, port, arrived, address: `http://${host}:${port}` };
}

describe('listening', () => {
  it('refuses a taken port in one sentence', async () => {
    const { app, port } = await slowServer(0);
    const taken = (error: unknown) => error instanceof OperatorRefusal && /port \d+ est déjà pris/.test(error.message);
    await assert.rejects(findPort({ host, port }), taken);
    await assert.rejects(listen(Fastify(), { host, port }), taken);
    await app.close();
  });

  it('refuses an address that is not this machine’s', async () => {
    await assert.rejects(findPort({ host: '192.0.2.1', port: 0 }), /n’a pas l’adresse 192.0.2.1/);
  });

  it('ends by letting what was begun finish, and takes nothing new', async () => {
    const { app, port, arrived, address } = await slowServer(1000);
    const begun = fetch(`${address}/slow`);
    await arrived;
    const drained = drain(app);
    await assert.rejects(fetch(`${address}/slow`));
    assert.equal(await (await begun).text(), 'finished');
    const from = performance.now();
    await drained;
    assert.ok(performance.now() - from < 1000, 'an idle connection held it back');
    await findPort({ host, port });
  });

  it('does not wait for ever', async () => {
    const { app, arrived, address } = await slowServer(5000);
    const begun = fetch(`${address}/slow`).catch((error: Error) => error);
    await arrived;
    const from = performance.now();
    await drain(app, 100);
    assert.ok(performance.now() - from < 1500);
    assert.ok((await begun) instanceof Error);
  });
});
