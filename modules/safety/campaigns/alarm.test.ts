import { equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { messagingModule } from '../../messaging/register.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../register.ts';

const MINUTE = 60_000;
/** As many in an hour as raise an alarm. */
const SENDS = 30;

describe('an account that suddenly writes far too much', () => {
  const modules = [directoryModule, filesModule, notificationsModule, safetyModule, messagingModule];
  let door: Door;
  before(async () => {
    door = await openDoor({ modules });
  });
  after(() => door.close());

  it('is told to operator and head within a minute of the message too many, on the product’s clock', async () => {
    const { db, clock, url } = door;
    const school = await buildSchool(db, { kind: 'elementary' });
    const group = await buildClass(db, { school });
    const mother: BuiltPerson = await buildGuardian(db, { of: await buildPupil(db, { class: group }) });
    const teacher = await buildTeacher(db, { classes: [group] });
    const head = await buildHead(db, { school });
    const operator = await buildMandate(db, { kind: 'platform' });
    await refreshCircles(db, [school.id], '2026-11-24');
    const author = await signInAs(door, teacher.id);
    const worker = await testWorker({ db, url, drop: async () => undefined }, modules, { clock });
    try {
      for (let sent = 0; sent < SENDS; sent += 1) {
        clock.advance(1_000);
        const message = {
          to: [`person:${mother.uid}`],
          subject: `Urgent ${sent}`,
          text: 'Cliquez',
          requestKey: newId(),
        };
        equal((await author.api('POST', '/api/messages/new', message)).status, 200);
      }
      const last = clock.now().getTime();
      const told = () =>
        rowsOf(
          db,
          sql<{ personId: string; at: Date }>`
            select r.person_id as "personId", r.published_at as at from notifications.recipients r
            join notifications.entries e on e.id = r.entry_id
            where e.kind = 'safety.alarm' and r.person_id in (${head.id}, ${operator.id}) order by r.person_id`,
        );
      await until('the alarm', async () => (await told()).length === 2, MINUTE);
      for (const { at } of await told()) ok(at.getTime() - last <= MINUTE, `${at.getTime() - last} ms`);
      match((await (await signInAs(door, head.id)).get('/feed')).text, /Envois inhabituels/);
    } finally {
      await worker.stop();
    }
  });
});
