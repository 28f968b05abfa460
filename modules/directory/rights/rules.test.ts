import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { type Duty, duties } from '../actor.ts';
import { dayAfter, dayBefore, holdsAll } from './rules.ts';

const SCHOOL = 's';
const held = (given: { duties: Duty[]; groupId?: string; endsOn?: string }) => ({
  kind: 'delegate' as const,
  schoolId: SCHOOL,
  duties: given.duties,
  groupId: given.groupId ?? null,
  endsOn: given.endsOn ?? null,
});

test('a delegate gives what they hold, for the same people and no longer', () => {
  const own = [held({ duties: ['rights', 'people'], endsOn: '2027-07-01' })];
  const wanted = { duties: ['people'] as Duty[], groupId: null, endsOn: '2027-07-01' };
  ok(holdsAll(own, SCHOOL, wanted));
  equal(holdsAll(own, SCHOOL, { ...wanted, endsOn: null }), false, 'no longer');
  equal(holdsAll(own, SCHOOL, { ...wanted, endsOn: '2027-07-02' }), false, 'not a day longer');
  equal(holdsAll(own, SCHOOL, { ...wanted, duties: ['people', 'codes'] }), false, 'nothing else');
  equal(holdsAll(own, 'another', wanted), false, 'nowhere else');
  ok(holdsAll(own, SCHOOL, { ...wanted, groupId: 'c' }), 'less is allowed');
});

test('without the right to give, nothing is given', () => {
  equal(holdsAll([held({ duties: ['people'] })], SCHOOL, { duties: ['people'], groupId: null, endsOn: null }), false);
});

test('whatever is held and wanted, what may be given adds nothing to what is held', () => {
  let state = 11;
  const roll = (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % sides;
  };
  const some = (): Duty[] => duties.filter(() => roll(2) === 0);
  const ends = [null, '2027-01-01', '2027-07-01', '2028-01-01'];
  const groups = [null, 'a', 'b'];
  let given = 0;
  for (let turn = 0; turn < 20_000; turn += 1) {
    const own = Array.from({ length: roll(4) }, () => ({
      ...held({ duties: some() }),
      groupId: groups[roll(3)] ?? null,
      endsOn: ends[roll(4)] ?? null,
    }));
    const wanted = { duties: some(), groupId: groups[roll(3)] ?? null, endsOn: ends[roll(4)] ?? null };
    if (!holdsAll(own, SCHOOL, wanted)) continue;
    given += 1;
    for (const duty of wanted.duties)
      for (const day of ['2026-12-31', '2027-06-30', '2027-12-31', '2030-01-01'])
        for (const group of wanted.groupId === null ? groups : [wanted.groupId]) {
          const reached = wanted.endsOn === null || day < wanted.endsOn;
          const mine = own.some(
            (one) =>
              one.duties.includes(duty) &&
              (one.groupId === null || one.groupId === group) &&
              (one.endsOn === null || day < one.endsOn),
          );
          ok(!reached || mine, `${duty} for ${group} on ${day}`);
        }
  }
  ok(given > 200, `tried ${given} times`);
});

test('days before and after', () => {
  equal(dayAfter('2026-12-31'), '2027-01-01');
  equal(dayBefore('2027-03-01'), '2027-02-28');
});
