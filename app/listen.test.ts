import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fastify from 'fastify';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { drain, findPort, listen } from './listen.ts';

const host = '127.0.0.1';
/** What would wait for ever fails instead. */
const bounded = { timeout: 60_000 };

/** A server whose one answer comes when the test says so. */
async function slowServer() {
  const app = Fastify({ logger: false });
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  app.get('/slow', async () => {
    arrive();
    await released;
    return 'finished';
  });
  const port = await findPort({ host, port: 0 });
  await listen(app, { host, port });
  return { app, port, arrived, release, address: `http://${host}:${port}` };
}

describe('listening', () => {
  it('refuses a taken port in one sentence', async () => {
    const { app, port } = await slowServer();
    const taken = (error: unknown) => error instanceof OperatorRefusal && /port \d+ est déjà pris/.test(error.message);
    await assert.rejects(findPort({ host, port }), taken);
    await assert.rejects(listen(Fastify(), { host, port }), taken);
    await app.close();
  });

  it('refuses an address that is not this machine’s', async () => {
    await assert.rejects(findPort({ host: '192.0.2.1', port: 0 }), /n’a pas l’adresse 192.0.2.1/);
  });

  it(
    'ends by letting what was begun finish, takes nothing new, and no idle connection holds it back',
    bounded,
    async () => {
      const { app, port, arrived, release, address } = await slowServer();
      const begun = fetch(`${address}/slow`);
      await arrived;
      const drained = drain(app, 3_600_000);
      await assert.rejects(fetch(`${address}/slow`));
      release();
      assert.equal(await (await begun).text(), 'finished');
      await drained;
      await findPort({ host, port });
    },
  );

  it('does not wait for ever', bounded, async () => {
    const { app, arrived, address } = await slowServer();
    const begun = fetch(`${address}/slow`).catch((error: Error) => error);
    await arrived;
    await drain(app, 100);
    assert.ok((await begun) instanceof Error);
  });
});
