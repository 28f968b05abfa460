import { tie } from './adults.ts';
import { depart } from './demo-family.ts';
import type { Settling } from './families.ts';
import { level } from './levels.ts';
import type { Family } from './model.ts';

/**
 * Leaves behind, for some pupils of 6e who have a younger brother or sister in an école, the record they had there: the
 * delivery of the first degree forgets late. That record carries the INE and the parents under their other numbers.
 */
export function leaveRecords(families: Family[], share: number, settling: Settling): void {
  for (const family of families) {
    const younger = family.children.find((one) => one.school.degree === 1 && one.school.kind !== 'maternelle');
    const gone = family.children.find((one) => one.level.code === '6EME' && one.ine !== '');
    if (!younger || !gone || !settling.random.chance(share)) continue;
    const seat = { school: younger.school, group: undefined, level: level('CM2') };
    const record = depart(gone, seat, `${settling.schoolYear}-07-04`, settling.ids.next(1, 'pupil'));
    for (const one of gone.relations) tie(record, one.adult, one.tie, one, settling.ids);
    family.departed.push(record);
  }
}
