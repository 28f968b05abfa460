import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { Merge, MergePart } from '../../platform/module.ts';

const columns: readonly PersonColumn[] = [
  { table: 'messaging.messages', column: 'author_id', key: ['id'] },
  { table: 'messaging.drafts', column: 'person_id', key: ['id'] },
  { table: 'messaging.absences', column: 'person_id', key: ['person_id'], once: { per: [] } },
  { table: 'messaging.absence_answers', column: 'person_id', key: ['author_id'], once: { per: ['author_id'] } },
  { table: 'messaging.absence_answers', column: 'author_id', key: ['person_id'], once: { per: ['person_id'] } },
  { table: 'messaging.class_modes', column: 'chosen_by', key: ['school_id', 'group_id'] },
  { table: 'messaging.group_lists', column: 'chosen_by', key: ['group_id'] },
  { table: 'messaging.decisions', column: 'decided_by', key: ['message_id'] },
  { table: 'messaging.folders', column: 'person_id', key: ['number'], once: { per: ['number'] } },
  { table: 'messaging.blocks', column: 'person_id', key: ['from_id'], once: { per: ['from_id'] } },
  { table: 'messaging.blocks', column: 'from_id', key: ['person_id'], once: { per: ['person_id'] } },
  { table: 'messaging.preferences', column: 'person_id', key: ['person_id'], once: { per: [] } },
];

/** Copies that became those of the record that stays: the ids of their messages. */
interface MovedCopies {
  readonly copies: readonly string[];
  readonly rows: unknown;
}

/** Mail follows the person; a message that both records received stays once with each until the merge is settled. */
export const mergePart: MergePart = {
  key: 'messaging',
  columns: ['messaging.recipients.person_id', ...columns.map(columnName)],
  async move({ db }, merge) {
    const copies = [...(await moveCopies(db, merge, 'filed')), ...(await moveCopies(db, merge, 'wide'))];
    return { copies, rows: await moveRows(db, columns, merge) } satisfies MovedCopies;
  },
  async undo(db, merge, moved) {
    const { copies, rows } = moved as MovedCopies;
    await giveBackRows(db, columns, merge, rows);
    await sql`
      update messaging.recipients set person_id = ${merge.from}::uuid
      where message_id = any(${[...copies]}::uuid[]) and person_id = ${merge.into}::uuid`.execute(db);
  },
  async settle(db, { from }) {
    await sql`delete from messaging.recipients where person_id = ${from}::uuid and not by_key`.execute(db);
  },
};

/** Gives the copies of `from` to `into`, those aside of messages that `into` received too. */
async function moveCopies(db: Db, { from, into }: Merge, which: 'filed' | 'wide'): Promise<string[]> {
  const condition =
    which === 'filed'
      ? sql`not c.by_key`
      : sql`c.message_id in (select w.message_id from messaging.wide w) and c.by_key`;
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      update messaging.recipients c set person_id = ${into}::uuid
      where c.person_id = ${from}::uuid and ${condition}
        and not exists (select from messaging.recipients o where o.message_id = c.message_id and o.person_id = ${into}::uuid)
      returning c.message_id as id`,
  );
  return rows.map(({ id }) => id);
}
