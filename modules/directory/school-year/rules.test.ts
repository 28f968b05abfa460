import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { isOfClosedYear } from '../rules.ts';
import { type FormerClass, nextLevel, propose, yearAhead, yearToPrepare } from './rules.ts';

const LEVEL: Readonly<Record<string, string>> = {
  PS: '1111',
  GS: '1113',
  CP: '1121',
  CE1: '1122',
  CE2: '1123',
  CM1: '1124',
  CM2: '1125',
  '6e': '2111',
  '3e': '2116',
};

/** A class with one pupil of each level named, called by class and level ("CP A/CP"). */
const a = (label: string, levels: readonly string[], teachers: readonly string[] = []): FormerClass => ({
  id: label,
  label,
  teachers,
  pupils: levels.map((level) => ({ id: `${label}/${level}`, levelCode: LEVEL[level] ?? null })),
});

const labels = (classes: readonly FormerClass[], kind: string): string[] =>
  propose(classes, kind).classes.map(({ label }) => label);
const placesOf = (classes: readonly FormerClass[], kind: string): Record<string, string> =>
  Object.fromEntries(
    propose(classes, kind).places.map(({ pupil, label, leaves }) => [pupil, leaves ? 'leaves' : (label ?? 'nowhere')]),
  );

test('an école goes up one level, its CM2 leave, and a CP stands again for those who come', () => {
  const école = [a('CP A', ['CP']), a('CE1 A', ['CE1']), a('CM2 A', ['CM2'])];
  deepEqual(labels(école, 'elementary'), ['CE1 A', 'CE2 A', 'CP A']);
  deepEqual(placesOf(école, 'elementary'), { 'CP A/CP': 'CE1 A', 'CE1 A/CE1': 'CE2 A', 'CM2 A/CM2': 'leaves' });
});

test('in a class of two levels each pupil goes by their own', () => {
  const école = [a('CP-CE1 Mme ROUX', ['CP', 'CE1']), a('CM1/CM2', ['CM1', 'CM2'])];
  deepEqual(labels(école, 'elementary'), ['CE1-CE2 Mme ROUX', 'CM2', 'CP Mme ROUX']);
  deepEqual(placesOf(école, 'elementary'), {
    'CP-CE1 Mme ROUX/CP': 'CE1-CE2 Mme ROUX',
    'CP-CE1 Mme ROUX/CE1': 'CE1-CE2 Mme ROUX',
    'CM1/CM2/CM1': 'CM2',
    'CM1/CM2/CM2': 'leaves',
  });
  deepEqual(
    propose(école, 'elementary').places.map(({ levelCode }) => levelCode),
    ['1122', '1123', '1125', null],
  );
});

test('GS leave a maternelle and stay in a primaire', () => {
  equal(nextLevel('1113', 'nursery'), null);
  equal(nextLevel('1113', 'primary'), '1121');
  deepEqual(placesOf([a('GS', ['GS'])], 'nursery'), { 'GS/GS': 'leaves' });
  deepEqual(placesOf([a('GS', ['GS'])], 'primary'), { 'GS/GS': 'CP' });
});

test('a name without a level stays; a pupil whose level nobody knows stays with the class', () => {
  const école = [a('Les coccinelles', ['CP', 'CM2', '?'])];
  deepEqual(labels(école, 'elementary'), ['Les coccinelles']);
  deepEqual(placesOf(école, 'elementary'), {
    'Les coccinelles/CP': 'Les coccinelles',
    'Les coccinelles/CM2': 'leaves',
    'Les coccinelles/?': 'Les coccinelles',
  });
});

test('classes of a collège go up by their first digit', () => {
  deepEqual(labels([a('6A', ['6e']), a('3e 2', ['3e'])], 'college'), ['5A', '6A']);
});

test('a teacher keeps the name of the class, not its pupils', () => {
  const { classes } = propose(
    [a('CP A', ['CP'], ['roux']), a('CE1 A', ['CE1'], ['petit']), a('CE2 A', ['CE2'], ['lopes'])],
    'elementary',
  );
  deepEqual(
    classes.map(({ label, teachers }) => [label, teachers]),
    [
      ['CE1 A', ['petit']],
      ['CE2 A', ['lopes']],
      ['CM1 A', []],
      ['CP A', ['roux']],
    ],
  );
});

test('a year is prepared from 1 June to 31 October, and named before and after', () => {
  deepEqual(
    ['2027-05-31', '2027-06-01', '2027-10-31', '2027-11-01'].map((day) => [yearToPrepare(day), yearAhead(day)]),
    [
      [null, 2027],
      [2027, 2027],
      [2027, 2027],
      [null, 2028],
    ],
  );
});

test('a group is of a closed year once it has ended and its year is over', () => {
  const former = { year: 2026, endsOn: '2027-09-01' };
  equal(isOfClosedYear(former, '2027-09-01'), true);
  equal(isOfClosedYear(former, '2027-08-31'), false);
  equal(isOfClosedYear({ year: 2026, endsOn: null }, '2027-09-01'), false);
  equal(isOfClosedYear({ year: 2026, endsOn: '2026-12-01' }, '2027-01-10'), false, 'a free group that ended this year');
});
