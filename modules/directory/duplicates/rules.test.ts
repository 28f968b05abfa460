import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { certainty, type Likeness, likeness, weights } from './rules.ts';

const record = (given: Partial<Likeness> = {}): Likeness => ({
  familyName: 'LEFÈVRE',
  givenName: 'Anne-Lise',
  birthDate: null,
  ine: null,
  email: null,
  mobile: null,
  childIds: [],
  ...given,
});

test('the same number of a pupil settles it, another one excludes it', () => {
  equal(likeness(record({ ine: '1' }), record({ ine: '1' })).score, 100);
  equal(
    likeness(record({ ine: '1', birthDate: '2016-01-01' }), record({ ine: '2', birthDate: '2016-01-01' })).score,
    0,
  );
});

test('names are compared without accents, hyphens and capitals', () => {
  const same = likeness(
    record({ birthDate: '2016-01-01' }),
    record({ familyName: 'Lefevre', givenName: 'anne lise', birthDate: '2016-01-01' }),
  );
  deepEqual(same.signs, ['same-birth']);
  equal(certainty(same.score), 'likely');
});

test('a mother known by two files: same name, same child, same mail', () => {
  const left = record({ childIds: ['c', 'd'], email: 'A@exemple.invalid' });
  const { score, signs } = likeness(left, record({ childIds: ['d'], email: 'a@exemple.invalid' }));
  deepEqual(signs, ['same-name', 'same-child', 'same-mail']);
  equal(certainty(score), 'sure');
});

test('twins are not one child, nor are two parents who share an address', () => {
  const twins = likeness(record({ birthDate: '2016-01-01' }), record({ givenName: 'Marc', birthDate: '2016-01-01' }));
  deepEqual(twins.signs, ['other-name']);
  const parents = likeness(
    record({ childIds: ['c'], email: 'famille@exemple.invalid' }),
    record({ givenName: 'Marc', childIds: ['c'], email: 'famille@exemple.invalid' }),
  );
  ok(certainty(parents.score) !== 'sure');
});

test('the score is the sum of its signs, kept between 0 and 100', () => {
  for (const [left, right] of [
    [record({ ine: '1', birthDate: '2016-01-01' }), record({ ine: '1', birthDate: '2016-01-01' })],
    [record(), record({ familyName: 'AUTRE', birthDate: '2010-01-01' })],
  ] as const) {
    const { score, signs } = likeness(left, right);
    const sum = signs.reduce((total, sign) => total + weights[sign], 0);
    equal(score, Math.max(0, Math.min(100, sum)));
    deepEqual(likeness(right, left), { score, signs });
  }
});
