import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENING_HOURS } from '../hours/rules.ts';
import { DEFAULT_HOURS, policyFrom } from '../quiet-hours/policy-of.ts';
import { isPeace } from '../quiet-hours/publication.ts';
import { dueAt, type Ways, waysOf } from './rules.ts';

const policy = policyFrom({ uai: null, platform: DEFAULT_HOURS, school: null, exceptions: [], calendar: [] });
const due = (
  pace: Parameters<typeof dueAt>[0],
  at: string,
  hours: Parameters<typeof dueAt>[2] = null,
): string | undefined => dueAt(pace, policy, hours, new Date(at))?.toISOString();

describe('when something leaves', () => {
  it('is at once by day, and at the next opening in the evening, at night and at week-ends', () => {
    assert.equal(due('now', '2026-11-24T09:12:00Z'), '2026-11-24T09:12:00.000Z');
    assert.equal(due('now', '2026-11-24T19:30:00Z'), '2026-11-25T06:00:00.000Z');
    assert.equal(due('now', '2026-11-27T20:00:00Z'), '2026-11-30T06:00:00.000Z', 'Friday 21:00 is Monday 7:00');
  });

  it('is the evening’s mail at 18:00, summer and winter, and that of Friday for who wants one a week', () => {
    assert.equal(due('evening', '2026-11-24T09:12:00Z'), '2026-11-24T17:00:00.000Z');
    assert.equal(due('evening', '2026-06-23T15:59:00Z'), '2026-06-23T16:00:00.000Z');
    assert.equal(due('evening', '2026-11-24T17:01:00Z'), '2026-11-25T17:00:00.000Z');
    assert.equal(due('weekly', '2026-11-24T09:12:00Z'), '2026-11-27T17:00:00.000Z');
    assert.equal(due('weekly', '2026-11-27T17:01:00Z'), '2026-12-04T17:00:00.000Z');
    assert.equal(due('evening', '2026-11-28T09:00:00Z'), '2026-11-30T06:00:00.000Z', 'Saturday’s evening is quiet');
  });

  it('is never for who wants peace on every day of the week', () => {
    assert.equal(due('now', '2026-11-24T09:12:00Z', { ...EVENING_HOURS, days: [1, 2, 3, 4, 5] }), undefined);
  });

  it('respects who wants more peace than their school', () => {
    assert.equal(due('evening', '2026-11-24T09:12:00Z', EVENING_HOURS), '2026-11-25T07:00:00.000Z');
    const wednesday = { ...EVENING_HOURS, days: [3] };
    assert.equal(due('now', '2026-11-24T17:30:00Z', wednesday), '2026-11-26T07:00:00.000Z');
    for (let hour = 0; hour < 24 * 9; hour += 1) {
      const at = new Date(Date.parse('2026-11-23T00:20:00Z') + hour * 3_600_000);
      const leaves = dueAt('now', policy, wednesday, at);
      assert.ok(leaves && leaves >= at && !isPeace(policy, wednesday, leaves), at.toISOString());
    }
  });
});

describe('how somebody is told', () => {
  const kind = { key: 'news.post', defaults: { mail: 'evening', push: false } } as const;
  it('is their choice for the kind, else the one for all, else what the kind proposes', () => {
    assert.deepEqual(waysOf(kind, new Map()), { mail: 'evening', isPushed: false });
    const all = new Map<string, Ways>([['*', { mail: 'weekly', isPushed: true }]]);
    assert.deepEqual(waysOf(kind, all), { mail: 'weekly', isPushed: true });
    assert.deepEqual(waysOf(kind, new Map<string, Ways>([...all, ['news.post', { mail: 'never', isPushed: false }]])), {
      mail: 'never',
      isPushed: false,
    });
  });
});
