import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastDue, parseCron } from './cron.ts';

const utc = (text: string): Date => new Date(`${text}Z`);

/** Every moment a line is due between two instants, looking every ten minutes as a running product does. */
function runs(line: string, from: string, to: string): string[] {
  const parsed = parseCron(line);
  const found: string[] = [];
  let last = utc(from);
  for (let now = utc(from).getTime(); now <= utc(to).getTime(); now += 600_000) {
    const due = lastDue(parsed, last, new Date(now));
    if (!due) continue;
    found.push(due.toISOString().slice(0, 16));
    last = due;
  }
  return found;
}

describe('a recurring job', () => {
  it('runs at the same hour of the school’s clock in winter and in summer', () => {
    assert.deepEqual(runs('30 6 * * *', '2026-01-14T00:00', '2026-01-15T00:00'), ['2026-01-14T05:30']);
    assert.deepEqual(runs('30 6 * * *', '2026-07-14T00:00', '2026-07-15T00:00'), ['2026-07-14T04:30']);
  });

  it('runs once on the day the clocks go forward, even when its hour does not exist', () => {
    assert.deepEqual(runs('30 2 * * *', '2026-03-28T12:00', '2026-03-30T12:00'), [
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    assert.deepEqual(runs('0 3 * * *', '2026-03-28T12:00', '2026-03-29T12:00'), ['2026-03-29T01:00']);
  });

  it('runs once on the day the clocks go back, though its hour comes twice', () => {
    assert.deepEqual(runs('30 2 * * *', '2026-10-24T12:00', '2026-10-26T12:00'), [
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('keeps its pace through the change of clock when it runs every hour', () => {
    assert.deepEqual(runs('0 * * * *', '2026-10-24T23:30', '2026-10-25T02:30'), [
      '2026-10-25T00:00',
      '2026-10-25T01:00',
      '2026-10-25T02:00',
    ]);
  });

  it('knows the days of the school week', () => {
    assert.deepEqual(runs('0 7 * * 1-5', '2026-09-04T00:00', '2026-09-08T00:00'), [
      '2026-09-04T05:00',
      '2026-09-07T05:00',
    ]);
    assert.deepEqual(runs('0 7 * * 7', '2026-09-04T00:00', '2026-09-08T00:00'), ['2026-09-06T05:00']);
    assert.deepEqual(runs('0 0 1 9 *', '2026-08-30T00:00', '2026-09-03T00:00'), ['2026-08-31T22:00']);
  });

  it('is made up for once when the product was stopped, and left when a whole day went by', () => {
    const line = parseCron('0 3 * * *');
    assert.deepEqual(lastDue(line, utc('2026-01-10T00:00'), utc('2026-01-10T07:30')), utc('2026-01-10T02:00'));
    const weekly = parseCron('0 3 * * 0');
    assert.equal(lastDue(weekly, utc('2026-01-03T00:00'), utc('2026-01-07T00:00')), undefined);
  });

  it('is refused with the faulty field when its line is wrong', () => {
    assert.throws(() => parseCron('0 24 * * *'), /"24" is outside 0-23/);
    assert.throws(() => parseCron('0 3 * *'), /five fields/);
    assert.throws(() => parseCron('0 3 * * lundi'), /"lundi" is not understood/);
    assert.throws(() => parseCron('*/0 3 * * *'), /outside/);
  });
});
