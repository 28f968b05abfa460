import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { guardiansWithAccess, pupilsOfPlace } from '../../directory/index.ts';
import type { Question } from './rules.ts';

/** Gives each legal guardian with access their copy, child by child; who has theirs keeps it. `which`: condition on `n`. */
export async function deliverCopies(
  db: Db,
  which: RawBuilder<unknown>,
  now: Date,
  today: string,
): Promise<Delivered[]> {
  return rowsOf(
    db,
    sql<Delivered>`
      insert into liaison.copies (school_id, note_id, pupil_id, guardian_id, delivered_at)
      select np.school_id, np.note_id, np.pupil_id, g.adult_id, ${now}
      from liaison.notes n
      join liaison.note_pupils np on np.school_id = n.school_id and np.note_id = n.id and np.left_at is null
      cross join lateral (${guardiansWithAccess(sql`np.pupil_id`, today)} offset 0) as g
      where ${which}
      on conflict do nothing
      returning note_id as "noteId", guardian_id as "guardianId", pupil_id as "pupilId"`,
  );
}

export interface Delivered {
  readonly noteId: string;
  readonly guardianId: string;
  readonly pupilId: string;
}

/** SQL query: the pupils of the place of the note `n`, as they are that day. */
const pupilsOfNote = (today: string): RawBuilder<unknown> =>
  pupilsOfPlace(
    { school: sql`n.school_id`, group: sql`n.group_id`, afterSchool: sql`(n.audience = 'after-school')` },
    today,
  );

/** SQL condition on `n`: it still waits for answers, or was published not long ago. */
const isOpen = (today: string): RawBuilder<unknown> => sql`(n.withdrawn_at is null and (
  n.due_on >= ${today}::date or (n.due_on is null and n.publish_at > ${today}::date - interval '60 days')))`;

/**
 * Brings open notes in line with the classes and families of the day: pupils who came later are added, those who left are no longer waited
 * for, guardians who came later get their copy. Run twice it does the same as once.
 * @returns the copies that are new
 */
export async function followClasses(
  db: Db,
  { schoolId, now, today }: { readonly schoolId: string | null; readonly now: Date; readonly today: string },
): Promise<Delivered[]> {
  const which = sql`${isOpen(today)} and ${schoolId ? sql`n.school_id = ${schoolId}::uuid` : sql`true`}`;
  await sql`
    update liaison.note_pupils np set left_at = case when here.is_here then null else ${now}::timestamptz end
    from liaison.notes n
    cross join lateral (select np2.pupil_id, exists (
        select 1 from (${pupilsOfPlace(
          {
            school: sql`n.school_id`,
            group: sql`(case when n.audience = 'chosen' then null else n.group_id end)`,
            afterSchool: sql`false`,
          },
          today,
        )}) as pp where pp.pupil_id = np2.pupil_id) as is_here
      from liaison.note_pupils np2 where np2.school_id = n.school_id and np2.note_id = n.id) as here
    where np.school_id = n.school_id and np.note_id = n.id and np.pupil_id = here.pupil_id
      and (np.left_at is null) <> here.is_here and ${which}`.execute(db);
  await sql`
    insert into liaison.note_pupils (school_id, note_id, pupil_id, added_at)
    select n.school_id, n.id, pp.pupil_id, ${now}
    from liaison.notes n cross join lateral (${pupilsOfNote(today)} offset 0) as pp
    where n.audience <> 'chosen' and ${which}
    on conflict do nothing`.execute(db);
  return deliverCopies(db, which, now, today);
}

/** A text of a note as it is kept. */
export interface WrittenText {
  readonly title: string;
  readonly words: RichText;
  readonly plain: string;
  readonly questions: readonly Question[];
  readonly digest: string;
}

/** Keeps a text of a note. */
export const keepText = (
  db: Db,
  note: { readonly schoolId: string; readonly id: string; readonly version: number },
  text: WrittenText,
  by: { readonly personId: string; readonly now: Date },
): Promise<unknown> =>
  sql`insert into liaison.note_versions (school_id, note_id, version, title, words, plain, questions, digest, written_by, written_at)
      values (${note.schoolId}, ${note.id}, ${note.version}, ${text.title}, ${JSON.stringify(text.words)}::jsonb, ${text.plain},
              ${JSON.stringify(text.questions)}::jsonb, ${text.digest}, ${by.personId}, ${by.now})`.execute(db);
