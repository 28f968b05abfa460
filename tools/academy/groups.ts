import type { School, SchoolClass, TeachingGroup } from './model.ts';
import { LATIN, SECOND_LANGUAGES } from './subjects.ts';

/** The level digit that names groups: 6, 5, 4 or 3. */
export const yearDigit = (one: SchoolClass): number => 17 - (one.seats[0]?.rank ?? 11);

/**
 * The teaching groups of a collège: second languages and Latin by level from 5e on, and in 6e two half-classes of
 * practice per class, with a space in the code as schools type them. Needs the classes of the school; fills `groups`.
 */
export function planGroups(school: School): void {
  if (school.kind !== 'college') return;
  const groups: TeachingGroup[] = [];
  const add = (code: string, label: string, classes: SchoolClass[], subject: string) =>
    groups.push({ code, label, classes: classes.map((one) => one.code), subject });
  for (const digit of [6, 5, 4, 3]) {
    const classes = school.classes.filter((one) => yearDigit(one) === digit);
    if (classes.length === 0) continue;
    if (digit === 6) {
      for (const one of classes) {
        add(`${one.code} GR1`, `GROUPE ${one.code} GR1`, [one], '');
        add(`${one.code} GR2`, `GROUPE ${one.code} GR2`, [one], '');
      }
      add('6THÉÂTRE', 'ATELIER TH&Eacute;&Acirc;TRE', classes, '');
      continue;
    }
    for (let n = 1; n <= Math.max(1, Math.ceil(classes.length * 0.75)); n++)
      add(`${digit}ESP${n}`, `GROUPE ${digit}ESP${n}`, classes, SECOND_LANGUAGES.ESP.code);
    for (let n = 1; n <= Math.max(1, Math.ceil(classes.length * 0.2)); n++)
      add(`${digit}ALL${n}`, `GROUPE ${digit}ALL${n}`, classes, SECOND_LANGUAGES.ALL.code);
    if (classes.length >= 3) add(`${digit}ITA1`, `GROUPE ${digit}ITA1`, classes, SECOND_LANGUAGES.ITA.code);
    add(`${digit}LATIN`, `GROUPE ${digit}LATIN`, classes, LATIN.code);
  }
  school.groups = groups;
}
