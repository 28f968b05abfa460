import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { classPlace, labelsOf, personsById } from '../../directory/index.ts';
import { attachmentsOf } from '../../files/index.ts';
import { NOTIFICATION } from '../notices.ts';
import { classWritingPolicy } from './policy.ts';
import { type ClassMode, usualMode } from './rules.ts';

export interface WritingClass {
  readonly id: string;
  readonly label: string;
  readonly schoolId: string;
  readonly school: string;
  readonly mode: ClassMode;
  /** Who chose the mode; null where the usual one holds. */
  readonly chosenBy: string | null;
}

/** The class, for who reads what its pupils write. @throws Refusal not found */
export async function findWritingClass({ db, actor }: SessionContext, groupId: string): Promise<WritingClass> {
  const row = await firstOf(
    db,
    sql<Omit<WritingClass, 'mode'> & { mode: ClassMode | null }>`
      select g.id, g.label, g.school_id as "schoolId", g.school, c.mode, p.name as "chosenBy"
      from (${classPlace(actor.today, groupId)}) as g
      left join messaging.class_modes c on c.school_id = g.school_id and c.group_id = g.id
      left join (${personsById}) as p on p.person_id = c.chosen_by`,
  );
  if (!row || !classWritingPolicy.can(actor, 'read', { circleId: row.id, schoolId: row.schoolId })) notFound();
  const stage = actor.places.find(({ schoolId }) => schoolId === row.schoolId)?.stage ?? 'nursery';
  return { ...row, mode: row.mode ?? usualMode(stage) };
}

interface WrittenRow {
  readonly id: string;
  readonly author: string;
  readonly names: string[];
  readonly audiences: string[];
  readonly subject: string;
  readonly body: RichText;
  readonly writtenAt: Date;
  readonly state: 'waiting' | 'held' | 'sent' | 'cancelled' | 'refused';
  readonly words: string;
}

const PAGE = 20;

/** What the pupils of a class wrote, the newest first. Hidden ones are with the moderation. */
export async function writingsOf(
  { db, locale }: Pick<SessionContext, 'db' | 'locale'>,
  { id, schoolId }: Pick<WritingClass, 'id' | 'schoolId'>,
  before: string | undefined,
) {
  const mark = readMarkWithId(before, 2);
  const rows = await pageOf(db, { id, schoolId }, mark);
  const labels = await labelsOf(
    db,
    rows.flatMap(({ audiences }) => audiences),
    locale,
  );
  const page = rows.slice(0, PAGE);
  const files = await attachmentsOf(
    db,
    NOTIFICATION,
    page.map((row) => row.id),
  );
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    messages: page.map(({ names, audiences, ...row }) => ({
      ...row,
      to: [...names, ...audiences.flatMap((key) => labels.get(key) ?? [])].join(', '),
      files: files.get(row.id) ?? [],
    })),
    older: last ? writeMark([last.writtenAt.toISOString(), last.id]) : null,
  };
}

const pageOf = (
  db: Db,
  { id, schoolId }: Pick<WritingClass, 'id' | 'schoolId'>,
  mark: readonly string[] | undefined,
): Promise<WrittenRow[]> =>
  rowsOf(
    db,
    sql<WrittenRow>`
      select m.id, p.name as author, m.to_audiences as audiences, m.subject, m.body, w.written_at as "writtenAt", m.state,
             coalesce(d.words, '') as words,
             array(select t.name from (${personsById}) as t where t.person_id = any(m.to_persons) order by t.sort_name, t.person_id) as names
      from messaging.pupil_messages w
      join messaging.messages m on m.id = w.message_id and m.hidden_at is null
      join (${personsById}) as p on p.person_id = m.author_id
      left join messaging.decisions d on d.message_id = m.id
      where w.school_id = ${schoolId}::uuid and w.circle_id = ${id}::uuid
        ${mark ? sql`and (w.written_at, w.message_id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``}
      order by w.written_at desc, w.message_id desc limit ${sql.lit(PAGE + 1)}`,
  );
