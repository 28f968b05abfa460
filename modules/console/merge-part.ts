import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart } from '../../platform/module.ts';

const columns: readonly PersonColumn[] = [
  { table: 'console.saved_views', column: 'person_id', key: ['id'], once: { per: ['table_key', 'name'] } },
];

/** Saved filters follow their person when two records are merged. The audit stays as it was written. */
export const savedViewsPart: MergePart = {
  key: 'console',
  columns: [...columns.map(columnName), 'platform.audit_subjects.person_id'],
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};
