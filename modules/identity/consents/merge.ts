import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../../platform/merge/rows.ts';
import type { MergePart } from '../../../platform/module.ts';

const IN_FORCE = 'r.replaced_at is null';

const columns: readonly PersonColumn[] = [
  {
    table: 'identity.consents',
    column: 'person_id',
    key: ['id'],
    once: { per: ['author_id', 'relying_party_id'], when: IN_FORCE },
  },
  {
    table: 'identity.consents',
    column: 'author_id',
    key: ['id'],
    once: { per: ['person_id', 'relying_party_id'], when: IN_FORCE },
  },
  {
    table: 'identity.reuse_answers',
    column: 'person_id',
    key: ['id'],
    once: { per: ['request_id'], when: IN_FORCE },
  },
];

/** Consents, and answers to municipal services, follow the person when two records are merged. */
export const answersMergePart: MergePart = {
  key: 'identity-answers',
  columns: columns.map(columnName),
  move: (db, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};
