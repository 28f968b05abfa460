import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { leastIdAt, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { messagingModule } from '../register.ts';
import { forgetMessages, keptSince } from './forget.ts';

describe('messages of long ago', () => {
  let door: Door;
  let author: string;
  let reader: string;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, notificationsModule, messagingModule] });
    const school = await buildSchool(door.db, { kind: 'elementary' });
    author = (await buildTeacher(door.db, { school })).id;
    reader = (await buildTeacher(door.db, { school })).id;
  });
  after(() => door.close());

  /** A message sent at that instant, with its copy and a file that hangs on it. */
  async function write(at: string, hidden = false): Promise<string> {
    const sentAt = new Date(at);
    const id = leastIdAt(sentAt).slice(0, 24) + newId().slice(24);
    const file = newId();
    await sql`
      insert into messaging.messages (id, thread_id, author_id, author_role, subject, body, words, lexemes, staff_only, people, has_files, state,
                                      written_at, publish_at, sent_at, hidden_at)
      values (${id}, ${id}, ${author}, 'staff', 'Jadis', '{"type":"doc","content":[]}', '', '', true, 1, true, 'sent', ${sentAt}, ${sentAt},
              ${sentAt}, ${hidden ? sentAt : null})`.execute(door.db);
    await sql`
      insert into messaging.recipients (message_id, person_id, sent_at, role) values (${id}, ${reader}, ${sentAt}, 'staff')`.execute(
      door.db,
    );
    await sql`
      insert into files.files (id, holder_id, name, declared, counted, holds, created_at)
      values (${file}, ${author}, 'Sortie.pdf', 10, 10, 1, ${sentAt})`.execute(door.db);
    await sql`
      insert into files.attachments (place, subject, file_id, rank, attached_at)
      values ('messaging.message', ${id}, ${file}, 0, ${sentAt})`.execute(door.db);
    return id;
  }
  const left = async (): Promise<unknown> =>
    rowsOf(
      door.db,
      sql`
        select m.id, (select count(*)::int from messaging.recipients c where c.message_id = m.id) as copies,
               (select count(*)::int from files.attachments a where a.subject = m.id) as files
        from messaging.messages m order by m.id`,
    );

  it('go with copies and files once three school years lie behind them; what was hidden stays', async () => {
    equal(keptSince('2026-11-24').toISOString(), '2023-08-01T00:00:00.000Z');
    equal(keptSince('2027-07-31').toISOString(), '2023-08-01T00:00:00.000Z');
    equal(keptSince('2027-08-01').toISOString(), '2024-08-01T00:00:00.000Z');
    await write('2023-07-31T20:00:00Z');
    const evidence = await write('2023-07-01T08:00:00Z', true);
    const kept = await write('2023-08-01T08:00:00Z');
    const both = [
      { id: evidence, copies: 1, files: 1 },
      { id: kept, copies: 1, files: 1 },
    ];
    const { signal } = new AbortController();
    equal(await forgetMessages(door.db, keptSince('2026-11-24'), signal), 1);
    deepEqual(await left(), both);
    equal(await forgetMessages(door.db, keptSince('2026-11-24'), signal), 0);
    equal(await forgetMessages(door.db, keptSince('2027-08-01'), AbortSignal.abort()), 0, 'a process that stops');
    equal(await forgetMessages(door.db, keptSince('2027-08-01'), signal), 1);
    deepEqual(await left(), both.slice(0, 1));
    const held = await rowsOf(
      door.db,
      sql`select holds, count(*)::int as files from files.files group by holds order by holds`,
    );
    deepEqual(held, [
      { holds: 0, files: 2 },
      { holds: 1, files: 1 },
    ]);
  });
});
