import { sql } from '../../platform/db/db.ts';
import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart } from '../../platform/module.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

const columns: readonly PersonColumn[] = [
  // Of two records of one person only the one that stays may be on its way out.
  { table: 'privacy.leaves', column: 'person_id', key: ['id'], aside: true },
  { table: 'privacy.holds', column: 'person_id', key: ['id'], once: { per: [], when: 'r.lifted_at is null' } },
  { table: 'privacy.requests', column: 'person_id', key: ['id'] },
  { table: 'privacy.requests', column: 'asked_by', key: ['id'] },
];

/** Requests and holds follow their person when two records are merged. What is archived stays as it was. */
export const privacyMergePart: MergePart = {
  key: 'privacy',
  columns: [...columns.map(columnName), 'archive.records.person_id'],
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** The way out of who left, what was asked of the data-protection officer, and the archive of what must stay. */
export const privacyPersonalData: PersonalDataPart = {
  key: 'privacy',
  columns: [
    { table: 'privacy.requests', column: 'person_id', fate: 'deleted' },
    { table: 'privacy.requests', column: 'asked_by', fate: 'deleted' },
    { table: 'privacy.requests', column: 'answered_by', fate: 'tombstone' },
    { table: 'privacy.leaves', column: 'person_id', fate: 'tombstone' },
    { table: 'privacy.leaves', column: 'chosen_by', fate: 'tombstone' },
    { table: 'privacy.holds', column: 'person_id', fate: 'by-hand' },
    { table: 'privacy.holds', column: 'placed_by', fate: 'tombstone' },
    { table: 'privacy.holds', column: 'lifted_by', fate: 'tombstone' },
    { table: 'archive.records', column: 'person_id', fate: 'kept' },
  ],
  things: [
    {
      key: 'leaves',
      query: (personId) => sql`
        select left_on, erase_on, disabled_at, choice, chosen_at, returned_at from privacy.leaves
        where person_id = ${personId}::uuid order by left_on desc, id`,
    },
    {
      key: 'requests',
      query: (personId) => sql`
        select kind, words, asked_at, answered_at, answer from privacy.requests
        where person_id = ${personId}::uuid order by asked_at desc, id`,
    },
  ],
  words,
  withheld: (persons) => sql<{ person_id: string }>`
    (select h.person_id from privacy.holds h where h.lifted_at is null and h.person_id = any(${[...persons]}::uuid[]))`,
  // Lifted ones only: who is held is not erased.
  async erase(db, { persons, at }) {
    await sql`delete from privacy.holds where person_id = any(${[...persons]}::uuid[])`.execute(db);
    await sql`
      update privacy.leaves set erased_at = ${at}
      where person_id = any(${[...persons]}::uuid[]) and returned_at is null and erased_at is null`.execute(db);
  },
};
