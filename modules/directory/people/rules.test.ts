import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fieldState, isBirthDate, isDepartureDay, normalPhone, typedDay } from './rules.ts';

const academy = { source: '10-1D', category: 'pupil', values: { family_name: 'DIALLO' }, deliveredOn: '2026-11-20' };

test('the academy’s word is locked, what it does not say is the school’s to fill', () => {
  deepEqual(fieldState('familyName', 'DIALLO', {}, [academy]), {
    value: 'DIALLO',
    owner: 'academy',
    locked: true,
    source: '10-1D',
    deliveredOn: '2026-11-20',
    academyValue: 'DIALLO',
  });
  equal(fieldState('email', null, {}, [academy]).locked, false);
  equal(fieldState('email', 'a@exemple.invalid', { email: 'school' }, [academy]).owner, 'school');
});

test('a value that the school chose stays open, the academy’s own beside it', () => {
  const state = fieldState('familyName', 'DIALLO-ROUX', { family_name: 'school' }, [academy]);
  deepEqual([state.locked, state.owner, state.academyValue], [false, 'school', 'DIALLO']);
});

test('with no living source nothing is locked', () => {
  equal(fieldState('familyName', 'DIALLO', {}, []).locked, false);
});

test('a day is read in both ways of writing it, and only when there is such a day', () => {
  equal(typedDay('14/03/2016'), '2016-03-14');
  equal(typedDay('2016-03-14'), '2016-03-14');
  equal(typedDay('31/02/2016'), undefined);
  equal(typedDay('2016-13-01'), undefined);
  equal(typedDay('hier'), undefined);
});

test('whatever is typed, what is read as a day is one', () => {
  let state = 7;
  const roll = (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % sides;
  };
  const signs = '0123456789-/. a';
  let read = 0;
  for (let turn = 0; turn < 20_000; turn += 1) {
    const free = Array.from({ length: 1 + roll(12) }, () => signs[roll(signs.length)]).join('');
    const near = `${roll(40)}/${roll(15)}/${1850 + roll(300)}`;
    const day = typedDay(turn % 2 ? free : near);
    if (day === undefined) continue;
    read += 1;
    equal(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10), day);
  }
  ok(read > 1000, 'many of them were days');
});

test('a phone number keeps one form, however it was written', () => {
  for (const typed of ['06 00 99 00 11', '06.00.99.00.11', '+33 6 00 99 00 11', '0033600990011'])
    equal(normalPhone(typed), '+33600990011');
  equal(normalPhone('12'), undefined);
  equal(normalPhone('le matin'), undefined);
});

test('nobody is born tomorrow, and nobody leaves in ten years', () => {
  equal(isBirthDate('2026-11-25', '2026-11-24'), false);
  equal(isBirthDate('1850-01-01', '2026-11-24'), false);
  equal(isBirthDate('2026-11-24', '2026-11-24'), true);
  equal(isDepartureDay('2026-12-18', '2026-11-24'), true);
  equal(isDepartureDay('2036-12-18', '2026-11-24'), false);
});
