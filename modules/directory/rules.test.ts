import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { foldName, schoolYearLabel, schoolYearOf, sortName } from './rules.ts';

test('a name is sorted and searched without capitals, accents, apostrophes or hyphens', () => {
  equal(sortName("D'ARCANGELO-ŒUVRARD", 'Anne-Lise'), 'd arcangelo oeuvrard anne lise');
  equal(sortName('Ñandú', null), 'nandu');
  deepEqual(['N’Guessan', 'Łukasz', '  DE  LA  TOUR ', 'Çelik'].map(foldName), [
    'n guessan',
    'lukasz',
    'de la tour',
    'celik',
  ]);
});

test('an August delivery already belongs to the coming year, the last day of July to the past one', () => {
  equal(schoolYearOf('2026-07-31'), 2025);
  equal(schoolYearOf('2026-08-01'), 2026);
  equal(schoolYearOf('2027-01-04'), 2026);
  equal(schoolYearLabel(2026), '2026-2027');
});
