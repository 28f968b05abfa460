import { fileWide } from '../modules/messaging/sending/file-wide.ts';
import { releaseDue } from '../modules/messaging/sending/release.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { createDb, firstOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import { Connection } from './ground/http-client.ts';
import { openLoop } from './ground/load.ts';
import { openMessages } from './ground/messages.ts';
import { guardiansOfTwo, openSessions, playersAs } from './ground/people.ts';
import { startProduct } from './ground/product.ts';
import { readInbox } from './inbox.ts';
import { due, giveFactors, median, postTo } from './message-700.ts';

const ROUNDS = 5;
/** Inboxes a second that others read meanwhile. */
const OTHERS = 40;

export const message130000: Bench = {
  name: 'message-130000',
  sentence:
    'milliseconds from the release of a message to every guardian of the Métropole to its commit, every copy readable; others read their inboxes meanwhile',
  bar: { most: 1500 },
  async run(_options, say) {
    const metropole = await openMessages(say);
    const db = createDb(metropole.databaseUrl, { poolSize: 2, statementTimeout: 0 });
    const product = await startProduct(metropole);
    const connection = new Connection(product.port);
    const signal = new AbortController().signal;
    try {
      const [operator, ...rest] = await playersAs(db, 'platform', 1);
      if (!operator || rest.length > 0) throw new Error('the bench needs one operator');
      const readers = await guardiansOfTwo(db, 1_000);
      const [token = '', ...tokens] = await openSessions(db, [operator, ...readers]);
      await giveFactors(db, [operator]);
      const { port } = product;
      const others = { port, operation: readInbox(readers, tokens), rate: OTHERS, connections: 16 };
      await openLoop({ ...others, seconds: 3 });
      const quiet = await openLoop({ ...others, seconds: 6 });
      const times: number[] = [];
      const during: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await postTo(connection, token, 'platform::families');
        const over = new AbortController();
        const meanwhile = openLoop({ ...others, seconds: 30, until: over.signal, first: round * 300 });
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        // Only now: the product's own worker looks each minute.
        await due(db, id);
        const begun = performance.now();
        const out = await releaseDue({ db, clock: systemClock, log: () => undefined, signal });
        times.push(performance.now() - begun);
        if (out !== 1) throw new Error(`${out} messages went out instead of one`);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        over.abort();
        during.push((await meanwhile).p95);
        const row = await firstOf(
          db,
          sql<{ n: number }>`select count(*) as n from messaging.recipients where message_id = ${id}::uuid`,
        );
        if (!row || row.n < 100_000) throw new Error(`${row?.n} copies were made`);
      }
      const filing = performance.now();
      const whileFiling = new AbortController();
      const readersThen = openLoop({ ...others, seconds: 120, until: whileFiling.signal });
      await fileWide({ db, signal });
      const filed = (performance.now() - filing) / ROUNDS;
      whileFiling.abort();
      const then = await readersThen;
      return {
        value: median(times),
        unit: 'ms',
        times,
        othersQuiet: quiet.p95,
        othersDuring: median(during),
        othersMore: median(during) / quiet.p95 - 1,
        filedSeconds: filed / 1_000,
        othersWhileFiled: then.p95,
      };
    } finally {
      connection.close();
      await product.stop();
      await db.destroy();
      await metropole.stop();
    }
  },
};
