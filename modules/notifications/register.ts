import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart, Module } from '../../platform/module.ts';
import { hoursRoutes } from './hours/routes.ts';
import { texts as hoursTexts } from './hours/texts.ts';
import { manifest } from './module.ts';
import { notificationsPersonalData } from './personal-data.ts';
import { platformHoursPolicy, schoolHoursPolicy } from './quiet-hours/policy.ts';
import { refusalTexts } from './quiet-hours/texts-refusals.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';

const columns: readonly PersonColumn[] = [
  { table: 'notifications.quiet_hours', column: 'person_id', key: ['person_id'], once: { per: [] } },
];

/** The hours of the record that stays hold; it takes those of the other where it has none. */
const mergePart: MergePart = {
  key: 'notifications',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** What notifications give to the house. */
export const notificationsModule: Module = {
  manifest,
  routes: hoursRoutes,
  policies: [schoolHoursPolicy, platformHoursPolicy],
  rightsTexts,
  actTexts,
  refusalTexts: {
    fr: { ...hoursTexts.fr.refused, ...refusalTexts.fr },
    en: { ...hoursTexts.en.refused, ...refusalTexts.en },
  },
  mergeParts: [mergePart],
  personalData: notificationsPersonalData,
};
