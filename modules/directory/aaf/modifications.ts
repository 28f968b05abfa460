import type { ImportConnection } from './connection.ts';
import type { Finding } from './finding.ts';
import { faultOf, Grammar } from './grammar.ts';
import type { Modification } from './parse-file.ts';
import type { PlanFrame } from './plan-frame.ts';
import type { Category, FeedRecord } from './record.ts';
import { type StagedTable, stageRecord } from './staged-rows.ts';
import { copyRows } from './staging.ts';

/**
 * Lays the delivery's modifications over what the delivery itself or the directory holds of each object, and stages the result as
 * if it had come whole. One whose object nobody knows is set aside.
 */
export async function stageModifications(frame: PlanFrame, modifications: readonly Modification[]): Promise<void> {
  if (modifications.length === 0) return;
  const rows = new Rows();
  const byCategory = new Map<Category, Map<string, Modification[]>>();
  for (const one of [...modifications].sort((a, b) => a.file - b.file || a.line - b.line)) {
    const byId = byCategory.get(one.category) ?? new Map<string, Modification[]>();
    byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
    byCategory.set(one.category, byId);
  }
  for (const [category, byId] of byCategory) {
    const bases = await basesOf(frame, category, [...byId.keys()]);
    const restaged: string[] = [];
    for (const [id, changes] of byId) {
      const [first] = changes;
      const base = bases.get(id);
      if (!first) continue;
      const at = { file: frame.files[first.file] ?? '', line: first.line };
      if (!base) {
        frame.find({ severity: 'quarantine', code: 'modification-unknown', objectId: id, ...at });
        continue;
      }
      const find = (finding: Omit<Finding, 'file'>): void => frame.find({ ...finding, file: at.file });
      const grammar = new Grammar(frame.degree, category, find);
      for (const change of changes) grammar.lay(base.record, category, change.changes, change);
      const fault = faultOf(category, base.record);
      if (fault) {
        frame.find({
          severity: 'quarantine',
          code: fault.code,
          objectId: id,
          ...at,
          ...(fault.details ? { details: fault.details } : {}),
        });
        continue;
      }
      if (base.staged) restaged.push(id);
      stageRecord(frame, category, id, first, base.record, rows.emit);
    }
    await unstage(frame.connection, category, restaged);
  }
  await rows.store(frame.connection);
}

/**
 * Stages again, from what the directory holds, the objects whose missing end this delivery brings: a delta need not repeat a pupil
 * whose guardian comes a day later.
 */
export async function stageWaiting(frame: PlanFrame): Promise<void> {
  const waiting = await frame.connection.rows<{ category: Category; source_id: string; attributes: FeedRecord }>(
    `select distinct on (s.category, s.source_id) s.category, s.source_id, s.attributes
     from directory.pending_links l
     join directory.person_sources s on s.source = l.source and s.category = l.category and s.source_id = l.source_id
     where l.source = :source and s.gone_on is null
       and not exists (select from directory_import.people p where p.category = s.category and p.source_id = s.source_id)
       and not exists (select from directory_import.deletions d where d.category = s.category and d.source_id = s.source_id)
       and (l.target = 'guardian' and exists (
              select from directory_import.people p where p.category = 'guardian' and p.source_id = l.target_id)
         or l.target = 'group' and exists (
              select from directory_import.groups g where g.school || '$' || g.kind || '$' || g.code = l.target_id))
     order by s.category, s.source_id`,
    { source: frame.source },
  );
  const rows = new Rows();
  for (const { category, source_id, attributes } of waiting) {
    stageRecord(frame, category, source_id, { file: -1, line: 0 }, attributes, rows.emit);
  }
  await rows.store(frame.connection);
}

class Rows {
  readonly #rows = new Map<StagedTable, string[]>();

  readonly emit = (table: StagedTable, row: string): void => {
    const rows = this.#rows.get(table);
    if (rows) rows.push(row);
    else this.#rows.set(table, [row]);
  };

  async store(connection: ImportConnection): Promise<void> {
    for (const [table, rows] of this.#rows) await copyRows(connection, table, Buffer.from(rows.join('')));
  }
}

interface Base {
  readonly record: FeedRecord;
  /** It comes from this very delivery. */
  readonly staged: boolean;
}

async function basesOf(
  { connection, source }: PlanFrame,
  category: Category,
  ids: readonly string[],
): Promise<Map<string, Base>> {
  const bases = new Map<string, Base>();
  const values = { source, category, ids };
  type Row = { id: string; attributes: FeedRecord };
  /** What the directory holds already was staged without its content. */
  type Staged = { id: string; attributes: FeedRecord | null };
  const isPerson = category === 'pupil' || category === 'guardian' || category === 'staff';
  const held = isPerson
    ? `select source_id as id, attributes from directory.person_sources
       where source = :source and category = :category and source_id = any (:ids) and gone_on is null`
    : category === 'school'
      ? `select source_id as id, attributes from directory.schools where source = :source and source_id = any (:ids)`
      : `select code as id, attributes from directory.${category}s where source = :source and code = any (:ids)`;
  const staged = isPerson
    ? `select source_id as id, attributes from directory_import.people where category = :category and source_id = any (:ids)`
    : category === 'school'
      ? `select source_id as id, attributes from directory_import.schools where source_id = any (:ids)`
      : `select code as id, attributes from directory_import.terms where kind = :category and code = any (:ids)`;
  for (const { id, attributes } of await connection.rows<Row>(held, values))
    bases.set(id, { record: attributes, staged: false });
  for (const { id, attributes } of await connection.rows<Staged>(staged, values)) {
    const record = attributes ?? bases.get(id)?.record;
    if (record) bases.set(id, { record, staged: true });
  }
  return bases;
}

async function unstage(connection: ImportConnection, category: Category, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const tables: readonly (readonly [string, string])[] =
    category === 'pupil'
      ? [
          ['enrolments', 'pupil = any (:ids)'],
          ['kinships', 'pupil = any (:ids)'],
          ['memberships', "category = 'pupil' and person = any (:ids)"],
        ]
      : category === 'staff'
        ? [
            ['functions', 'person = any (:ids)'],
            ['memberships', "category = 'staff' and person = any (:ids)"],
          ]
        : category === 'school'
          ? [
              ['schools', 'source_id = any (:ids)'],
              ['groups', 'school = any (:ids)'],
            ]
          : category === 'guardian'
            ? []
            : [['terms', 'kind = :category and code = any (:ids)']];
  for (const [table, condition] of tables) {
    await connection.run(`delete from directory_import.${table} where ${condition}`, { ids, category });
  }
  if (category === 'pupil' || category === 'guardian' || category === 'staff') {
    await connection.run(`delete from directory_import.people where category = :category and source_id = any (:ids)`, {
      ids,
      category,
    });
  }
}
