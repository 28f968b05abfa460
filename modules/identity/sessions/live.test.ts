import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openListener } from '../../../platform/db/listen.ts';
import { LIVE_CHANNEL } from '../../../platform/outbox/announce.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import { buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';

describe('a session and its open pages', () => {
  let door: Door;
  let teacherId: string;
  before(async () => {
    door = await openDoor();
    teacherId = (await buildTeacher(door.db)).id;
  });
  after(() => door.close());

  it('a page that refreshes itself does not keep the session of somebody who has left', async () => {
    const visitor = await signInAs(door, teacherId);
    const other = await signInAs(door, teacherId);
    for (let turn = 0; turn < 7; turn += 1) {
      door.clock.advance(10 * 60_000);
      await visitor.get('/account/sessions', { 'x-preau-background': 'refresh' });
      await other.get('/account/sessions');
    }
    assert.equal((await visitor.get('/account/sessions')).status, 303, 'left for an hour: signed out');
    assert.equal((await other.get('/account/sessions')).status, 200, 'at work: still signed in');
  });

  it('signing out, here or from another device, tells the pages that are still open', async () => {
    const ear = await openListener(door.url);
    const heard = new Set<string>();
    await ear.on(LIVE_CHANNEL, (message) => {
      for (const topic of JSON.parse(message) as string[]) heard.add(topic);
    });
    const [here, there, everywhere] = [
      await signInAs(door, teacherId),
      await signInAs(door, teacherId),
      await signInAs(door, teacherId),
    ];
    const sessionsOf = async (visitor: Visitor): Promise<{ id: string; current: boolean }[]> =>
      (await visitor.api('GET', '/api/account/sessions')).json<{ sessions: { id: string; current: boolean }[] }>()
        .sessions;
    const mine = (await sessionsOf(here)).find((session) => session.current)?.id;
    await here.post('/sign-out');
    await until('the page of that session is told', () => heard.has(`session:${mine}`));
    const left = await sessionsOf(everywhere);
    const kept = left.find((session) => session.current)?.id;
    await everywhere.post('/account/sessions/end-others');
    await until('all others are told', () =>
      left.every((session) => session.id === kept || heard.has(`session:${session.id}`)),
    );
    assert.equal(heard.has(`session:${kept}`), false);
    assert.equal((await there.get('/account/sessions')).status, 303);
    await ear.close();
  });
});
