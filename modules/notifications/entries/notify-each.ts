import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { firstWords, type ToldFact, titleOf } from './fact.ts';
import { TOLD } from './notify.ts';
import { topicsOfReaders } from './topics.ts';

/** Something told to few persons, by their ids, for the first time. */
export type OwnFact = Omit<ToldFact, 'to'> & { readonly persons: readonly string[] };

/**
 * Tells many things at once, each to its own persons: what hundreds write to one another in the same second costs one statement, not some
 * each. A subject that was told before is left as it is.
 */
export async function notifyEach(tx: Transaction, facts: readonly OwnFact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({
    id: newId(),
    subject: fact.subject,
    kind: fact.kind,
    school_id: fact.schoolId,
    href: fact.href,
    title: titleOf(fact.title),
    words: firstWords(fact.words),
    author_id: fact.author?.id ?? null,
    author_name: fact.author?.name ?? null,
    urgent: fact.urgent ?? null,
    is_todo: fact.todo ?? false,
    due_on: fact.dueOn ?? null,
    published_at: fact.publishAt,
    expires_at: fact.expiresAt ?? null,
    is_counted: !fact.isCountedElsewhere,
    persons: [...new Set(fact.persons)],
  }));
  const told = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      with given as materialized (
        select g.* from json_to_recordset(${JSON.stringify(rows)}::json) as g (
          id uuid, subject text, kind text, school_id uuid, href text, title text, words text, author_id uuid, author_name text, urgent text,
          is_todo boolean, due_on date, published_at timestamptz, expires_at timestamptz, is_counted boolean, persons uuid[])
      ), written as (
        insert into notifications.entries
          (id, subject, kind, school_id, href, title, words, author_id, author_name, urgent, is_todo, due_on, published_at, expires_at)
        select g.id, g.subject, g.kind, g.school_id, g.href, g.title, g.words, g.author_id, g.author_name, g.urgent, g.is_todo, g.due_on,
               g.published_at, g.expires_at
        from given g order by g.subject
        on conflict (subject) do nothing
        returning id
      ), told as (
        insert into notifications.recipients (entry_id, person_id, published_at, is_counted, is_todo)
        select g.id, p.id, g.published_at, g.is_counted, g.is_todo
        from given g join written w on w.id = g.id cross join unnest(g.persons) as p (id)
        order by g.id, p.id
      )
      select id from written order by id`,
  );
  if (told.length === 0) return;
  const entryIds = told.map(({ id }) => id);
  const isTold = new Set(entryIds);
  tx.changed(...topicsOfReaders([...new Set(rows.flatMap(({ id, persons }) => (isTold.has(id) ? persons : [])))]));
  await tx.emit({ name: TOLD, payload: { entryIds } });
}
