import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart } from '../../platform/module.ts';

const columns: readonly PersonColumn[] = [
  { table: 'portal.pins', column: 'person_id', key: ['key'], once: { per: ['key'] } },
];

/** Shortcuts follow their person when two records are merged. */
export const pinsPart: MergePart = {
  key: 'portal',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};
