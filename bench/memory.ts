import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { descendants } from './ground/cpu.ts';
import { Connection } from './ground/http-client.ts';
import { memoryOf } from './ground/memory.ts';
import { openMetropole } from './ground/metropole.ts';
import { startProduct } from './ground/product.ts';

/** Seconds without a request before looking. */
const rest = 15;

export const memory: Bench = {
  name: 'memory',
  sentence:
    'PSS at rest of web, worker and PostgreSQL with METROPOLE-1 loaded, without the shared buffers (stated apart)',
  bar: { most: 1000 },
  async run(_options, say) {
    const metropole = await openMetropole(say);
    const product = await startProduct(metropole);
    try {
      const connection = new Connection(product.port);
      for (let number = 0; number < 200; number += 1) await connection.send('GET', '/sign-in', {});
      connection.close();
      await wait(rest * 1000);
      const web = memoryOf(descendants(product.pid));
      const database = memoryOf(descendants(metropole.postmasterPid));
      return {
        value: web.pss + database.pss - database.shared,
        unit: 'MB',
        product: web.pss,
        database: database.pss - database.shared,
        sharedBuffers: database.shared,
        restSeconds: rest,
      };
    } finally {
      await product.stop();
      await metropole.stop();
    }
  },
};
