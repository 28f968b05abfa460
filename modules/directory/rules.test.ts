import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { phoneInPairs } from '../../platform/texts/phone.ts';
import { foldName, functionInWords, schoolYearLabel, schoolYearOf, sortName } from './rules.ts';

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

test('a French number is written in pairs, another one as it came', () => {
  deepEqual(['+33465710012', '0465710012', '04 65 71 00 12', '+41 22 555 00 11', '3018'].map(phoneInPairs), [
    '04 65 71 00 12',
    '04 65 71 00 12',
    '04 65 71 00 12',
    '+41 22 555 00 11',
    '3018',
  ]);
});

test('a function says more than the role or is left out, and never shouts', () => {
  equal(functionInWords('Direction', 'DIRECTION'), 'Direction');
  equal(functionInWords('Personnel', 'SANS OBJET'), 'Personnel');
  equal(functionInWords('Personnel', null), 'Personnel');
  equal(functionInWords('CDI, documentation', 'Documentation'), 'CDI, documentation');
  equal(functionInWords('Vie scolaire', "ASSISTANT D'EDUCATION"), 'Vie scolaire · Assistant d’éducation');
  equal(functionInWords('Personnel', 'Infirmière'), 'Personnel · Infirmière');
});
