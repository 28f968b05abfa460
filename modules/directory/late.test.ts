import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, rowsOf, sql } from '../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { portalModule } from '../portal/register.ts';
import { expectDeliveries, warnLateDeliveries } from './aaf/late.ts';
import { buildHead, buildMandate } from './builders.ts';
import { directoryModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
});
after(() => door.close());

const deliver = (day: string) =>
  sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, started_at)
      values (${newId()}, '10-2D', 'full', ${day}, 'ENT2D', 'applied', now())`.execute(door.db);
const warn = async (): Promise<string[]> =>
  (await warnLateDeliveries({ db: door.db, clock: door.clock, log: () => undefined })).map(({ source }) => source);
const DAY = 24 * 3600_000;

test('a delivery that does not come is told once, and stands on the operator’s pages until it comes', async () => {
  const { db, clock } = door;
  await deliver('2026-11-17');
  deepEqual(await warn(), [], 'nobody said that it is expected');
  await expectDeliveries(db, '10-2D', 7);
  deepEqual(await warn(), [], 'it may still come today');
  clock.advance(DAY);
  deepEqual(await warn(), ['10-2D']);
  deepEqual(await warn(), [], 'once');
  const facts = await rowsOf(db, sql`select payload from platform.outbox where name = 'directory.delivery-late'`);
  deepEqual(facts, [{ payload: { source: '10-2D', days: 8, lastOn: '2026-11-17' } }]);

  const operator = await signInAs(door, (await buildMandate(db, { kind: 'platform' })).id);
  for (const page of ['/', '/deliveries']) {
    match(
      (await operator.get(page)).text,
      /10-2D, attendue tous les 7 jours : la dernière date du .*17 novembre/,
      page,
    );
  }
  const head = await signInAs(door, (await buildHead(db)).id);
  doesNotMatch((await head.get('/')).text, /attendue/);

  await deliver('2026-11-25');
  equal((await operator.api('GET', '/api/deliveries')).json<{ late: unknown[] }>().late.length, 0);
  clock.advance(DAY);
  deepEqual(await warn(), []);
  clock.advance(7 * DAY);
  deepEqual(await warn(), ['10-2D'], 'the next silence is another one');
  equal(await expectDeliveries(db, '10-2D', null), true);
  equal(await expectDeliveries(db, '10-2D', null), false);
  deepEqual(await warn(), []);
});
