import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildGuardian } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../register.ts';
import { hoursOf } from './queries.ts';
import { EVENING_HOURS, isQuiet, PLATFORM_HOURS } from './rules.ts';

describe('the hours in which a person is left in peace', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule] });
  });
  after(() => door.close());

  it('are the platform’s until the person chooses: simply, finely, and back', async () => {
    const mother = await buildGuardian(door.db);
    const visitor = await signInAs(door, mother.id);
    assert.deepEqual(await hoursOf(door.db, mother.id), PLATFORM_HOURS);
    assert.equal((await visitor.post('/account/hours', { hours: 'evening' })).status, 303);
    assert.deepEqual(await hoursOf(door.db, mother.id), EVENING_HOURS);
    await visitor.post('/account/hours', { hours: 'fine', from: '19:30', until: '09:00', days: '3' });
    assert.deepEqual(await hoursOf(door.db, mother.id), { from: '19:30', until: '09:00', days: [3] });
    assert.match((await visitor.get('/account/hours')).text, /value="19:30" selected|selected[^>]*value="19:30"/);
    await visitor.post('/account/hours', { hours: 'default' });
    assert.deepEqual(await hoursOf(door.db, mother.id), PLATFORM_HOURS);
  });

  it('are never fewer than the platform’s, and a form without answer says what to do', async () => {
    const mother = await buildGuardian(door.db);
    const visitor = await signInAs(door, mother.id);
    for (const given of [{ from: '22:00' }, { until: '06:00' }, { days: '6' }])
      assert.equal((await visitor.post('/account/hours', { hours: 'fine', ...given })).status, 422);
    const refused = await visitor.post('/account/hours', {});
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Choisissez une des trois réponses/);
    assert.deepEqual(await hoursOf(door.db, mother.id), PLATFORM_HOURS);
  });

  it('are one’s own: those of others stay as they were', async () => {
    const [one, other] = [await buildGuardian(door.db), await buildGuardian(door.db)];
    await (await signInAs(door, one.id)).post('/account/hours', { hours: 'evening' });
    assert.deepEqual(await hoursOf(door.db, other.id), PLATFORM_HOURS);
  });

  it('are those of the school’s clock, summer and winter, and cover week-ends', () => {
    const quiet = (instant: string, hours = PLATFORM_HOURS): boolean => isQuiet(hours, new Date(instant));
    assert.deepEqual(
      ['2026-11-24T18:59:00Z', '2026-11-24T19:00:00Z', '2026-11-25T05:59:00Z', '2026-11-25T06:00:00Z'].map((at) =>
        quiet(at),
      ),
      [false, true, true, false],
    );
    assert.deepEqual(
      ['2026-06-23T17:59:00Z', '2026-06-23T18:00:00Z', '2026-06-24T05:00:00Z'].map((at) => quiet(at)),
      [false, true, false],
    );
    assert.equal(quiet('2026-11-28T12:00:00Z'), true, 'a Saturday at 13 h');
    assert.equal(quiet('2026-11-24T17:30:00Z', EVENING_HOURS), true);
    assert.equal(quiet('2026-11-25T12:00:00Z', { ...PLATFORM_HOURS, days: [3] }), true, 'a Wednesday of peace');
  });
});
