import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInWords, instantInWords, weekdayInWords } from './days.ts';

test('the first of a month is said as one says it, in each language', () => {
  assert.equal(dayInWords('2027-09-01', 'fr'), '1er septembre 2027');
  assert.equal(dayInWords('2027-09-11', 'fr'), '11 septembre 2027');
  assert.equal(dayInWords('2027-09-01', 'en'), '1 September 2027');
  assert.equal(weekdayInWords('2026-12-01', 'fr'), 'mardi 1er décembre');
  assert.equal(instantInWords(new Date('2027-01-01T08:05:00Z'), 'fr'), '1er janvier 2027 à 09:05');
});
