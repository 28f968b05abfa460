import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import { type BuiltPerson, buildHead, buildPupil, buildSchool } from '../../directory/builders.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { buildService } from '../relying-parties/builders.ts';

const PUPILS = 500;
const SERVICES = 10;
const DEAD = 2;

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let head: BuiltPerson;
const servers: Server[] = [];
const origins: string[] = [];
let heard = 0;
before(async () => {
  door = await openDoor();
  school = await buildSchool(door.db, { kind: 'college' });
  head = await buildHead(door.db, { school });
  for (let rank = 0; rank < SERVICES; rank += 1) {
    const server = createServer((request, response) => {
      request.resume();
      heard += 1;
      // The first two take the call and never answer.
      if (rank >= DEAD) request.on('end', () => response.writeHead(200).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
after(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await door.close();
});

/** Five hundred pupils, each with a session in which one of the services was entered. */
async function fill(): Promise<void> {
  const { db, clock } = door;
  const now = clock.now();
  const parties: string[] = [];
  for (const [rank, origin] of origins.entries())
    parties.push(await buildService(db, { name: `Service ${rank}`, addresses: [`${origin}/*`], schools: [school] }));
  for (let rank = 0; rank < PUPILS; rank += 1) await buildPupil(db, { school });
  await provisionAccounts(db, dayOf(now), now);
  await sql`
    insert into identity.sessions (id, digest, person_id, kind, started_at, last_seen_at, idle_until, ends_at, device)
    select gen_random_uuid(), sha256(convert_to(a.person_id::text, 'UTF8')), a.person_id, 'college', ${now}, ${now},
           ${new Date(now.getTime() + 3600_000)}, ${new Date(now.getTime() + 3600_000)}, '{}'
    from identity.accounts a join directory.profiles p on p.person_id = a.person_id and p.kind = 'pupil'`.execute(db);
  const sessions = await sql<{ id: string }>`select id from identity.sessions order by id`.execute(db);
  const logins = sessions.rows.map(({ id }, rank) => ({
    id: newId(),
    session_id: id,
    party: parties[rank % SERVICES],
    address: `${origins[rank % SERVICES]}/entree`,
  }));
  await sql`
    insert into identity.service_logins (id, session_id, relying_party_id, ticket, address, user_name, at)
    select l.id, l.session_id, l.party, 'ST-' || l.id, l.address, 'x', ${now}
    from json_to_recordset(${JSON.stringify(logins)}::json) as l (id uuid, session_id uuid, party uuid, address text)`.execute(
    db,
  );
}

it('five hundred sessions of a school end at once, and the services that answer are told, though two of ten are dead', async (t) => {
  await fill();
  const visitor = await signInAs(door, head.id);
  const worker = await testWorker({ db: door.db, url: door.url, drop: async () => undefined }, [identityModule], {
    clock: door.clock,
  });
  try {
    const start = performance.now();
    assert.equal((await visitor.post(`/schools/${school.uai}/end-sessions`)).status, 303);
    const ended = performance.now() - start;
    const open = await firstOf(door.db, sql<{ left: number }>`select count(*) as left from identity.sessions`);
    assert.equal(open?.left, 1, 'the head’s own');
    const left = async (): Promise<number> =>
      (
        await firstOf(
          door.db,
          sql<{ left: number }>`select count(*) as left from identity.service_logins where tries = 0`,
        )
      )?.left ?? -1;
    await until('every service was told, or was silent too long', async () => (await left()) === 0);
    const told = performance.now() - start;
    t.diagnostic(
      `${PUPILS} sessions ended in ${Math.round(ended)} ms, ${SERVICES} services told in ${Math.round(told)} ms`,
    );
    assert.ok(heard >= (PUPILS * (SERVICES - DEAD)) / SERVICES, `${heard} calls`);
    // Promised: ten seconds. Far above what it takes, so that a busy machine is no fault.
    assert.ok(told < 30_000, `${told} ms`);
  } finally {
    await worker.stop();
  }
});
