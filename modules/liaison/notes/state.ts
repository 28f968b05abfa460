import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import { guardiansWithAccess } from '../../directory/index.ts';

/*
 * What a note has come to for a child, in one place. The conditions stand on the aliases `n` (liaison.notes) and `np` (liaison.note_pupils)
 * and are about the text in force.
 */

/** SQL condition on `a` (liaison.answers): an answer in force to the text in force, for that child. */
const answersHere = sql`a.school_id = n.school_id and a.note_id = n.id and a.version = n.version and a.pupil_id = np.pupil_id
  and a.replaced_at is null`;

/** SQL condition: somebody answered so; `narrow` in terms of `a`. */
const answered = (narrow: RawBuilder<unknown> = sql`true`): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from liaison.answers a where ${answersHere} and ${narrow} offset 0)`;

/** SQL condition: that guardian (a column) answered. */
export const answeredBy = (guardian: RawBuilder<unknown>): RawBuilder<boolean> =>
  answered(sql`a.guardian_id = ${guardian}`);

const onPaper = (narrow: RawBuilder<unknown> = sql`true`): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from liaison.paper_returns pa
  where pa.school_id = n.school_id and pa.note_id = n.id and pa.version = n.version and pa.pupil_id = np.pupil_id
    and pa.undone_at is null and ${narrow} offset 0)`;

/**
 * SQL expression: `refused` when somebody refused, on paper too; `signed` when it came back on paper, or when those signed whom the rule
 * asks for; else `seen` when a guardian opened this text, else `waiting`.
 */
export const pupilState = (today: string): RawBuilder<'waiting' | 'seen' | 'signed' | 'refused'> => sql<
  'waiting' | 'seen' | 'signed' | 'refused'
>`(case
  when ${answered(sql`a.outcome = 'refused'`)} or ${onPaper(sql`pa.outcome = 'refused'`)} then 'refused'
  when ${onPaper()} then 'signed'
  when ${answered()} and (n.rule = 'one' or not exists (
    select 1 from (${guardiansWithAccess(sql`np.pupil_id`, today)}) as gw
    where not ${answeredBy(sql`gw.adult_id`)})) then 'signed'
  when exists (select 1 from liaison.copies c
               where c.school_id = n.school_id and c.note_id = n.id and c.pupil_id = np.pupil_id and c.seen_version = n.version offset 0)
    then 'seen'
  else 'waiting' end)`;

/**
 * SQL condition: that guardian (a column) still owes a signature for this child: nothing came back on paper, they have not answered, and
 * under the rule `one` nobody else has.
 */
export const isOwedBy = (guardian: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  n.withdrawn_at is null and np.left_at is null and not ${onPaper()} and not ${answeredBy(guardian)}
  and (n.rule = 'all' or not ${answered()}))`;
